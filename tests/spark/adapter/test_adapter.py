import json
from types import SimpleNamespace

import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from dbt.adapters.sparksession import adapter
from dbt.adapters.sparksession.adapter import SparkSessionAdapter
from dbt.adapters.sparksession.python_models import SessionJob


def test_python_models_run_in_the_process_of_dbt():
    of_cluster = SparkSessionAdapter.__new__(SparkSessionAdapter)
    assert of_cluster.python_submission_helpers == {"session": SessionJob}
    assert of_cluster.default_python_submission_method == "session"


def test_macros_may_ask_the_package(monkeypatch):
    monkeypatch.setattr(adapter, "session_of", lambda remote: None)
    of_cluster = SparkSessionAdapter.__new__(SparkSessionAdapter)
    of_cluster.config = SimpleNamespace(credentials=SimpleNamespace(remote="sc://x"))
    answer = of_cluster.ask_customer_segmentation("missing_package", '{"name": "json"}')
    assert json.loads(answer) == {"answer": ""}
    assert {"ask_customer_segmentation", "describe_input"} <= of_cluster._available_
