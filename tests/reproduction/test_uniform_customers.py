"""Two hundred customers drawn at random: published clusters, and no structure."""

import csv
from datetime import datetime, timedelta

import numpy as np
import pytest

from customer_segmentation.fitting.distances import nearest_centre, squared_distances
from customer_segmentation.fitting.kmeans import kmeans_centres
from customer_segmentation.fitting.scaling import fit_scaling
from tests.builds import built

SIZES = [24, 14, 22, 24, 15, 17, 21, 21, 20, 22]
INERTIA = 115.705

HEADER = [
    *("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID")
]
TODAY = datetime(2024, 1, 1)


@pytest.fixture(scope="module")
def customers():
    """Recency in days, frequency in orders and monetary of each."""
    random = np.random.RandomState(42)
    ranges = [(1, 100), (1, 20), (10_000, 1_000_000)]
    return np.column_stack([random.randint(*each, 200) for each in ranges])


def test_sizes_and_inertia_are_those_published(customers):
    points = fit_scaling(customers.astype(float)).apply(customers.astype(float))
    centres = kmeans_centres(points, 10, starts=1, seed=42)
    labels = nearest_centre(points, centres)
    assert np.bincount(labels).tolist() == SIZES
    inertia = squared_distances(points, centres).min(axis=1).sum()
    assert inertia == pytest.approx(INERTIA, abs=5e-4)


def write_invoices(customers, path):
    """Orders that give each customer just this recency, frequency and monetary."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for number, (recency, frequency, monetary) in enumerate(customers.tolist()):
            prices = [1] * (frequency - 1) + [monetary - frequency + 1]
            for order, price in enumerate(prices):
                rows.writerow(
                    [
                        f"{number * 100 + order}",
                        "10001",
                        1,
                        TODAY - timedelta(days=recency + order),
                        price,
                        f"c{number:03}",
                    ]
                )


def test_a_build_finds_the_same_and_says_that_there_is_no_structure(
    customers, tmp_path
):
    path = tmp_path / "invoices.csv"
    write_invoices(customers, path)
    found = built(
        tmp_path,
        evidence="full",
        invoices=str(path),
        as_of_date=TODAY.date().isoformat(),
        history_months=0,
        segmentation_overrides={
            "drawn": {
                "features": dict.fromkeys(["recency", "frequency", "monetary"], "none"),
                "clusters": 10,
                "starts": 1,
            },
            "automatic": {
                "features": dict.fromkeys(["recency", "frequency", "monetary"], "none")
            },
        },
    )
    choice = found.query(
        "from marts.cluster_count_choice where is_chosen order by segmentation"
    ).set_index("segmentation")
    drawn = choice.loc["drawn"]
    assert drawn["inertia"] == pytest.approx(INERTIA, abs=5e-4)
    sizes = found.query(
        "select customers from marts.segment_profiles where segmentation = 'drawn'"
    )["customers"]
    assert sorted(sizes) == sorted(SIZES)
    for name in ("drawn", "automatic"):
        assert not choice.loc[name, "has_structure"]
    assert "No groups stand apart" in choice.loc["drawn", "reason"]
    assert choice.loc["automatic", "chosen_by"] == "elbow"
