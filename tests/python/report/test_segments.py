from customer_segmentation.report.segments import name_populations, number_segments


def profile(segmentation, population, number, name):
    return {
        "segmentation": segmentation,
        "population": population,
        "segment_id": number,
        "segment_name": name,
        "customers": 1,
    }


def test_places_go_on_through_populations_and_begin_again_for_a_segmentation():
    segments = number_segments(
        [
            profile("a", "all", 1, "One"),
            profile("b", "new_ones", 1, "One"),
            profile("b", "old", 1, "One"),
            profile("b", "old", 2, "Two"),
        ]
    )
    assert [each.place for each in segments] == [0, 0, 1, 2]
    assert [each.name for each in segments] == [
        "One",
        "new ones: One",
        "old: One",
        "old: Two",
    ]
    assert [each.short_name for each in segments] == ["One", "One", "One", "Two"]
    assert segments[3].cell.colour == segments[3].short_cell.colour
    assert len({each.cell.sign for each in segments[1:]}) == 3


def test_a_number_tells_populations_of_equal_letters_apart():
    names = [("s", "a b"), ("s", "a-b"), ("s", "A B"), ("s_a", "b")]
    assert [*name_populations(names).values()] == [
        "s-a-b",
        "s-a-b-2",
        "s-a-b-3",
        "s_a-b",
    ]
