import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from customer_segmentation.fitting.model import read_model
from customer_segmentation.settings.segmentation import populations
from tests.python.frames import fitted, sample, settings


@pytest.mark.parametrize("components", ["none", 1, 2])
def test_segments_are_the_clusters_of_scikit_learn(components):
    changes = {"clusters": 3, "pca_components": components}
    frame = sample(spread=1.5)
    (population,) = populations(settings(**changes), frame)
    found = read_model(fitted(frame, **changes), population).segments(population.points)
    points = StandardScaler().fit_transform(population.points)
    if components != "none":
        points = PCA(components).fit_transform(points)
    labels = KMeans(3, n_init=10, random_state=42).fit_predict(points)
    worth = population.customers["worth"].groupby(labels).mean()
    order = worth.rank(ascending=False).astype(int)
    assert (found == order[labels].to_numpy()).all()


def test_the_model_is_that_of_the_population():
    frame = sample()
    frame["population"] = np.where(frame["recency"] < 3, "near", "far")
    parameters = fitted(frame, clusters=2)
    near, far = (
        read_model(parameters, population)
        for population in reversed(list(populations(settings(), frame)))
    )
    assert near.space.scaling.offset[1] == pytest.approx(1, abs=0.1)
    assert far.space.scaling.offset[1] == pytest.approx(7, abs=0.1)
