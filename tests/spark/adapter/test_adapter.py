import json

import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from dbt.adapters.sparksession.adapter import SparkSessionAdapter
from dbt.adapters.sparksession.python_models import SessionJob


def test_python_models_run_in_the_process_of_dbt():
    adapter = SparkSessionAdapter.__new__(SparkSessionAdapter)
    assert adapter.python_submission_helpers == {"session": SessionJob}
    assert adapter.default_python_submission_method == "session"


def test_macros_may_ask_the_package():
    adapter = SparkSessionAdapter.__new__(SparkSessionAdapter)
    answer = adapter.ask_customer_segmentation("missing_package", '{"name": "json"}')
    assert json.loads(answer) == {"answer": ""}
    assert {"ask_customer_segmentation", "describe_input"} <= adapter._available_
