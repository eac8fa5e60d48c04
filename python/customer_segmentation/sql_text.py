"""Texts and names in SQL, whatever they hold."""

from pathlib import Path


def literal(text: str | Path) -> str:
    """Return a text as a SQL literal, whatever it holds.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"


def name(identifier: str) -> str:
    """Return an identifier in the quotes of SQL, whatever it holds.

    >>> name('a"b')
    '"a""b"'
    """
    return '"' + identifier.replace('"', '""') + '"'
