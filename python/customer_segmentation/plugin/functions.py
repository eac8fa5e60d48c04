"""What macros may ask: one function each, in and out as JSON."""

import json
import os
from datetime import date
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.inputs.columns import columns_setting, named_fields
from customer_segmentation.inputs.date_formats import DATE_FORMATS
from customer_segmentation.inputs.fields import (
    CUSTOMER_FIELDS,
    FIELDS,
    PARTS,
    SPENDING_CATEGORIES,
)
from customer_segmentation.inputs.queries import query_of_input, source_file
from customer_segmentation.packages import missing_package
from customer_segmentation.publishing.version_folder import last_delivery
from customer_segmentation.settings.checks import (
    all_segmentations,
    mistakes_in_settings,
    segment_column,
    written_in_project,
)
from customer_segmentation.settings.features import Feature, all_features
from customer_segmentation.settings.frozen import check_fitted
from customer_segmentation.settings.kinds import MAX_CLUSTERS
from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.settings.sandbox import in_brackets, nodes, parsed


class Functions:
    """The functions that ``macros/plugin/`` names, a method each.

    Parameters
    ----------
    files : InputFiles
        The input files of the build.
    """

    def __init__(self, files: InputFiles) -> None:
        self._files = files

    def ask(self, function: str, question: str) -> str:
        """Answer a macro.

        Parameters
        ----------
        function : str
            Name of a method that takes JSON.
        question : str
            Its arguments, a JSON object.

        Returns
        -------
        str
            JSON: ``answer``, or ``problem`` with a sentence for whoever builds.

        Examples
        --------
        >>> Functions(None).ask("missing_package", '{"name": "json"}')
        '{"answer": ""}'
        """
        try:
            answer = getattr(self, function)(**json.loads(question))
        except SettingError as error:
            return json.dumps({"problem": str(error)})
        except Exception as error:
            # Whoever builds can do nothing about the lines of our code.
            said = f"{type(error).__name__}: {error}"
            problem = f"The plugin failed at {function} ({said}); please report it."
            return json.dumps({"problem": problem})
        return json.dumps({"answer": answer})

    def setting_names(self) -> list[str]:
        """List the names of all settings, and those that ``dbt_project.yml`` has."""
        known = ProjectSettings.model_fields
        return [*dict.fromkeys([*known, *written_in_project()])]

    def check_settings(self, values: dict[str, Any], today: str) -> dict[str, Any]:
        """Check all settings, and say what the macros need to know of them.

        Parameters
        ----------
        values : dict
            Setting -> value.
        today : str
            The day on which the build began in UTC, YYYY-MM-DD.

        Raises
        ------
        SettingError
            With a sentence for each mistake.
        """
        problems = mistakes_in_settings(values) + _mistakes_in_columns(values)
        if problems:
            raise SettingError("\n".join(problems))
        settings = ProjectSettings(**values)
        segmentations = all_segmentations(values)
        return {
            "inputs": settings.inputs,
            "is_sample": settings.is_sample,
            "by_amount": "amount" in named_fields("invoices", settings.invoice_columns),
            "first_implausible_day": str(
                settings.first_implausible_day(date.fromisoformat(today))
            ),
            "fields": {
                setting: {name: field.kind for name, field in fields.items()}
                for setting, fields in FIELDS.items()
            },
            "spending_categories": SPENDING_CATEGORIES,
            "attributes": [
                name
                for name in CUSTOMER_FIELDS
                if name not in PARTS and name != "customer_id"
            ],
            # Any text can be read; numbers and dates may be none.
            "readable_attributes": [
                name
                for kind in ("integer", "price", "date")
                for name, field in CUSTOMER_FIELDS.items()
                if field.kind == kind
            ],
            "date_formats": DATE_FORMATS,
            **_about_features(all_features(settings.own_features)),
            "own_features": {
                name: {**feature, "expression": in_brackets(feature["expression"])}
                for name, feature in settings.own_features.items()
            },
            "segment_columns": {name: segment_column(name) for name in segmentations},
            "max_clusters": MAX_CLUSTERS,
            **_about_segmentations(
                {
                    name: _with_own_features(each, settings.own_features)
                    for name, each in segmentations.items()
                    if each["enabled"]
                }
            ),
        }

    def check_fitted(self, **question: Any) -> None:
        """Refuse a model of other settings; see the function in ``settings``."""
        check_fitted(**question)

    def query_of_input(self, **question: Any) -> dict[str, Any]:
        """Say how an input is read; see the function of that name in ``inputs``."""
        return query_of_input(self._files, question)

    def files_of_input(self, path: str, decimal: str) -> dict[str, Any]:
        """Say which files an input is.

        Parameters
        ----------
        path : str
            The setting ``invoices`` or ``customers``.
        decimal : str
            The setting of that name.

        Returns
        -------
        dict
            ``paths`` (absolute, of what is read), ``is_csv``, ``in_latin_1`` (names
            of files that are no UTF-8) and ``source_file`` (SQL for the name of the
            file that a row of the reader's refusals is from).
        """
        files = self._files.describe(path, decimal)["files"] if path else []
        return {
            "paths": [_absolute(file["read_from"]) for file in files],
            "is_csv": any(file["kind"] == "csv" for file in files),
            "in_latin_1": [
                file["name"] for file in files if file.get("encoding") == "cp1252"
            ],
            "source_file": source_file(files, "scans.file_path"),
        }

    def absolute_paths(self, paths: list[str]) -> list[str]:
        """Return paths as they are from the root of the file system."""
        return [_absolute(path) for path in paths]

    def changed_input(self, path: str) -> str:
        """Name a file of an input that changed since it was looked at; '' if none."""
        return self._files.changed(path)

    def damaged_input(self, path: str) -> str:
        """Say which file of an input cannot be read to its end, and why; else ''."""
        return self._files.damaged(path)

    def last_delivery(self, folder: str) -> dict[str, Any]:
        """Say what was published last; see the function in ``publishing``."""
        return last_delivery(folder)

    def missing_package(self, name: str) -> str:
        """Return the name of a package if it is not installed, else ''."""
        return missing_package(name)


def _about_features(features: dict[str, Feature]) -> dict[str, Any]:
    sources = {name: feature.source for name, feature in features.items()}
    return {
        "features": [*features],
        "order_features": [name for name in sources if sources[name] == "orders"],
        "persona_features": [name for name in sources if sources[name] == "customers"],
        "when_null": {name: feature.when_null for name, feature in features.items()},
    }


def _with_own_features(segmentation: dict, own_features: dict) -> dict:
    """Add the expressions of what it uses: a model follows from them."""
    used = set(segmentation["features"])
    if segmentation["filter"] != "none":
        for node in nodes(parsed(segmentation["filter"])):
            used.update(column.lower() for column in node.get("column_names", ()))
    own = {
        name: feature["expression"]
        for name, feature in own_features.items()
        if name in used
    }
    return {**segmentation, "own_features": own} if own else segmentation


def _about_segmentations(segmentations: dict[str, dict]) -> dict[str, Any]:
    used = {feature for each in segmentations.values() for feature in each["features"]}
    components = {
        name: 0 if each["pca_components"] == "none" else each["pca_components"]
        for name, each in segmentations.items()
    }
    return {
        "segmentations": segmentations,
        # Where it fails on a customer, it is not true of them.
        "conditions": {
            each["filter"]: f"try{in_brackets(each['filter'])}"
            for each in segmentations.values()
            if each["filter"] != "none"
        },
        "used_features": sorted(used),
        "most_components": max(components.values(), default=0),
        # In which distances are measured: the features, or the components.
        "axes": {
            name: [f"component_{number}" for number in range(1, components[name] + 1)]
            or sorted(each["features"])
            for name, each in segmentations.items()
        },
        "clips": {
            name: {
                feature: transform["clip"] if isinstance(transform, dict) else [1, 99]
                for feature, transform in sorted(each["features"].items())
                if isinstance(transform, dict) or transform == "clip"
            }
            for name, each in segmentations.items()
        },
    }


def _mistakes_in_columns(values: dict[str, Any]) -> list[str]:
    found = []
    for setting in FIELDS:
        columns = values.get(columns_setting(setting))
        try:
            named_fields(setting, columns if isinstance(columns, dict) else {})
        except SettingError as error:
            found.append(str(error))
    return found


def _absolute(path: str) -> str:
    # A link stays one: what it points to is not named in sentences.
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links
