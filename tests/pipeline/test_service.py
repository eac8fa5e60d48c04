"""The service against the warehouse: equal scores, and no request that breaks it."""

import asyncio

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from customer_segmentation.service.api import make_api
from customer_segmentation.service.version import Versions
from tests.pipeline.scoring import assert_scores_equal_those_of_sql, client_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_every_customer_of_the_sample_scores_as_in_sql(sample_build):
    assert asyncio.run(assert_scores_equal_those_of_sql(sample_build)) > 2000


def test_a_customer_is_answered_as_published(sample_build):
    rows = sample_build.rows(
        "select customer_id, campaign_segment, campaign_action, rfm_cluster_segment, "
        "persona_segment from marts.crm order by customer_id"
    )
    asyncio.run(assert_customers_are_answered(client_of(sample_build), rows[::20]))


async def assert_customers_are_answered(client, rows):
    for customer_id, segment, action, cluster, persona in rows:
        answer = (await client.get(f"/customers/{customer_id}")).json()
        assert answer["campaign_segment"] == segment
        assert answer["campaign_action"] == action
        found = {each["segmentation"]: each for each in answer["segments"]}
        assert found.get("rfm", {}).get("segment_name") == cluster
        assert not any("action" in each for each in answer["segments"])
        assert found.get("persona", {}).get("segment_name") == persona


def test_no_request_breaks_the_service_or_its_description(sample_build):
    service = make_api(Versions(sample_build.folder / "published"))
    described = schemathesis.openapi.from_asgi("/openapi.json", service)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 5
    for operation in operations:
        valid = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        assert_requests_are_answered(st.one_of(valid, wrong))


def assert_requests_are_answered(cases: st.SearchStrategy) -> None:
    """Send requests that the description allows, and such as it does not."""

    @given(cases)
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    def answered(case):
        case.call_and_validate(checks=CHECKS)

    answered()
