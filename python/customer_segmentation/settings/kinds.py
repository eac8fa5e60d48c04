"""Kinds of values that settings take, and the words for each of them."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

MAX_CLUSTERS = 20
"""The most segments that a model may have: as far as scoring is written out in SQL."""

STRPTIME_CODES = re.compile(
    r"([^%]|%[aAbBcdDfgGHIjmMnpSuVwWxXyYzZ%]|%-[dmyHIMSj])*", re.DOTALL
)


class Settings(BaseModel):
    """Settings that belong together: each has a type, a default and a docstring."""

    # Types are taken as they are written: "3" is no number.
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


def _day(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    date.fromisoformat(text)
    return text


def _strptime_pattern(text: str) -> str:
    codes = set(re.findall("%-?(.)", text))
    months = codes & {"m", "b", "B"}
    if not (STRPTIME_CODES.fullmatch(text) and codes & {"y", "Y"} and months):
        raise ValueError
    if "d" not in codes:
        raise ValueError
    return text


def _two_percentiles(value: dict) -> dict:
    # Who writes shares from 0 to 1 means something else.
    if [*value] != ["clip"] or len(value["clip"]) != 2 or value["clip"][1] <= 1:
        raise ValueError
    low, high = value["clip"]
    if not 0 <= low < high <= 100:
        raise ValueError
    return value


def _ascending(value: list[int]) -> list[int]:
    if len(value) != 2 or not 1 <= value[0] <= value[1] <= MAX_CLUSTERS:
        raise ValueError
    return value


Text = Annotated[str, Field(pattern=r"\S")]
"""A text that is not blank."""

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

Day = Annotated[
    str,
    AfterValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "takes": "a day written YYYY-MM-DD",
        }
    ),
]
"""A day of the calendar."""

StrptimePattern = Annotated[
    str,
    AfterValidator(_strptime_pattern),
    WithJsonSchema(
        {
            "type": "string",
            "takes": "a strptime pattern such as %d/%m/%Y %H:%M",
        }
    ),
]
"""How dates are written, with at least year, month and day."""

Transform = (
    Literal["none", "log1p", "clip"]
    | Annotated[
        dict[str, list[float]],
        AfterValidator(_two_percentiles),
        WithJsonSchema(
            {
                "type": "object",
                "properties": {
                    "clip": {
                        "type": "array",
                        "items": {"type": "number", "minimum": 0, "maximum": 100},
                        "minItems": 2,
                        "maxItems": 2,
                    }
                },
                "required": ["clip"],
                "additionalProperties": False,
                "takes": "{clip: [1, 99]}, two percentiles from 0 to 100, the smaller "
                "first",
            }
        ),
    ]
)
"""What is done to a feature before it is scaled."""

ClusterRange = Annotated[
    list[int],
    AfterValidator(_ascending),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": MAX_CLUSTERS},
            "minItems": 2,
            "maxItems": 2,
            "takes": f"two whole numbers, the smaller first, from 1 to {MAX_CLUSTERS}",
        }
    ),
]
"""The smallest and the largest number of clusters to try."""


def what_it_takes(schema: dict[str, Any]) -> str:
    """Say in words which values a JSON schema takes.

    Parameters
    ----------
    schema : dict
        Of one setting, as pydantic writes it. ``takes`` in it has the words for what
        a schema alone cannot say well.

    Examples
    --------
    >>> what_it_takes({"anyOf": [
    ...     {"const": "auto", "type": "string"},
    ...     {"type": "integer", "minimum": 1, "maximum": 36500},
    ... ]})
    'auto or a whole number from 1 to 36500'
    >>> what_it_takes({"type": "array", "items": {"enum": ["csv", "report"]}})
    'a list of csv, report'
    """
    kind = schema.get("type")
    if "takes" in schema:
        return schema["takes"]
    if "anyOf" in schema:
        return " or ".join(what_it_takes(each) for each in schema["anyOf"])
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if kind in ("integer", "number"):
        what = "a whole number" if kind == "integer" else "a number"
        return f"{what} from {schema['minimum']:g} to {schema['maximum']:.15g}"
    if kind == "array":
        return f"a list of {', '.join(schema['items']['enum'])}"
    return {
        "boolean": "true or false",
        "object": "a mapping such as {name: value}",
    }.get(kind, "a text")


def takes_no_text(schema: dict[str, Any]) -> bool:
    """Say whether a number, true or false is taken: "3" and 3 look alike."""
    kinds = {each.get("type") for each in [schema, *schema.get("anyOf", ())]}
    return bool(kinds & {"integer", "number", "boolean"})
