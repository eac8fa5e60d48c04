"""An independent scoring: scikit-learn, given the published parameters."""

import numpy as np
from sklearn.cluster import KMeans


def assert_labels_equal_scikit_learn(build) -> None:
    """Compare every label of every date with `KMeans.predict`."""
    parameters = build.query("from marts.segment_model_parameters")
    features = sorted(parameters["feature"].unique())
    table = parameters.set_index(["parameter", "feature"])
    offset = [table.loc[("offset", name), "value"] for name in features]
    scale = [table.loc[("scale", name), "value"] for name in features]
    centres = parameters[parameters["parameter"] == "centre"].pivot_table(
        index="segment_id", columns="feature", values="value"
    )
    customers = build.query(
        "select segments.segment_id, features.* "
        "from marts.customer_segments as segments "
        "inner join features.feat_customers as features "
        "using (as_of_date, customer_id) order by as_of_date, customer_id"
    )
    points = customers[features].astype(float)
    for name in features:
        if (parameters.query("feature == @name")["transform"] == "log1p").all():
            points[name] = np.log1p(points[name])
    scaled = (points.to_numpy() - offset) / scale
    fixed = centres[features].to_numpy()
    model = KMeans(len(fixed), init=fixed, n_init=1, max_iter=1).fit(fixed)
    model.cluster_centers_ = fixed
    expected = model.predict(scaled) + 1
    assert len(customers) > 0
    assert (expected == customers["segment_id"].to_numpy()).all()
