import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from dbt_common.exceptions import DbtRuntimeError

from dbt.adapters.sparksession.connections import (
    SparkSessionCredentials,
    check_server,
    check_versions,
    sentence_of,
)


@pytest.mark.parametrize("remote", ["", "localhost:15002", "https://host", "sc://"])
def test_an_address_that_is_none_is_refused(remote):
    with pytest.raises(DbtRuntimeError, match="set SPARK_REMOTE to one such as"):
        check_server(remote)


def test_a_token_is_not_repeated():
    remote = "sc://127.0.0.1:9/;token=secret"
    with pytest.raises(DbtRuntimeError, match="No Spark Connect server") as refused:
        check_server(remote)
    assert "secret" not in str(refused.value)
    credentials = SparkSessionCredentials.from_dict(
        {"remote": remote, "schema": "default"}
    )
    assert "remote" not in dict(credentials.connection_info())


@pytest.mark.parametrize("server", ["4.0.5", "4.0.4", "4.1.1", "4.10.0"])
def test_a_server_may_be_newer(server):
    check_versions("4.0.4", server)


@pytest.mark.parametrize("server", ["3.5.7", "4.0.9"])
def test_a_client_may_not_be_newer(server):
    with pytest.raises(DbtRuntimeError, match=f"The server runs Spark {server}"):
        check_versions("4.1.0", server)


def test_an_error_is_told_without_statement_and_calls():
    error = Exception("[X] no table.\n\n== SQL ==\nselect 1\nJVM stacktrace:\nat org")
    assert sentence_of(error) == "[X] no table."
