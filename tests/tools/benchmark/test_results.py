from tests.benchmark.figures import summary
from tests.benchmark.results import results
from tests.benchmark.works import SCRIPT
from tests.tools.benchmark.measurements import lines_with, measured


def test_results_have_numbers_targets_and_what_was_published(works):
    published = {"sample": summary(measured("bundled sample", [4], [8]))}
    said = results(works, published)
    (target,) = lines_with(said, "| bundled sample", "≤ 1.5")
    assert [cell.strip() for cell in target.split("|")][3:-1] == [
        *("≤ 1.5", "1.50", "met", "2.00"),
    ]
    (build,) = lines_with(said, "| dbt build  ")
    assert [cell.strip() for cell in build.split("|")][2:-1] == [
        *("6.0", "12.0", "600", "1.50", "1.50", "1.50", "8.0", "16.0", "800"),
    ]
    assert "of the last round, s (published): customers 0.50 (0.50)." in said
    assert "Warning" not in said


def test_results_warn_of_stages_that_grew(works):
    published = {"sample": summary(measured("bundled sample", [4], [3]))}
    said = results(works, published)
    assert "Warning: the stage marts of bundled sample needs over a quarter" in said
    assert lines_with(said, "| marts ", " grown |")


def test_results_warn_of_a_busy_machine():
    raw = measured("bundled sample", [4], [6])
    raw["rounds"][SCRIPT][0]["wall"] = 7
    assert "Warning: the machine was busy" in results({"sample": summary(raw)}, {})


def test_works_without_published_numbers_have_dashes(works):
    assert lines_with(results(works, {}), "| marts ", " – |")
