"""What is written from the settings: tables in ``docs/`` and a schema for editors."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from customer_segmentation.settings.features import registered_features
from customer_segmentation.settings.kinds import Settings, what_it_takes
from customer_segmentation.settings.project import SAMPLE, ProjectSettings
from customer_segmentation.settings.segmentation import (
    OwnFeature,
    SegmentationSettings,
)
from customer_segmentation.settings.sentences import as_written, properties

DOCUMENTS = Path("docs")

TABLES = {"settings.md": ProjectSettings, "segmentations.md": SegmentationSettings}
"""Page -> the settings whose table it holds, between two marks."""

BETWEEN_MARKS = re.compile(r"(?<=<!-- settings -->\n).*?(?=<!-- end -->)", re.DOTALL)

MEANINGS = Path("models/features.md")
PROFILES = Path("models/marts/segments/segment_profiles.yml")

BETWEEN_LINES = re.compile(
    r"(?<=      # A mean and a median of each registered feature.\n).*", re.DOTALL
)

SCHEMA = "settings.schema.json"


def documents(folder: Path = DOCUMENTS) -> Iterator[tuple[Path, str]]:
    """Write anew what follows from the settings.

    Parameters
    ----------
    folder : pathlib.Path
        ``docs`` of the project.

    Yields
    ------
    tuple of pathlib.Path and str
        Each file, and what has to be in it.
    """
    for page, kind in TABLES.items():
        text = (folder / page).read_text(encoding="utf-8")
        yield folder / page, BETWEEN_MARKS.sub(lambda _, k=kind: table_of(k), text)
    schema = json.dumps(editor_schema(), indent=2, ensure_ascii=False)
    yield folder / SCHEMA, schema + "\n"
    yield MEANINGS, "\n".join(_meanings())
    text = PROFILES.read_text(encoding="utf-8")
    yield PROFILES, BETWEEN_LINES.sub(lambda _: "".join(_profile_columns()), text)


def table_of(kind: type[Settings]) -> str:
    """Return the Markdown table of settings: name, default, values and meaning.

    Examples
    --------
    >>> print(table_of(SegmentationSettings).splitlines()[-1])
    | `enabled` | `true` | true or false | `false` switches the segmentation off. |
    """
    rows = ["| setting | default | takes | meaning |", "|---|---|---|---|"]
    for name, schema in properties(kind).items():
        takes = _short(schema)
        meaning = " ".join(schema["description"].split())
        rows.append(f"| `{name}` | {_default(name, schema)} | {takes} | {meaning} |")
    return "\n".join(rows) + "\n"


def editor_schema() -> dict[str, Any]:
    """Return the JSON schema of a file of settings, by which editors check it."""
    schema = ProjectSettings.model_json_schema()
    segmentation = SegmentationSettings.model_json_schema()
    transform = segmentation["properties"]["features"].pop("additionalProperties")
    features = {key: {"$ref": "#/$defs/transform"} for key in registered_features()}
    # A name beside these is that of an own feature.
    segmentation["properties"]["features"] |= {
        "properties": features,
        "additionalProperties": {"$ref": "#/$defs/transform"},
    }
    # What a segmentation does not say is as in the defaults, or in what it overrides.
    del segmentation["required"]
    for name in ("segmentations", "segmentation_overrides"):
        one = {"$ref": "#/$defs/segmentation"}
        schema["properties"][name]["additionalProperties"] = one
    own = {"$ref": "#/$defs/own_feature"}
    schema["properties"]["own_features"]["additionalProperties"] = own
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Settings of customer_segmentation",
        "description": "A file for dbt build --vars.",
        "$defs": {
            "own_feature": OwnFeature.model_json_schema(),
            "segmentation": segmentation,
            "transform": transform,
        },
    }


def _meanings() -> Iterator[str]:
    yield "<!-- The features, as seeds/lookups/features.csv declares them. -->"
    for name, feature in registered_features().items():
        yield f"\n{{% docs {name} %}}{feature.meaning}{{% enddocs %}}"
    yield ""


def _profile_columns() -> Iterator[str]:
    for name, feature in registered_features().items():
        unit = feature.unit.replace("money", "the currency of the invoices")
        for statistic in ("mean", "median"):
            yield f"      - name: {statistic}_{name}\n        data_type: double\n"
            yield (
                f'        description: "{statistic.title()} of {name} in the segment, '
                f'in {unit}. Null: unknown for all of its customers."\n'
            )


def _default(name: str, schema: dict[str, Any]) -> str:
    if "default" not in schema:
        return ""
    if name in SAMPLE:
        return "the sample"
    if name == "segmentations":
        return "`rfm`, `lifecycle`, `persona`"
    default = schema["default"]
    if isinstance(default, list):
        return f"`[{', '.join(str(each) for each in default)}]`"
    return f"`{as_written(default)}`" if default != "" else "`''`"


def _short(schema: dict[str, Any]) -> str:
    known = schema.get("items", {}).get("enum", ())
    words = "a list of the names of checks" if len(known) > 8 else what_it_takes(schema)
    return words.replace("|", "\\|")


def main() -> None:
    """Write the documents of the project in the working directory."""
    for path, text in documents():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
