"""A model scores until there is a reason to fit anew; segments stay who they are."""

import shutil

import duckdb
import pytest

from customer_segmentation.fitting.model import read_models
from tests.builds import Build, built, dbt_build

QUICK = {"evidence": "quick", "publish_formats": [], "history_months": 3}
DAYS = {"first": "2025-05-01", "second": "2025-05-20", "third": "2025-06-05"}
MODELS = "select segmentation, population, model_version from segment_models"
LABELS = (
    "select segmentation, customer_id, population, segment_id from customer_segments"
)
TODAY = " where as_of_date = (select max(as_of_date) from customers)"
PAST = "select * from customer_segments where as_of_date < '2025-05-20' order by all"


def rows(version, question):
    """Read a published version, whatever has become of it since."""
    path = str(version / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        return connection.sql(question).fetchall()


def on(folder, day, **settings) -> Build:
    return built(folder, as_of_date=day, **QUICK, **settings)


def published(build: Build):
    return build.current.resolve()


def changes(before, after) -> set:
    """Who has another label in the later version, from the labels themselves."""
    labels = [
        {row[:2]: row[2:] for row in rows(version, LABELS + TODAY)}
        for version in (before, after)
    ]
    keys = labels[0].keys() | labels[1].keys()
    return {key for key in keys if labels[0].get(key) != labels[1].get(key)}


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """A fit, and builds 19 and 35 days later, each in a warehouse of its own."""
    folder = tmp_path_factory.mktemp("life")
    versions = {}
    for name, day in DAYS.items():
        (folder / "warehouse.duckdb").unlink(missing_ok=True)
        versions[name] = published(on(folder, day))
    return folder, versions


def test_a_young_model_scores_and_keeps_its_evidence(life):
    _, versions = life
    first, second = versions["first"], versions["second"]
    for question in (
        MODELS + " order by all",
        "from segment_model_parameters order by all",
        "from cluster_count_choice order by all",
    ):
        assert rows(first, question) == rows(second, question)
    reasons = rows(second, "select distinct fit_reason, status from segment_models")
    assert reasons == [("There was no model.", "current")]


def test_an_old_model_is_replaced_and_kept(life):
    _, versions = life
    found = rows(
        versions["third"],
        "select status, fit_reason, count(*) from segment_models group by all",
    )
    assert sorted(found) == [
        ("current", "The last model was 35 days old.", 4),
        ("retired", "There was no model.", 4),
    ]
    question = "select distinct model_version from segment_model_parameters where {} "
    retired = rows(versions["third"], question.format("not is_current") + "order by 1")
    assert retired == rows(versions["first"], question.format("true") + "order by 1")


def test_segments_keep_their_numbers(life):
    _, versions = life
    lineage = rows(
        versions["third"],
        "select segment_id = last_segment_id, verdict in ('kept', 'renamed'), "
        "jaccard > 0.7, count(*) from segment_lineage group by all",
    )
    registry = "select count(*) from segment_registry"
    assert lineage == [(True, True, True, rows(versions["first"], registry)[0][0])]


def test_history_is_not_restated(life):
    _, versions = life
    kept = {row[0] for row in rows(versions["third"], PAST)}
    assert len(kept) == 2
    before = [row for row in rows(versions["second"], PAST) if row[0] in kept]
    assert rows(versions["third"], PAST) == before


@pytest.mark.parametrize("pair", [("first", "second"), ("second", "third")])
def test_changes_are_all_changes_with_one_cause_each(life, pair):
    _, versions = life
    before, after = (versions[name] for name in pair)
    listed = rows(after, "select segmentation, customer_id from customer_changes")
    assert len(listed) == len(set(listed)) > 20
    assert set(listed) == changes(before, after)
    (summed,) = rows(after, "select sum(customers) from segment_changes")
    assert summed == (len(listed),)
    causes = dict(
        rows(after, "select cause, count(*) from customer_changes group by 1")
    )
    assert causes["behaviour"] > 0
    assert ("model" in causes) == (pair[1] == "third")
    unreasoned = "select count(*) from customer_changes where cause = 'behaviour' and "
    assert rows(after, unreasoned + "feature is null") == [(0,)]


def test_a_cause_is_what_the_old_model_says_of_today(life):
    """Scored in Python by the published parameters, customer by customer."""
    _, versions = life
    with duckdb.connect(str(versions["third"] / "segments.duckdb")) as connection:
        parameters = connection.sql("from segment_model_parameters").df()
        customers = connection.sql("from customers").df().set_index("customer_id")
        found = connection.sql("from customer_changes").df()
    found = found[found["cause"].isin(["behaviour", "model"])]
    models = read_models(parameters[~parameters["is_current"]].to_dict("records"))
    for change in found.to_dict("records"):
        model = models[change["segmentation"], change["population"]]
        values = customers.loc[change["customer_id"], model.features]
        by_old = model.score(values.to_numpy(dtype=float)[None])[0][0]
        stays = by_old == change["last_segment_id"]
        assert change["cause"] == ("model" if stays else "behaviour"), change


def test_a_version_that_is_current_again_takes_its_models_along(life, tmp_path):
    folder, versions = life
    shutil.copytree(folder, tmp_path / "life", symlinks=True)
    link = tmp_path / "life" / "published" / "current"
    link.unlink()
    link.symlink_to(versions["first"].name)
    build = on(tmp_path / "life", "2025-05-21")
    models = rows(published(build), MODELS + " order by all")
    assert models == rows(versions["first"], MODELS + " order by all")


def test_a_version_from_before_models_were_kept_is_continued(life, tmp_path):
    folder, versions = life
    shutil.copytree(folder, tmp_path / "life", symlinks=True)
    build = Build(0, "", tmp_path / "life")
    file = build.current / "segments.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        retired = "delete from segment_model_parameters where not is_current"
        connection.execute(retired)
        connection.execute("alter table segment_model_parameters drop is_current")
        for table in ("models", "registry", "lineage"):
            connection.execute(f"drop table segment_{table}")
    again = published(on(tmp_path / "life", "2025-06-10"))
    current = MODELS + " where status = 'current' order by all"
    assert rows(again, current) == rows(versions["third"], current)
    assert rows(
        again, "select count(*) from customer_changes where cause = 'model'"
    ) == [(0,)]


def test_numbers_of_segments_that_are_gone_are_not_used_again(life, tmp_path):
    folder, _ = life
    shutil.copytree(folder, tmp_path / "life", symlinks=True)
    for clusters in (4, 3, 4):
        overrides = {"rfm": {"clusters": clusters}}
        build = on(tmp_path / "life", "2025-06-06", segmentation_overrides=overrides)
    registry = (
        "select segment_id, status from segment_registry where segmentation = 'rfm'"
    )
    assert rows(published(build), registry + " order by 1") == [
        *((number, "current") for number in (1, 2, 3)),
        *((4, "retired"), (5, "current")),
    ]
    verdicts = (
        "select verdict from segment_lineage where segmentation = 'rfm' "
        "and verdict not in ('kept', 'renamed') order by 1"
    )
    assert rows(published(build), verdicts) == [("merged",), ("split",), ("split",)]


def test_always_depends_on_no_past(life, tmp_path):
    folder, _ = life
    shutil.copytree(folder, tmp_path / "life", symlinks=True)
    one, other = (
        published(on(place, "2025-06-06", refit="always"))
        for place in (tmp_path / "life", tmp_path / "alone")
    )
    for question in (
        MODELS + " order by all",
        "from segment_model_parameters order by all",
        "from customer_segments order by all",
        "select count(*) from customer_changes",
    ):
        assert rows(one, question) == rows(other, question)


def test_never_needs_a_model(tmp_path):
    build = dbt_build(tmp_path, refit="never", **QUICK)
    assert build.code != 0
    assert "There is no fitted model" in build.said
