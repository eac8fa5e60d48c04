"""Tables that Python models return: the same columns and types, whatever is in them."""

from collections.abc import Iterable

import pandas as pd


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
