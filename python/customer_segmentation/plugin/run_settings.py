"""The settings of a run, once they are checked, and what follows from them."""

from datetime import date
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.columns import columns_setting, named_fields
from customer_segmentation.inputs.date_formats import DATE_FORMATS
from customer_segmentation.inputs.fields import (
    CUSTOMER_FIELDS,
    FIELDS,
    PARTS,
    SPENDING_CATEGORIES,
)
from customer_segmentation.settings.checks import (
    all_segmentations,
    mistakes_in_settings,
    segment_column,
)
from customer_segmentation.settings.features import Feature, all_features
from customer_segmentation.settings.kinds import MAX_CLUSTERS
from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.settings.sandbox import in_brackets, nodes, parsed


def settings_of_run(values: dict[str, Any], today: date) -> dict[str, Any]:
    """Check all settings, and say what macros need to know of them.

    Parameters
    ----------
    values : dict
        Setting -> value.
    today : datetime.date
        The day on which the build began, in UTC.

    Returns
    -------
    dict
        The settings that are not read as they are, and what follows from them:
        features by source, columns, axes, conditions. Only what JSON knows.

    Raises
    ------
    SettingError
        With a sentence for each mistake, a line each.
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
        "first_implausible_day": str(settings.first_implausible_day(today)),
        **_about_inputs(),
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


def _about_inputs() -> dict[str, Any]:
    return {
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
    }


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
