"""An independent scoring: scikit-learn, given the published parameters."""

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

CUSTOMERS = """
    select segments.segment_id, features.*
    from marts.customer_segments as segments
    inner join segmentation.seg_features as features
        using (as_of_date, customer_id)
    where segments.segmentation = '{0}' and segments.population = '{1}'
    order by as_of_date, customer_id
"""


def assert_labels_equal_scikit_learn(build) -> None:
    """Compare every label of every date and population with `KMeans.predict`."""
    parameters = build.query("from marts.segment_model_parameters")
    models = list(parameters.groupby(["segmentation", "population"]))
    assert models
    for (segmentation, population), rows in models:
        customers = build.query(CUSTOMERS.format(segmentation, population))
        assert len(customers) > 0
        places = places_of(customers, rows)
        centres = rows[rows["parameter"] == "centre"].pivot_table(
            index="segment_id",
            columns="component" if has_components(rows) else "feature",
            values="value",
        )
        fixed = centres.to_numpy()
        model = KMeans(len(fixed), init=fixed, n_init=1, max_iter=1).fit(fixed)
        model.cluster_centers_ = fixed
        expected = model.predict(places) + 1
        assert (expected == customers["segment_id"].to_numpy()).all(), population


def has_components(rows: pd.DataFrame) -> bool:
    return (rows["parameter"] == "loading").any()


def places_of(customers: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Where customers lie, by the parameters of one population."""
    table = rows.set_index(["parameter", "feature"])
    features = sorted(rows["feature"].dropna().unique())
    points = customers[features].astype(float)
    for name in features:
        transform = table.loc[("offset", name), "transform"]
        if transform == "log1p":
            points[name] = np.log1p(points[name])
        elif transform == "clip":
            bounds = [table.loc[(bound, name), "value"] for bound in ("lower", "upper")]
            points[name] = points[name].clip(*bounds)
    offset, scale = (
        np.array([table.loc[(parameter, name), "value"] for name in features])
        for parameter in ("offset", "scale")
    )
    scaled = (points.to_numpy() - offset) / scale
    if not has_components(rows):
        return scaled
    loadings = rows[rows["parameter"] == "loading"].pivot_table(
        index="component", columns="feature", values="value"
    )
    return scaled @ loadings[features].to_numpy().T
