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
) -> None:
    """Refuse to score with a model that was fitted with other settings.

    Parameters
    ----------
    segmentations : mapping
        The segmentations of this run -> settings.
    fitted : mapping
        Those of the published models -> settings; empty if the version did not keep
        them.

    Raises
    ------
    SettingError
        With the first difference.

    Examples
    --------
    >>> check_fitted({"rfm": {}}, {})
    Traceback (most recent call last):
    customer_segmentation.errors.SettingError: Segmentation rfm was never fitted; ...
    """
    for name, settings in segmentations.items():
        if name not in fitted:
            raise SettingError(f"Segmentation {name} was never fitted; {ADVICE}.")
        before = fitted[name]
        for key in DECIDING if before else ():
            if before.get(key) != settings.get(key):
                raise SettingError(
                    f"Segmentation {name} was fitted with {key} = {before.get(key)}, "
                    f"but the settings say {settings.get(key)}; {ADVICE}."
                )
