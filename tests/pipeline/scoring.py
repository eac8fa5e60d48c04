"""Other ways to score: scikit-learn with the published parameters, and the service."""

import httpx2
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

from customer_segmentation.service.api import make_api
from customer_segmentation.service.version import Versions

CUSTOMERS = """
    select segments.segment_id, features.*
    from marts.customer_segments as segments
    inner join segmentation.seg_features as features
        using (as_of_date, customer_id)
    where segments.segmentation = '{0}' and segments.population = '{1}'
    order by as_of_date, customer_id
"""

MEMBERS = """
    select members.*, features.* exclude (as_of_date, customer_id)
    from marts.customer_segments as members
    inner join segmentation.seg_features as features
        on members.as_of_date = features.as_of_date
        and members.customer_id = features.customer_id
    where members.as_of_date = (select max(as_of_date) from marts.customers)
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


def client_of(build) -> httpx2.AsyncClient:
    """A client of the service about what a build published, without a network."""
    service = make_api(Versions(build.folder / "published"))
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(service), base_url="http://localhost"
    )


async def assert_scores_equal_those_of_sql(build) -> int:
    """Score every customer of today through the service; returns how many."""
    client = client_of(build)
    needs = {
        each["segmentation"]: [feature["feature"] for feature in each["features"]]
        for each in (await client.get("/segmentations")).json()
    }
    members = build.query(MEMBERS)
    for row in members.to_dict("records"):
        segmentation = row["segmentation"]
        body = {
            "population": row["population"],
            "features": {name: float(row[name]) for name in needs[segmentation]},
        }
        path = f"/segmentations/{segmentation}/score"
        answer = (await client.post(path, json=body)).json()
        assert answer["segment_id"] == row["segment_id"], row
        assert answer["segment_name"] == row["segment_name"]
        assert answer["distance"] == row["distance"], row
        assert answer["margin"] == row["margin"], row
        assert answer["model_version"] == row["model_version"]
    return len(members)
