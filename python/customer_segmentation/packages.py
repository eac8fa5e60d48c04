"""Packages that are optional: which of them are not installed."""

import importlib.util


def missing_package(package: str) -> str:
    """Return the name of a package if it is not installed, else ''.

    Examples
    --------
    >>> missing_package("duckdb"), missing_package("no_such_package")
    ('', 'no_such_package')
    """
    return "" if importlib.util.find_spec(package) else package
