"""Names stay from version to version, and no published version is ever a failure."""

import shutil

import duckdb
import pytest

from tests.builds import WITHOUT_TESTS, Build, dbt_build

NAMING = ["seg_names"]
BEST = (
    "select segment_name from segmentation.seg_names "
    "where segmentation = 'rfm' and segment_id = 1"
)


@pytest.fixture
def published(sample_build, tmp_path) -> Build:
    """A copy of the sample and its published version, to spoil."""
    folder = tmp_path / "copy"
    shutil.copytree(sample_build.folder, folder, symlinks=True)
    return Build(0, "", folder)


def named_again(build: Build) -> str:
    """Name the segments as the next build would; returns the name of the best."""
    done = dbt_build(build.folder, "--select", *NAMING, *WITHOUT_TESTS)
    assert done.code == 0, done.output
    return done.value(BEST)


def test_what_was_published_is_what_the_next_names_begin_with(published):
    assert published.value(BEST).startswith("High spend, ordered in the last")
    database = published.current / "segments.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update segment_registry set named_by = replace(named_by, 'monetary', "
            "'frequency') where segmentation = 'rfm' and segment_id = 1"
        )
    assert named_again(published).startswith("Many orders, ordered in the last")


def test_a_damaged_or_removed_version_means_names_from_scratch(published):
    fresh = published.value(BEST)
    database = published.current / "segments.duckdb"
    database.chmod(0o644)
    database.write_bytes(database.read_bytes()[:5000])
    assert named_again(published) == fresh
    assert published.value("select count(*) from memory.segment_registry") == 0
    shutil.rmtree(published.folder / "published")
    assert named_again(published) == fresh
