"""Whether a model that was fitted earlier fits the settings of today."""

from collections.abc import Mapping
from typing import Any

from customer_segmentation.errors import SettingError

DECIDING = (
    *("features", "split_by", "filter", "scaler", "pca_components", "algorithm"),
    *("clusters", "own_features"),
)
"""Settings of a segmentation that a model follows from."""

ADVICE = "run dbt build once with the fit"


def check_fitted(
    segmentations: Mapping[str, Mapping[str, Any]],
    fitted: Mapping[str, Mapping[str, Any]],
    *,
    is_sample: bool,
    invoices: str,
) -> None:
    """Refuse to score with a model that was fitted with other settings or other data.

    Parameters
    ----------
    segmentations : mapping
        The segmentations of this run -> settings.
    fitted : mapping
        Those of the last fit -> settings, with ``is_sample``.
    is_sample : bool
        Whether this run builds the sample.
    invoices : str
        The setting of that name.

    Raises
    ------
    SettingError
        With the first difference.

    Examples
    --------
    >>> check_fitted({"rfm": {}}, {}, is_sample=True, invoices="")
    Traceback (most recent call last):
    customer_segmentation.errors.SettingError: Segmentation rfm was never fitted; ...
    """
    for name, settings in segmentations.items():
        if name not in fitted:
            raise SettingError(f"Segmentation {name} was never fitted; {ADVICE}.")
        before = fitted[name]
        if before["is_sample"] != is_sample:
            data = "the sample" if before["is_sample"] else "your own data"
            raise SettingError(
                f"Segmentation {name} was fitted on {data}, but this run reads "
                f"{invoices}; {ADVICE}."
            )
        for key in DECIDING:
            if before.get(key) != settings.get(key):
                raise SettingError(
                    f"Segmentation {name} was fitted with {key} = {before.get(key)}, "
                    f"but the settings say {settings.get(key)}; {ADVICE}."
                )
