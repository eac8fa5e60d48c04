"""The same lines give the same bits, and a day more gives nearly the same labels."""

import hashlib
import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.builds import ROOT, WITHOUT_TESTS, built, dbt_build, profile_with
from tests.conftest import real
from tests.reliability.shop import DATE, shop, text

SAME = {
    "features": "select * from features.feat_customers",
    "labels": "select * from marts.customer_segments",
    "parameters": "select * from marts.segment_model_parameters",
    "profiles": "select * from marts.segment_profiles",
    "choice": "select * from marts.cluster_count_choice",
    "ledger": "select * from marts.invoice_line_ledger",
}
VARIANTS = [
    {"threads": threads, "order": order, **environment}
    for threads, order in [(1, "reversed"), (8, "shuffled"), (2, "as it is")]
    for environment in [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "77"},
        {"TZ": "UTC", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "0"},
        {"TZ": "Pacific/Chatham", "LANG": "C.UTF-8", "PYTHONHASHSEED": "random"},
    ]
]


def digest(warehouse: Path) -> dict[str, str]:
    """What must be the same of a build, to the last bit, in an order of its own."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {
            name: hashlib.sha256(
                repr(connection.execute(f"{query} order by all").fetchall()).encode()
            ).hexdigest()
            for name, query in SAME.items()
        }


def build_as(variant: dict, rows: list, folder: Path) -> dict[str, str]:
    """Build in a process of its own: the seed of hashes is set when Python starts."""
    folder.mkdir()
    rows = {
        "reversed": rows[::-1],
        "shuffled": random.Random(3).sample(rows, len(rows)),
    }.get(variant["order"], rows)
    (folder / "invoices.csv").write_text(text(rows))
    words = {key: value for key, value in variant.items() if key.isupper()}
    settings = {
        "invoices": str(folder / "invoices.csv"),
        "publish_dir": str(folder / "published"),
        "evidence": "quick",
        "history_months": 2,
    }
    command = [str(Path(sys.executable).with_name("dbt")), "build", *WITHOUT_TESTS]
    command += ["--vars", json.dumps(settings), "--exclude", "publications"]
    command += ["--target-path", str(folder), "--log-path", str(folder)]
    words |= {
        "WAREHOUSE_PATH": str(folder / "warehouse.duckdb"),
        "DBT_PROFILES_DIR": str(profile_with(folder, variant["threads"])),
    }
    environment = os.environ | words
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return digest(folder / "warehouse.duckdb")


def test_twelve_ways_to_build_give_the_same_bits(tmp_path, soak):
    rows = shop()
    variants = VARIANTS if soak else [VARIANTS[1], VARIANTS[4]]
    found = [
        build_as(variant, rows, tmp_path / str(number))
        for number, variant in enumerate(variants)
    ]
    for other in found[1:]:
        assert other == found[0]


@pytest.mark.parametrize("threads", [1, 8])
def test_threads_and_order_change_no_bit_of_online_retail(
    online_retail, tmp_path, soak, threads
):
    if not soak:
        pytest.skip("whole builds of Online Retail: make soak")
    path = tmp_path / "shuffled.parquet"
    source = real("online_retail.parquet")
    duckdb.sql(
        f"copy (from '{source}' order by hash(InvoiceNo, StockCode, Quantity, "
        f"{threads})) to '{path}'"
    )
    built(tmp_path, threads=threads, invoices=str(path))
    found = digest(tmp_path / "warehouse.duckdb")
    assert found == digest(online_retail.warehouse)


def churn(labels: list[dict[str, int]]) -> list[float]:
    """Share of the customers of two days in a row whose label differs."""
    shares = []
    for before, after in itertools.pairwise(labels):
        both = before.keys() & after.keys()
        shares.append(sum(before[who] != after[who] for who in both) / len(both))
    return shares


def daily_labels(folder: Path, inputs, **settings) -> list[dict[str, int]]:
    """Build for each input; returns the labels of rfm, customer -> segment."""
    labels = []
    for path in inputs:
        build = dbt_build(
            folder,
            *("--select", "+customer_segments", *WITHOUT_TESTS),
            invoices=str(path),
            history_months=0,
            **settings,
        )
        assert build.code == 0, build.output
        question = (
            "select customer_id, segment_id from marts.customer_segments "
            "where segmentation = 'rfm'"
        )
        labels.append(dict(build.rows(question)))
    return labels


def test_a_day_more_of_the_shop_changes_few_labels(tmp_path, soak):
    rows, days = shop(), sorted({row[DATE][:10] for row in shop()})

    def inputs():
        for day in days[-30:] if soak else days[-2:]:
            path = tmp_path / "invoices.csv"
            path.write_text(text([row for row in rows if row[DATE][:10] <= day]))
            yield path

    shares = churn(daily_labels(tmp_path, inputs()))
    assert sum(shares) / len(shares) <= 0.03


def test_a_day_more_of_online_retail_changes_few_labels(tmp_path, soak):
    if not soak:
        pytest.skip("30 builds of Online Retail: make soak")
    source = real("online_retail.parquet")

    def inputs():
        for day in range(30):
            path = tmp_path / "invoices.parquet"
            duckdb.sql(
                f"copy (select * from '{source}' where InvoiceDate < "
                f"date '2011-11-10' + {day}) to '{path}'"
            )
            yield path

    shares = churn(daily_labels(tmp_path, inputs()))
    assert sum(shares) / len(shares) <= 0.03
