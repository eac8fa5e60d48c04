"""Tables that Python models return: the same columns and types, whatever is in them."""

from collections.abc import Iterable

import pandas as pd

POPULATION = ["segmentation", "population"]
"""The columns that say in every table which population a row is about."""


def stack(frames: Iterable[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    """Put the frames of all populations below each other.

    Parameters
    ----------
    frames : iterable of pandas.DataFrame
        Any number, none included; columns that are absent are missing values.
    columns : dict of str to str
        Column -> type, in order; the warehouse types a table by these, and a table
        without rows must look like one with rows.

    Returns
    -------
    pandas.DataFrame
        With these columns only.

    Examples
    --------
    >>> stack([pd.DataFrame({"a": [1], "b": [2]})], {"a": "Int64"})
       a
    0  1
    >>> stack([], {"a": "Int64"}).dtypes.to_dict()
    {'a': Int64Dtype()}
    """
    empty = pd.DataFrame(columns=list(columns))
    return pd.concat([empty, *frames], ignore_index=True)[[*columns]].astype(columns)


def rows_of(frame: pd.DataFrame, key: dict[str, str]) -> pd.DataFrame:
    """Select the rows of a table that have these values.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any table.
    key : dict of str to str
        Column -> value, such as segmentation and population.

    Examples
    --------
    >>> frame = pd.DataFrame({"population": ["new", "old"], "customers": [3, 4]})
    >>> rows_of(frame, {"population": "old"})["customers"].tolist()
    [4]
    """
    return frame[(frame[[*key]] == pd.Series(key)).all(axis=1)]
