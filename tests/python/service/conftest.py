"""A published version of three customers and two segmentations."""

import duckdb
import pytest

TABLES = """
    create table publications as
    select '{version}' as version, timestamp '2026-01-01 10:00:00' as published_at;

    create table customers as
    select *, date '2026-01-01' as as_of_date
    from (values
        ('10/1 é', 'Champions', 'Reward them', 3, 2, 200.25::decimal(28, 6), 20,
            date '2025-02-01', date '2025-12-29'),
        ('2', 'Lost', 'Let go', 300, 1, 10, 1, date '2025-03-07', date '2025-03-07'),
        ('3', null, null, null, null, null, null, null, null)
    ) as t(customer_id, campaign_segment, campaign_action, recency, frequency, monetary,
        quantity, first_order_date, last_order_date);

    create table segment_profiles as
    select date '2026-01-01' as as_of_date, *
    from (values
        ('rfm', 'all', 1, 'Best', 'Buy', 'spend higher', 'Act by x.', 1, 0.5,
            200.25::decimal(28, 6), 0.95, 3.0, 200.25),
        ('rfm', 'all', 2, 'Rest', null, null, 'Act by y.', 1, 0.5, 10, 0.05, 300.0,
            10.0),
        ('own', 'new', 1, 'One', null, null, 'Act by y.', 1, 1.0, 0, null, 3.0, null),
        ('own', 'old', 1, 'Two', null, null, 'Act by y.', 1, 1.0, 0, null, null, null)
    ) as t(segmentation, population, segment_id, segment_name, description, sets_apart,
        action, customers, customer_share, revenue, revenue_share, mean_recency,
        mean_monetary);

    create table customer_segments as
    select *
    from (values
        (date '2026-01-01', 'rfm', 'all', '10/1 é', 1, 0.25, 1.5),
        (date '2026-01-01', 'own', 'new', '10/1 é', 1, 0.5, null),
        (date '2026-01-01', 'rfm', 'all', '2', 2, 0.75, 2.5),
        (date '2025-12-01', 'rfm', 'all', '2', 1, 0.0, 0.0)
    ) as t(as_of_date, segmentation, population, customer_id, segment_id, distance,
        margin);

    create table feature_dictionary as
    from (values
        ('recency', 'days since the last order', 'days'), ('monetary', 'spend', 'GBP')
    ) as t(feature, noun, unit);

    create table segment_model_parameters as
    select * replace (value::double as value)
    from (values
        ('rfm', 'all', 'offset', null, null, 'monetary', 'log1p', 2.0, 'v1'),
        ('rfm', 'all', 'offset', null, null, 'recency', 'none', 100.0, 'v1'),
        ('rfm', 'all', 'scale', null, null, 'monetary', 'log1p', 4.0, 'v1'),
        ('rfm', 'all', 'scale', null, null, 'recency', 'none', 50.0, 'v1'),
        ('rfm', 'all', 'centre', 1, null, 'monetary', 'log1p', 1.0, 'v1'),
        ('rfm', 'all', 'centre', 1, null, 'recency', 'none', -1.0, 'v1'),
        ('rfm', 'all', 'centre', 2, null, 'monetary', 'log1p', 0.0, 'v1'),
        ('rfm', 'all', 'centre', 2, null, 'recency', 'none', 3.0, 'v1'),
        ('own', 'new', 'offset', null, null, 'recency', 'clip', 0.0, 'v2'),
        ('own', 'new', 'scale', null, null, 'recency', 'clip', 1.0, 'v2'),
        ('own', 'new', 'lower', null, null, 'recency', 'clip', 5.0, 'v2'),
        ('own', 'new', 'upper', null, null, 'recency', 'clip', 9.0, 'v2'),
        ('own', 'new', 'loading', null, 1, 'recency', 'clip', 0.5, 'v2'),
        ('own', 'new', 'centre', 1, 1, null, null, 4.0, 'v2'),
        ('own', 'old', 'offset', null, null, 'recency', 'clip', 0.0, 'v3'),
        ('own', 'old', 'scale', null, null, 'recency', 'clip', 1.0, 'v3'),
        ('own', 'old', 'lower', null, null, 'recency', 'clip', 5.0, 'v3'),
        ('own', 'old', 'upper', null, null, 'recency', 'clip', 9.0, 'v3'),
        ('own', 'old', 'centre', 1, null, 'recency', 'clip', 4.0, 'v3')
    ) as t(segmentation, population, parameter, segment_id, component, feature,
        transform, value, model_version);
"""


def publish(folder, version):
    """Write a version and point `current` at it."""
    (folder / version).mkdir(parents=True)
    with duckdb.connect(str(folder / version / "segments.duckdb")) as connection:
        connection.execute(TABLES.replace("{version}", version))
    link = folder / ".next"
    link.symlink_to(version)
    link.replace(folder / "current")


@pytest.fixture
def published(tmp_path):
    publish(tmp_path / "published", "20260101T100000000000Z")
    return tmp_path / "published"
