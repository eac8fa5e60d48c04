import math

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from customer_segmentation.fitting.model import read_models
from customer_segmentation.fitting.populations import populations
from tests.python.frames import fitted, model_of, sample, settings

COLUMNS = ("parameter", "segment_id", "component", "feature", "transform", "value")
PARAMETERS = [
    ("offset", None, None, "spend", "log1p", 2.0),
    ("offset", None, None, "days", "clip", 5.0),
    ("scale", None, None, "spend", "log1p", 4.0),
    ("scale", None, None, "days", "clip", 2.0),
    ("lower", None, None, "days", "clip", 5.0),
    ("upper", None, None, "days", "clip", 9.0),
]
CENTRES = [
    ("centre", 2, None, "spend", "log1p", 0.0),
    ("centre", 1, None, "days", "clip", 2.0),
    ("centre", 2, None, "days", "clip", 0.0),
    ("centre", 1, None, "spend", "log1p", 1.0),
]
COMPONENTS = [
    ("loading", None, 2, "days", "clip", 1.0),
    ("loading", None, 2, "spend", "log1p", 0.0),
    ("loading", None, 1, "days", "clip", 0.5),
    ("loading", None, 1, "spend", "log1p", 0.25),
    ("centre", 1, 2, None, None, 7.0),
    ("centre", 1, 1, None, None, 3.0),
]


def read(parameters, population="all"):
    rows = [dict(zip(COLUMNS, each, strict=True)) for each in parameters]
    key = {"segmentation": "own", "population": population, "model_version": "v"}
    return read_models([row | key for row in rows])["own", population]


def test_raw_features_are_clipped_taken_to_the_logarithm_and_scaled():
    found = read([*PARAMETERS, *CENTRES]).score(np.array([[99.0, math.e**6 - 1]]))
    # Scaled: days (9 - 5) / 2 = 2, spend (6 - 2) / 4 = 1.
    assert (found.segment_id.tolist(), found.distance.tolist()) == ([1], [0.0])
    assert found.margin.tolist() == [round(math.sqrt(5), 9)]


def test_components_come_before_the_distance_and_one_segment_has_no_margin():
    found = read([*PARAMETERS, *COMPONENTS]).score(np.array([[7.0, math.e**6 - 1]]))
    # Scaled: 1 and 1; components 0.75 and 1; the centre is at 3 and 7.
    assert found.distance.tolist() == [round(math.hypot(2.25, 6), 9)]
    assert np.isnan(found.margin).all()


def test_a_tie_goes_to_the_lowest_number():
    points = np.array(
        [[5.0, math.expm1(2)], [9.0, math.expm1(6)], [7.0, math.expm1(4)]]
    )
    found = read([*PARAMETERS, *CENTRES]).score(points)
    assert found.segment_id.tolist() == [2, 1, 1]
    assert found.margin[2] == 0


def test_features_are_in_the_order_of_their_names_whatever_that_of_the_rows():
    model = read([*PARAMETERS, *CENTRES])
    assert model.features == ["days", "spend"]
    assert (model.version, model.centres.tolist()) == ("v", [[2.0, 1.0], [0.0, 0.0]])
    again = read([*CENTRES, *reversed(PARAMETERS)])
    values = np.random.default_rng(0).uniform(0, 20, (50, 2))
    for one, other in zip(model.score(values), again.score(values), strict=True):
        assert (one == other).all()


@pytest.mark.parametrize("components", ["none", 1, 2])
def test_segments_are_the_clusters_of_scikit_learn(components):
    changes = {"clusters": 3, "pca_components": components}
    frame = sample(spread=1.5)
    (population,) = populations(settings(**changes), frame)
    found = model_of(frame, **changes).score_transformed(population.points).segment_id
    points = StandardScaler().fit_transform(population.points)
    if components != "none":
        points = PCA(components).fit_transform(points)
    labels = KMeans(3, n_init=10, random_state=42).fit_predict(points)
    worth = population.customers["worth"].groupby(labels).mean()
    order = worth.rank(ascending=False).astype(int)
    assert (found == order[labels].to_numpy()).all()


@pytest.mark.parametrize("components", ["none", 2])
def test_raw_and_transformed_features_score_the_same(components):
    frame = sample(spread=1.5)
    changes = {"clusters": 3, "pca_components": components}
    # As the SQL has them: rounded.
    for feature in ("recency_transformed", "monetary_transformed"):
        frame[feature] = frame[feature].round(9)
    model = model_of(frame, **changes)
    raw = model.score(frame[model.features].to_numpy())
    columns = [f"{feature}_transformed" for feature in model.features]
    seen = model.score_transformed(frame[columns].to_numpy())
    for one, other in zip(raw, seen, strict=True):
        assert (one == other).all()


def test_many_customers_score_as_each_of_them():
    frame = sample(spread=1.5)
    model = model_of(frame, clusters=3, pca_components=2)
    values = frame[model.features].to_numpy()
    alone = [model.score(row[None]) for row in values]
    for column, scores in enumerate(model.score(values)):
        assert scores.tolist() == [each[column].item() for each in alone]


def test_every_population_has_its_model():
    frame = sample()
    frame["population"] = np.where(frame["recency"] < 3, "near", "far")
    models = read_models(fitted(frame, clusters=2).to_dict("records"))
    assert [*models] == [("rfm", "far"), ("rfm", "near")]
    far, near = (model.space.scaling.offset[1] for model in models.values())
    assert near == pytest.approx(1, abs=0.1)
    assert far == pytest.approx(7, abs=0.1)
