import shutil
import time

import duckdb
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.service.version import Version, Versions
from tests.python.service.conftest import publish


def test_a_customer_has_one_action_and_segments_that_describe(published):
    found = Version(published / "current").customer("10/1 é")
    assert found["campaign_segment"] == "Champions"
    assert (found["campaign_action"], found["monetary"]) == ("Reward them", 200.25)
    assert str(found["as_of_date"]) == "2026-01-01"
    own, rfm = found["segments"]
    assert (rfm["segment_name"], rfm["campaigns"], rfm["margin"]) == (
        "Best",
        "Act by x.",
        1.5,
    )
    assert (own["population"], own["margin"], own["means"]) == (
        "new",
        None,
        {"recency": 3},
    )


def test_only_segments_of_today_count(published):
    found = Version(published / "current").customer("2")
    assert [segment["segment_id"] for segment in found["segments"]] == [2]


def test_only_current_models_score(published):
    file = published / "current" / "segments.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        table = "segment_model_parameters"
        connection.execute(f"alter table {table} add column is_current boolean")
        connection.execute(f"update {table} set is_current = true")
        retired = "* replace ('v0' as model_version, 5 as value, false as is_current)"
        connection.execute(f"insert into {table} select {retired} from {table}")
    models = Version(published / "current").models
    assert {model.version for model in models.values()} == {"v1", "v2", "v3"}


def test_a_customer_without_orders_has_no_segments(published):
    found = Version(published / "current").customer("3")
    assert (found["recency"], found["segments"]) == (None, [])


@pytest.mark.parametrize("customer", ["", "1", "4", "10/1", "10/1 é "])
def test_an_unknown_id_is_nobody(published, customer):
    assert Version(published / "current").customer(customer) is None


def test_a_new_version_answers_soon_and_the_old_one_until_then(published):
    versions = Versions(published)
    first = versions.current()
    publish(published, "20260102T100000000000Z")
    shutil.rmtree(published / first.name)
    until = time.monotonic() + 10
    while versions.current() is first and time.monotonic() < until:
        assert first.customer("2")["campaign_segment"] == "Lost"
        time.sleep(0.02)
    assert versions.current().name == "20260102T100000000000Z"


def test_a_version_that_cannot_be_read_leaves_the_last_one(published, caplog):
    versions = Versions(published)
    first = versions.current()
    publish(published, "20260102T100000000000Z")
    (published / "current" / "segments.duckdb").write_bytes(b"nothing")
    until = time.monotonic() + 10
    while not caplog.records and time.monotonic() < until:
        assert versions.current() is first
        time.sleep(0.02)
    assert "cannot be read" in caplog.text
    assert versions.current() is first


def test_nothing_published_is_said(tmp_path):
    with pytest.raises(BuildError, match="Nothing is published in"):
        Versions(tmp_path)


def test_models_are_found_by_segmentation(published):
    version = Version(published / "current")
    assert [*version.populations("own")] == ["new", "old"]
    assert version.populations("nothing") == {}
    assert version.customers == 3
    assert version.age > 0
