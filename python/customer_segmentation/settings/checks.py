"""All settings at once: every mistake in a sentence, and what the build needs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.expressions import condition_of_customers
from customer_segmentation.settings.features import (
    NAME,
    all_features,
    filter_columns,
    mistakes_in_own_features,
)
from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.settings.segmentation import SegmentationSettings
from customer_segmentation.settings.sentences import (
    as_written,
    closest,
    mistakes,
    mistakes_in_part,
    unknown,
)

PROJECT_FILE = Path("dbt_project.yml")
"""In the folder of the project, which has to be the working directory."""

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is there, is ten times as fast."""


def mistakes_in_settings(values: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with the settings of a run, a sentence each.

    Parameters
    ----------
    values : mapping
        Setting -> value as dbt has it; names that are no setting included.

    Examples
    --------
    >>> defaults = {
    ...     name: field.default for name, field in ProjectSettings.model_fields.items()
    ... }
    >>> mistakes_in_settings({**defaults, "max_age": 0, "max_agee": 90})
    ... # doctest: +NORMALIZE_WHITESPACE
    ['There is no setting max_agee; did you mean max_age?',
     'Setting max_age is 0; it takes a whole number from 1 to 200.',
     'No segmentation is enabled; enable one in segmentations or
      segmentation_overrides.']
    """
    known = ProjectSettings.model_fields
    found = [
        unknown(
            *("There is no setting", name, known),
            "docs/settings.md lists the settings",
        )
        for name in values
        if name not in known
    ]
    found += [
        f"Setting {name} is missing in dbt_project.yml; its default is "
        f"{as_written(field.default)}."
        for name, field in known.items()
        if name not in values
    ]
    given = {name: value for name, value in values.items() if name in known}
    found += [
        f"Setting {name} holds a zero byte; write it without."
        for name, value in given.items()
        if "\\u0000" in json.dumps(value)
    ]
    found += mistakes(ProjectSettings, given, lambda name: f"Setting {name}")
    if given.get("decimal") == given.get("thousands"):
        found.append(
            f"Settings decimal and thousands are both {given.get('decimal')}; a number "
            'in text needs two marks, such as decimal: "," and thousands: ".".'
        )
    if not any(str(given.get(name)).strip() for name in ("invoices", "customers")):
        found.append(
            "Settings invoices and customers are both empty; give the path of a file "
            "or the name of a table for at least one of them."
        )
    own = given.get("own_features")
    own = own if isinstance(own, dict) else {}
    features = [*all_features(own)]
    found += mistakes_in_own_features(own)
    return found + _mistakes_in_segmentations(given, features)


def written_in_project(file: Path = PROJECT_FILE) -> list[str]:
    """List the settings that ``dbt_project.yml`` names, misspelt ones included."""
    if not file.exists():
        raise SettingError(
            f"dbt was started in {Path.cwd()}, and paths begin at the folder of the "
            "project; change to that folder and start it there."
        )
    project = yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
    names = dict(project.get("vars") or {})
    # dbt takes them for all packages or for one.
    names.update(names.pop(project["name"], None) or {})
    return [*names]


def all_segmentations(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Merge ``segmentation_overrides`` over ``segmentations``, key by key.

    Parameters
    ----------
    values : mapping
        The settings of the project.

    Returns
    -------
    dict
        Segmentation -> all of its settings, those that are switched off included.

    Examples
    --------
    >>> merged = all_segmentations({
    ...     "segmentations": {"rfm": {"features": {"recency": "none"}}},
    ...     "segmentation_overrides": {"rfm": {"clusters": 3}},
    ... })
    >>> merged["rfm"]["clusters"], merged["rfm"]["scaler"]
    (3, 'standard')
    """
    merged: dict[str, dict[str, Any]] = {}
    for setting in ("segmentations", "segmentation_overrides"):
        given = values.get(setting)
        for name, settings in given.items() if isinstance(given, dict) else ():
            if isinstance(settings, dict):
                merged[name] = {**merged.get(name, _defaults()), **settings}
    return merged


def segment_column(name: str) -> str:
    """Name the column of ``customers`` that holds the segment of a segmentation.

    The name by the RFM grid is ``rfm_segment`` already, so ``rfm`` steps aside.
    """
    return "rfm_cluster_segment" if name == "rfm" else f"{name}_segment"


def _defaults() -> dict[str, Any]:
    return {
        name: field.default
        for name, field in SegmentationSettings.model_fields.items()
        if not field.is_required()
    }


def _mistakes_in_segmentations(
    given: Mapping[str, Any], known_features: list[str]
) -> list[str]:
    found = []
    examples = {
        "segmentations": "{rfm: {features: {recency: none}}}",
        "segmentation_overrides": "{rfm: {clusters: 3}}",
    }
    for setting, example in examples.items():
        value = given.get(setting)
        for name, settings in value.items() if isinstance(value, dict) else ():
            if not isinstance(settings, dict):
                found.append(
                    f"Setting {setting} gives {name} the value {as_written(settings)}; "
                    f"it takes a mapping such as {example}."
                )
    segmentations = all_segmentations(given)
    if not any(each["enabled"] is not False for each in segmentations.values()):
        found.append(
            "No segmentation is enabled; enable one in segmentations or "
            "segmentation_overrides."
        )
    named = given.get("segmentations")
    named = named if isinstance(named, dict) else {}
    taken = {"campaign_segment"}
    for name, settings in segmentations.items():
        if not NAME.fullmatch(str(name)):
            found.append(
                f"Segmentation {name} needs a name of at most 40 lower-case letters, "
                "digits and _ that begins with a letter."
            )
        elif segment_column(name) in taken:
            found.append(
                f"Segmentation {name} needs another name: the column "
                f"{segment_column(name)} of customers is taken."
            )
        taken.add(segment_column(name))
        meant = None if name in named else closest(name, named)
        if meant and "features" not in settings:
            found.append(f"There is no segmentation {name}; did you mean {meant}?")
            continue
        found += _mistakes_in_segmentation(name, settings, known_features)
    return found


def _mistakes_in_segmentation(
    name: str, settings: Mapping[str, Any], known_features: list[str]
) -> list[str]:
    found = mistakes_in_part(SegmentationSettings, settings, f"segmentation {name}")

    def label(key: str) -> str:
        return f"Setting {key} of segmentation {name}"

    features = settings.get("features")
    features = features if isinstance(features, dict) else {}
    found += [
        unknown(
            f"{label('features')} names",
            *(feature, known_features, f"it knows {', '.join(known_features)}"),
        )
        for feature in features
        if feature not in known_features
    ]
    components = settings["pca_components"]
    if isinstance(components, int) and components > len(features) > 0:
        found.append(
            f"{label('pca_components')} is {components}, and it has {len(features)} "
            "features; it takes none or at most that many."
        )
    condition = settings["filter"]
    if isinstance(condition, str) and condition.strip() and condition != "none":
        try:
            columns = filter_columns(known_features)
            condition_of_customers(label("filter"), columns, condition)
        except SettingError as error:
            found.append(str(error))
    return found
