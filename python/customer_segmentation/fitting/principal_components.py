"""Principal components: the directions in which customers differ most."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA

from customer_segmentation.fitting.populations import Population, populations
from customer_segmentation.fitting.scaling import fit_scaling
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.tables import stack

SHOWN = 3
"""Components of the projection: as many as a picture can show."""

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "component": "Int32",
    "feature": "string",
    "loading": "float64",
    "centre": "float64",
    "scale": "float64",
    "explained_variance": "float64",
    "explained_share": "float64",
}


@dataclass(frozen=True)
class Components:
    """Principal components of some points.

    Attributes
    ----------
    loadings : numpy.ndarray
        Weight of each feature, shape (components, features); rows have length 1, or 0
        where there is no such component, and are at right angles.
    variance : numpy.ndarray
        Variance of the points along each component, with n - 1 as divisor.
    share : numpy.ndarray
        The same as a share of the variance of all features, 0 to 1.
    """

    loadings: np.ndarray
    variance: np.ndarray
    share: np.ndarray


def fit_components(points: np.ndarray, components: int) -> Components:
    """Fit principal components by a full singular value decomposition.

    Parameters
    ----------
    points : numpy.ndarray
        Scaled features, shape (customers, features); they are centred here.
    components : int
        How many, at most; there are no more than features. Where customers are too
        few to span them, the last ones are zero.

    Returns
    -------
    Components
        The one with the greatest variance first. Signs are fixed: the largest
        loading of a component is positive.

    Examples
    --------
    >>> found = fit_components(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), 2)
    >>> found.loadings[0].round(6).tolist(), found.share.round(6).tolist()
    ([0.707107, 0.707107], [1.0, 0.0])

    References
    ----------
    Jolliffe (2002), *Principal Component Analysis*, 2nd edition.
    """
    customers, features = points.shape
    count = min(components, features)
    loadings = np.zeros((count, features))
    variance, share = np.zeros(count), np.zeros(count)
    spanned = min(count, customers - 1)
    if spanned:
        with one_thread():
            model = PCA(spanned, svd_solver="full").fit(points)
        # scikit-learn makes the largest loading of each component positive.
        loadings[:spanned] = model.components_
        variance[:spanned] = model.explained_variance_
        share[:spanned] = np.nan_to_num(model.explained_variance_ratio_)
    return Components(loadings, variance, share)


def describe_components(settings: pd.DataFrame, sample: pd.DataFrame) -> pd.DataFrame:
    """Fit the first components of every population, for pictures and for reading.

    Parameters
    ----------
    settings, sample : pandas.DataFrame
        The tables ``seg_settings`` and ``seg_fit_sample``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population, component and feature, with the columns
        of ``COLUMNS``: a customer's coordinate is the sum over features of
        ``(x - centre) / scale * loading``. Three components, fewer where there are
        fewer features.
    """
    frames = (_describe(population) for population in populations(settings, sample))
    return stack(frames, COLUMNS)


def _describe(population: Population) -> pd.DataFrame:
    points = population.points
    scaling = fit_scaling(points, population.segmentation.scaler).centred(points)
    found = fit_components(scaling.apply(points), SHOWN)
    rows = [
        {
            **population.key,
            "component": number,
            "feature": feature,
            "loading": loadings[position],
            "centre": scaling.offset[position],
            "scale": scaling.scale[position],
            "explained_variance": variance,
            "explained_share": share,
        }
        for number, (loadings, variance, share) in enumerate(
            zip(found.loadings, found.variance, found.share, strict=True), start=1
        )
        for position, feature in enumerate(population.segmentation.features)
    ]
    return pd.DataFrame(rows)
