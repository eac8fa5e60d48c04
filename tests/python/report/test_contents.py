import pytest

from customer_segmentation.report import contents as module
from customer_segmentation.report.contents import Contents


def test_totals_are_those_of_the_customers(contents):
    totals = contents.totals
    assert (totals["customers"], totals["buyers"], totals["orders"]) == (6, 5, 11)
    assert totals["revenue"] == 880.5
    assert str(totals["as_of_date"]) == "2026-01-01"


def test_segments_keep_their_order_and_place(contents):
    first, second = contents.segments_of("rfm")
    assert (first.number, first.place, first.name) == (1, 0, "Best <i>")
    assert (second.number, second.place) == (2, 1)
    assert first.cell.colour != second.cell.colour


def test_several_populations_stand_in_the_names_and_have_colours_of_their_own(
    published,
):
    published.execute(
        "insert into segment_profiles by name select * replace "
        "('late_comers' as population) from segment_profiles"
    )
    segments = Contents(published).segments_of("rfm")
    assert [each.name for each in segments][2:] == [
        "late comers: Best <i>",
        "late comers: Rest",
    ]
    assert [each.place for each in segments] == [0, 1, 2, 3]
    assert segments[2].short_name == "Best <i>"


def test_points_have_the_known_columns_of_their_customers(contents, published):
    points = contents.points["rfm-all"]
    assert set(points.columns) == {
        "customer",
        "component_1",
        "component_2",
        "monetary",
        "quantity",
    }
    spend = dict(
        published.execute(
            "select customer_id, monetary::double from customers"
        ).fetchall()
    )
    drawn = zip(points.columns["customer"], points.columns["monetary"], strict=True)
    assert dict(drawn) == {key: value for key, value in spend.items() if value}


@pytest.mark.parametrize(("most", "fewest", "sizes"), [(4, 1, (1, 3)), (4, 2, (2, 2))])
def test_small_segments_are_shown_however_few_points_there_are(
    published, monkeypatch, most, fewest, sizes
):
    published.execute(
        "insert into customers by name "
        "select one.* replace ('x' || i as customer_id) "
        "from customers as one, range(40) as t(i) where customer_id = 'e'"
    )
    published.execute(
        "insert into customer_projection by name "
        "select one.* replace ('x' || i as customer_id) "
        "from customer_projection as one, range(40) as t(i) where customer_id = 'e'"
    )
    monkeypatch.setattr(module, "MOST_POINTS", most)
    monkeypatch.setattr(module, "FEWEST_POINTS", fewest)
    shown = Contents(published).points["rfm-all"].segment
    assert len(shown) == most
    assert shown.count(1) >= sizes[0]


def test_headings_name_the_unit_where_the_noun_does_not(contents):
    assert contents.heading("monetary") == "spend (GBP)"
    assert contents.heading("quantity") == "units"
    assert contents.heading("recency") == "days since the last order"


def test_every_population_has_a_key_that_pages_and_files_can_hold(published):
    for population in ('At "risk"', "at/risk", "日本"):
        published.execute(
            "insert into segment_profiles by name select * replace "
            "(? as population) from segment_profiles where population = 'all'",
            [population],
        )
    keys = [*Contents(published).points]
    assert keys == ["rfm-at-risk", "rfm-all", "rfm-at-risk-2", "rfm-x"]


def test_a_segment_without_customers_stands_in_tables_only(published):
    lose_a_segment(published)
    contents = Contents(published)
    assert [each.short_name for each in contents.segments_of("rfm")][2] == "Gone"
    assert [each.short_name for each in contents.views[0].segments] == [
        "Best <i>",
        "Rest",
    ]


def lose_a_segment(published):
    """Add a segment that had customers a month ago, and has none today."""
    published.execute(
        "insert into segment_profiles by name select * replace (3 as segment_id, "
        "'Gone' as segment_name, 0 as customers, 0 as customer_share, 0 as revenue, "
        "null as revenue_share, null as mean_monetary, null as mean_quantity, "
        "null as mean_recency) from segment_profiles where segment_id = 2"
    )
    published.execute(
        "update segment_movements set compared_customers = compared_customers + 40, "
        "moved_customers = moved_customers + 40, segment_customers = segment_customers "
        "+ if(as_of_date = '2026-01-01' and segment_id = 2, 40, 0)"
    )
    published.execute(
        "insert into segment_movements values "
        "('rfm', '2025-12-01', null, null, null, 'all', 3, 40, 40, 44, 44), "
        "('rfm', '2026-01-01', '2025-12-01', 'all', 3, 'all', 2, 40, 43, 45, 42)"
    )
