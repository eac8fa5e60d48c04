"""A published file of six customers, small enough to know every number of it."""

import duckdb
import pytest

from customer_segmentation.report.contents import Contents

TABLES = """
    create table customers as
    select *, date '2026-01-01' as as_of_date
    from (values
        ('a<b>', 10, 4, 400.5::decimal(28, 6), 40, 5, 5, 'Champions', 'Reward them'),
        ('b', 20, 3, 300, 30, 5, 4, 'Champions', 'Reward them'),
        ('c', 100, 2, 90, 9, 2, 2, 'At risk', 'Win them back'),
        ('d', 200, 1, 60, 6, 1, 1, 'Lost', 'Try one mail'),
        ('e', 300, 1, 30, 3, 1, 1, 'Lost', 'Try one mail'),
        ('f', null, null, null, null, null, null, null, null)
    ) as t(customer_id, recency, frequency, monetary, quantity, recency_score,
        frequency_score, campaign_segment, campaign_action);

    create table rfm_profiles as
    select campaign_segment as rfm_segment, min(campaign_action) as action,
        count(*) as customers,
        count(*) / 5 as customer_share, sum(monetary) as revenue,
        sum(monetary)::double / 880.5 as revenue_share,
        avg(recency) as mean_recency, avg(frequency) as mean_frequency,
        avg(monetary::double) as mean_monetary
    from customers where campaign_segment is not null group by campaign_segment;

    create table rfm_grid as
    from (values
        (5, 5, 'Champions', 1, 1, 400.5::decimal(28, 6), 1, 0.454855),
        (5, 4, 'Champions', 1, 1, 300, 1, 0.340716),
        (2, 2, 'At risk', 1, 1, 90, 1, 0.102215),
        (1, 1, 'Lost', 1, 2, 90, 2, 0.102215)
    ) as t(recency_score, frequency_score, campaign_segment, place_in_cell, customers,
        revenue, cell_customers, cell_revenue_share);

    create table rfm_cut_points as
    select date '2026-01-01' as as_of_date, 'recency' as measure,
        30.4::decimal(18, 6) as usual_gap, 30 as active_within, 92 as quiet_after;

    create table feature_dictionary as
    from (values
        ('monetary', 'spend', 'GBP', true, false),
        ('quantity', 'units', 'units', false, true),
        ('recency', 'days since the last order', 'days', false, true)
    ) as t(feature, noun, unit, is_money, is_whole);

    create table feature_summary as
    select 'rfm' as segmentation, 'all' as population, *
    from (values
        ('monetary', 'log1p', 'before', 5, 30.0, 90.0, 4000.5),
        ('quantity', 'log1p', 'before', 5, 3.0, 9.0, 40.0),
        ('monetary', 'log1p', 'after', 5, 3.4, 4.5, 8.3)
    ) as t(feature, transform, stage, customers, minimum, median, maximum);

    create table segment_profiles as
    select 'rfm' as segmentation, 'all' as population,
        date '2026-01-01' as as_of_date, *
    from (values
        (1, 'Best <i>', 'Buy most', 'spend higher', 'Act by x.', 2, 0.4,
            700.5::decimal(28, 6), 0.795570, 350.25, 35.0::double,
            15.0),
        (2, 'Rest', null, null, 'Act by y.', 3, 0.6, 180, 0.204430, 60.0, 6.0, 200.0)
    ) as t(segment_id, segment_name, description, sets_apart, action, customers,
        customer_share, revenue, revenue_share, mean_monetary, mean_quantity,
        mean_recency);

    create table customer_segments as
    select date '2026-01-01' as as_of_date, 'rfm' as segmentation, 'all' as population,
        customer_id, case when monetary >= 300 then 1 else 2 end as segment_id,
        case when monetary >= 300 then 'Best <i>' else 'Rest' end as segment_name
    from customers where monetary is not null;

    create table customer_projection as
    select *, monetary / 100.0::double as component_1, quantity / 10.0::double
        as component_2, null::double as component_3
    from customer_segments inner join customers using (customer_id, as_of_date);

    create table segment_centres as
    select 'rfm' as segmentation, 'all' as population, *
    from (values (1, 3.5025, 3.5, null::double), (2, 0.6, 0.6, null))
        as t(segment_id, component_1, component_2, component_3);

    create table principal_components as
    select 'rfm' as segmentation, 'all' as population, *
    from (values (1, 0.75), (2, 0.25)) as t(component, explained_share);

    create table segment_features as
    select 'rfm' as segmentation, 'all' as population, *
    from (values
        (1, 'monetary', 350.25, 305.025, 325.125, 350.25, 375.375, 395.475, 176.1, 1.2),
        (2, 'monetary', 60.0, 33.0, 45.0, 60.0, 75.0, 87.0, 176.1, -0.8),
        (1, 'quantity', 35.0, 30.5, 32.5, 35.0, 37.5, 39.5, 17.6, 1.1),
        (2, 'quantity', 6.0, 3.3, 4.5, 6.0, 7.5, 8.7, 17.6, -0.7),
        (1, 'recency', 15.0, 10.5, 12.5, 15.0, 17.5, 19.5, 126.0, -2.0),
        (2, 'recency', 200.0, 110.0, 150.0, 200.0, 250.0, 290.0, 126.0, 1.3)
    ) as t(segment_id, feature, mean, percentile_5, lower_quartile, median,
        upper_quartile, percentile_95, overall_mean, standardised_difference);

    create table cluster_count_choice as
    select 'rfm' as segmentation, 'all' as population, *
    from (values
        (1, 10.0, null, 1.0, null, false, null),
        (2, 4.0, 0.7, 0.4, 'elbow', true, 'The elbow is at 2.'),
        (3, 3.0, 0.5, 0.2, 'stability', false, null)
    ) as t(clusters, inertia, silhouette, smallest_share, votes, is_chosen, reason);
    alter table cluster_count_choice add column calinski_harabasz double;
    alter table cluster_count_choice add column davies_bouldin double;
    alter table cluster_count_choice add column border_density double;
    alter table cluster_count_choice add column chosen_by varchar;
    alter table cluster_count_choice add column gap_statistic double;
    alter table cluster_count_choice add column prediction_strength double;
    alter table cluster_count_choice add column stability double;

    create table algorithm_comparison as
    select 'rfm' as segmentation, 'all' as population, *
    from (values
        ('kmeans', true, 2, 0.0, 0.7, 0.9, 1.0),
        ('dbscan', false, 1, 0.2, null, 0.5, 0.1)
    ) as t(algorithm, is_chosen, clusters, noise_share, silhouette, stability,
        agreement);

    create table segment_stability as
    select 'rfm' as segmentation, 'all' as population, *
    from (values (1, 0.9, 0.8, 0, 50), (2, 0.6, 0.4, 9, 50))
        as t(segment_id, jaccard_mean, jaccard_5th_percentile, dissolved, bootstraps);

    create table segment_movements as
    select 'rfm' as segmentation, *
    from (values
        (date '2025-12-01', null::date, null, null, 'all', 1, 1, 1, 4, 4),
        (date '2025-12-01', null, null, null, 'all', 2, 3, 3, 4, 4),
        (date '2026-01-01', date '2025-12-01', 'all', 1, 'all', 1, 1, 2, 5, 2),
        (date '2026-01-01', date '2025-12-01', 'all', 2, 'all', 1, 1, 2, 5, 2),
        (date '2026-01-01', date '2025-12-01', 'all', 2, 'all', 2, 2, 3, 5, 2),
        (date '2026-01-01', date '2025-12-01', null, null, 'all', 2, 1, 3, 5, 2)
    ) as t(as_of_date, previous_date, previous_population, previous_segment_id,
        population, segment_id, customers, segment_customers, compared_customers,
        moved_customers);

    create table segment_rules as
    select 'rfm' as segmentation, 'all' as population, 1 as segment_id,
        'spent over 200' as rule;

    create table segmentation_coverage as
    from (values
        ('rfm', 'all', 'segmented', 5), ('rfm', null, 'no_orders', 1),
        ('persona', null, 'no_attributes', 6)
    ) as t(segmentation, population, outcome, customers);

    create table invoice_line_ledger as
    from (values
        ('clean', 'purchase', 8, 0.727273, 88, 880.5::decimal(28, 6)),
        ('excluded', 'cancellation_matched', 2, 0.181818, -4, -40.25),
        ('rejected', 'unreadable_quantity', 1, 0.090909, 0, 0)
    ) as t(disposition, reason, lines, line_share, quantity, amount);

    create table build_checks as
    from (values
        ('rejected_lines', 'warned', '1 of 11 lines <b>"x"</script>'),
        ('lines_conserved', 'passed', null), ('stale_delivery', 'not_checked', null)
    ) as t(check_name, verdict, sentence);

    create table publications as
    from (values ('20260101T000000000000Z', true, timestamp '2026-01-01 00:00:00'))
        as t(version, is_sample, published_at);
"""


@pytest.fixture
def published():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection


@pytest.fixture
def contents(published):
    return Contents(published)
