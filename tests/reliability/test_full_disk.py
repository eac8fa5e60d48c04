"""A full disk, or a read-only one, ends in a sentence and loses nothing."""

import subprocess
from pathlib import Path

import pytest

from customer_segmentation.errors import BuildError
from tests.builds import WITHOUT_TESTS, dbt_build
from tests.reliability.shop import shop, text
from tests.reliability.versions import publish_number, read_version


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"only root may make a small disk: {done.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_version_that_does_not_fit_leaves_the_last_one(small_disk):
    folder = small_disk / "published"
    publish_number(folder, 0)
    version = read_version(folder)
    with pytest.raises(BuildError, match=r"No space left on device.* free the disk"):
        publish_number(folder, 1, rows=300_000)
    assert read_version(folder) == version
    publish_number(folder, 2)
    assert read_version(folder) > version


def test_a_folder_that_cannot_be_written_leaves_the_last_version(small_disk):
    folder = small_disk / "published"
    publish_number(folder, 0)
    version = read_version(folder)
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)
    with pytest.raises(BuildError, match="make the folder writable"):
        publish_number(folder, 1)
    assert read_version(folder) == version


def build(folder: Path, warehouse: Path):
    (folder / "invoices.csv").write_text(text(shop()))
    return dbt_build(
        folder,
        *WITHOUT_TESTS,
        *("--exclude", "publications"),
        environment={"WAREHOUSE_PATH": str(warehouse)},
        invoices=str(folder / "invoices.csv"),
    )


def test_a_warehouse_that_does_not_fit_is_named(small_disk, tmp_path):
    (small_disk / "filler").write_bytes(bytes(2_900_000))
    done = build(tmp_path, small_disk / "warehouse.duckdb")
    assert done.code == 1
    assert (
        f"The disk of the warehouse {small_disk}/warehouse.duckdb is full" in done.said
    )
    assert "Traceback" not in done.said


def test_a_warehouse_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "notes.duckdb").write_text("no database")
    done = build(tmp_path, tmp_path / "notes.duckdb")
    assert done.code != 0
    assert f"The warehouse {tmp_path}/notes.duckdb cannot be opened (" in done.said
    assert "Traceback" not in done.said
