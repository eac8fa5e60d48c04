import hashlib
import json
import shutil
import subprocess

import pytest

from customer_segmentation.errors import BuildError, SettingError
from customer_segmentation.publishing.version_folder import (
    alone_in,
    flush,
    last_delivery,
    new_version,
    next_name,
    read_history,
    remove_old_versions,
    sha256,
    switch_to,
)

VERSIONS = [f"2024010{day}T000000000000Z" for day in range(1, 6)]


def publish(folder, version):
    incoming = new_version(folder)
    history = [*read_history(folder), {"version": version, "invoice_lines": 7}]
    (incoming / "manifest.json").write_text(json.dumps({"history": history}))
    flush(incoming)
    switch_to(folder, incoming, version)


def test_the_link_names_the_version_and_the_manifest_its_history(tmp_path):
    assert read_history(tmp_path) == []
    for version in VERSIONS[:2]:
        publish(tmp_path, version)
    assert (tmp_path / "current").readlink().name == VERSIONS[1]
    assert [entry["version"] for entry in read_history(tmp_path)] == VERSIONS[:2]
    manifest = tmp_path / "current" / "manifest.json"
    assert manifest.stat().st_mode & 0o777 == 0o444
    assert sha256(manifest) == hashlib.sha256(manifest.read_bytes()).hexdigest()


def test_the_newest_versions_stay(tmp_path):
    (tmp_path / "notes").mkdir()
    for version in VERSIONS:
        publish(tmp_path, version)
    remove_old_versions(tmp_path, 2)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*VERSIONS[-2:], "current", "notes"}


def test_what_a_killed_build_left_is_removed(tmp_path):
    publish(tmp_path, VERSIONS[0])
    (tmp_path / ".incoming-123").mkdir()
    (tmp_path / ".incoming-123" / "half").write_text("x")
    (tmp_path / ".current").symlink_to("nowhere")
    (tmp_path / VERSIONS[1]).mkdir()
    (tmp_path / "notes").mkdir()
    publish(tmp_path, VERSIONS[2])
    remove_old_versions(tmp_path, 3)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {VERSIONS[0], VERSIONS[2], "current", "notes"}


def test_beginning_anew_loses_no_version_before_there_is_a_new_one(tmp_path):
    for version in VERSIONS[:3]:
        publish(tmp_path, version)
    (tmp_path / "current").unlink()
    new_version(tmp_path)
    left = {path.name for path in tmp_path.iterdir() if path.name[0] != "."}
    assert left == {*VERSIONS[:3]}


def test_a_clock_that_went_back_names_a_later_version():
    assert next_name([{"version": "29990101T000000000000Z"}]).startswith("29990101T")
    assert next_name([]) < next_name([{"version": "29990101T000000000000Z"}])
    assert next_name([{"version": VERSIONS[0]}]) > VERSIONS[-1]


@pytest.mark.parametrize("content", [None, "{", "[]", '{"history": 1}'[:9]])
def test_a_damaged_manifest_is_named(tmp_path, content):
    publish(tmp_path, VERSIONS[0])
    manifest = tmp_path / "current" / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content)
    with pytest.raises(BuildError, match="cannot be read, so there is nothing"):
        read_history(tmp_path)
    with pytest.raises(SettingError, match="cannot be read"):
        last_delivery(str(tmp_path))


def test_a_copied_folder_in_place_of_the_link_is_refused_with_the_way_back(tmp_path):
    folder, version = tmp_path / "it's published", VERSIONS[0]
    folder.mkdir()
    for copied in (True, False):
        incoming = new_version(folder)
        history = {"version": version, "history": [{"version": version}]}
        (incoming / "manifest.json").write_text(json.dumps(history))
        switch_to(folder, incoming, version)
        link = folder / "current"
        link.unlink()
        if copied:
            shutil.copytree(folder / version, link)
        else:
            (folder / version).rename(link)
        with pytest.raises(BuildError, match="is a copy of a version, and the build"):
            read_history(folder)
        with pytest.raises(SettingError) as raised:
            last_delivery(str(folder))
        problem = str(raised.value)
        subprocess.run(problem.partition("again: ")[2], shell=True, check=True)
        assert link.readlink().name == version
        assert read_history(folder) == [{"version": version}]
        assert {path.name for path in folder.iterdir()} == {version, "current"}
        link.unlink()
        shutil.rmtree(folder / version)


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_is_no_version_in_place_of_the_link_is_named(tmp_path, is_folder):
    link = tmp_path / "current"
    link.mkdir() if is_folder else link.write_text("x")
    with pytest.raises(BuildError, match="is neither a link to a version nor"):
        read_history(tmp_path)


def test_two_builds_do_not_publish_to_one_folder_at_a_time(tmp_path):
    with alone_in(tmp_path):
        (tmp_path / ".incoming-4711").mkdir()
        with (
            pytest.raises(BuildError, match="process 4711, is publishing to"),
            alone_in(tmp_path),
        ):
            pass
    with alone_in(tmp_path):
        pass


def publish_deliveries(folder, *deliveries):
    """Publish a version for each: lines of invoices and of customers, is_sample."""
    for version, (invoices, customers, is_sample) in enumerate(deliveries):
        version = f"202401{version + 1:02}T000000000000Z"
        entry = {
            "version": version,
            "is_sample": is_sample,
            "invoice_lines": invoices,
            "customer_lines": customers,
            "typical_line_value": invoices and invoices / 10,
            "last_order_date": invoices and version[:8],
        }
        incoming = new_version(folder)
        history = {"history": [*read_history(folder), entry]}
        (incoming / "manifest.json").write_text(json.dumps(history))
        switch_to(folder, incoming, version)
    return last_delivery(str(folder))


def test_the_next_delivery_is_compared_with_the_last_of_its_kind(tmp_path):
    nothing = {"last": {}, "sample": {}, "own": {}}
    assert last_delivery(str(tmp_path / "none")) == nothing
    own, sample = (10, 0, False), (70, 7, True)
    found = publish_deliveries(tmp_path, (5, 5, False), sample, own, sample)
    assert found["last"]["version"].startswith("20240104")
    assert (found["own"]["invoice_lines"], found["sample"]["invoice_lines"]) == (10, 70)
    assert not found["own"]["had_customers"]
    assert found["sample"]["had_customers"]


@pytest.mark.parametrize(
    ("deliveries", "expected"),
    [
        # Invoices, and their date and value, are of the last version that had them.
        ([(100, 9, False), (0, 8, False)], (False, True, 100, 8, 10.0, "20240101")),
        ([(100, 9, False), (90, 0, False)], (True, False, 90, 9, 9.0, "20240102")),
        (
            [(100, 9, False), (0, 8, False), (0, 7, False), (50, 0, True)],
            (False, True, 100, 7, 10.0, "20240101"),
        ),
        # Back again: the baseline is this version.
        (
            [(100, 9, False), (0, 8, False), (95, 8, False)],
            (True, True, 95, 8, 9.5, "20240103"),
        ),
        # Published before lines were counted: nothing is known of that version.
        ([(None, None, False)], (None, None, None, None, None, None)),
        ([(9, 3, False), (None, 4, False)], (True, True, 9, 4, 0.9, "20240101")),
    ],
)
def test_an_input_is_compared_with_the_last_version_that_had_it(
    tmp_path, deliveries, expected
):
    own = publish_deliveries(tmp_path, *deliveries)["own"]
    columns = ("had_invoices", "had_customers", "invoice_lines", "customer_lines")
    figures = ("typical_line_value", "last_order_date")
    assert tuple(own.get(column) for column in columns + figures) == expected


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SettingError, match="which is a file; name a folder"):
        last_delivery(str(tmp_path / "file"))
