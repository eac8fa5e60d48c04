"""One sentence for each mistake in settings: what came, and what is taken."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import ValidationError

from customer_segmentation.settings.kinds import (
    Settings,
    takes_no_text,
    what_it_takes,
)

ABSENT = object()
"""Stands for a value that is not there."""


def mistakes(
    kind: type[Settings], values: Mapping[str, Any], label: Callable[[str], str]
) -> list[str]:
    """Say what is wrong with the values of settings that are known by name.

    Parameters
    ----------
    kind : type
        What the settings are of.
    values : mapping
        Name -> value, as it was written.
    label : callable
        Name -> how a sentence begins.

    Returns
    -------
    list of str
        A sentence each; empty when all is well.

    Examples
    --------
    >>> from customer_segmentation.settings.project import ProjectSettings
    >>> mistakes(ProjectSettings, {"publish_keep": "9", "refunds": "all"}, str.title)
    ... # doctest: +NORMALIZE_WHITESPACE
    ['Refunds is all; it takes invoice_number or negative_quantity.',
     'Publish_Keep is "9" in quotes, which is a text; it takes a whole number from 1
      to 100.']
    """
    try:
        kind.model_validate({name: values[name] for name in values})
    except ValidationError as error:
        places = dict.fromkeys(_place(found["loc"], values) for found in error.errors())
        schema = properties(kind)
        found = (
            _about(label(name), values.get(name, ABSENT), rest, schema[name])
            for name, *rest in places
        )
        return [*dict.fromkeys(found)]
    return []


def mistakes_in_part(
    kind: type[Settings], values: Mapping[str, Any], part: str
) -> list[str]:
    """Say what is wrong with the settings of a part, names that it has not included.

    Examples
    --------
    >>> from customer_segmentation.settings.segmentation import OwnFeature
    >>> mistakes_in_part(OwnFeature, {"words": "w", "unitt": "u"}, "own feature pieces")
    ... # doctest: +NORMALIZE_WHITESPACE
    ['Own feature pieces has no setting unitt; did you mean unit?',
     'Setting expression of own feature pieces is absent; it takes a text.',
     'Setting unit of own feature pieces is absent; it takes a text.']
    """
    known = kind.model_fields
    found = [
        unknown(
            f"{part[0].upper()}{part[1:]} has no setting",
            *(key, known, f"it takes {', '.join(known)}"),
        )
        for key in values
        if key not in known
    ]
    given = {key: value for key, value in values.items() if key in known}
    return found + mistakes(kind, given, lambda key: f"Setting {key} of {part}")


@cache
def properties(kind: type[Settings]) -> dict[str, dict]:
    """Return the JSON schema of each setting, by name."""
    return kind.model_json_schema()["properties"]


def unknown(label: str, name: str, known: Iterable[str], otherwise: str) -> str:
    """Say that a name is not known, and which one may have been meant.

    >>> unknown("There is no setting", "max_agee", ["max_age"], "look")
    'There is no setting max_agee; did you mean max_age?'
    >>> unknown("There is no setting", "colour", ["max_age"], "look")
    'There is no setting colour; look.'
    """
    close = closest(name, known)
    return f"{label} {name}; {f'did you mean {close}?' if close else f'{otherwise}.'}"


def closest(name: object, known: Iterable[str]) -> str | None:
    """Return the known name that may have been meant by another one; None if none may.

    >>> closest("rmf", ["persona", "rfm"]), closest("colour", ["rfm"])
    ('rfm', None)
    """
    found = get_close_matches(str(name), list(known), n=1, cutoff=0.65)
    return found[0] if found else None


def as_written(value: object, *, takes_text: bool = True) -> str:
    """Write a value as YAML has it, with quotes where a text looks like a number.

    >>> [as_written(each) for each in (None, True, 0.5, ["a"])]
    ['null', 'true', '0.5', "['a']"]
    >>> as_written("3", takes_text=False)
    '"3" in quotes, which is a text'
    """
    if value is None:
        return "null"
    if value is ABSENT:
        return "absent"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and not takes_text:
        return f'"{value}" in quotes, which is a text'
    return str(value)


def _place(loc: tuple, values: Mapping[str, Any]) -> tuple:
    # Beside the name, what is wrong in a mapping or a list; what a union tried is of no
    # use.
    return loc[:2] if isinstance(values.get(loc[0]), dict | list) else loc[:1]


def _about(label: str, value: Any, rest: list, schema: dict[str, Any]) -> str:
    takes = what_it_takes(schema)
    if rest and isinstance(value, list) and "enum" in schema.get("items", {}):
        return f"{label} names {as_written(value[rest[0]])}; it takes {takes}."
    if rest and isinstance(schema.get("additionalProperties"), dict):
        inner = schema["additionalProperties"]
        return _about(f"{label}: {rest[0]}", value[rest[0]], [], inner)
    written = as_written(value, takes_text=not takes_no_text(schema))
    why = schema.get("why_not", {}).get(value) if isinstance(value, str) else None
    return f"{label} is {written}; it takes {takes}{f'; {why}' if why else ''}."
