import pytest
from fastapi.testclient import TestClient

from customer_segmentation.service.api import MOST_BYTES, make_api
from customer_segmentation.service.version import Versions

RFM = "/segmentations/rfm/score"


@pytest.fixture
def client(published):
    return TestClient(make_api(Versions(published)))


def test_health_has_version_and_age(client):
    answer = client.get("/health").json()
    assert answer["version"] == "20260101T100000000000Z"
    assert answer["published_at"] == "2026-01-01T10:00:00Z"
    assert (answer["as_of_date"], answer["customers"]) == ("2026-01-01", 3)
    assert answer["age_seconds"] > 0


def test_segments_can_be_those_of_one_segmentation(client):
    assert len(client.get("/segments").json()) == 4
    (best, rest) = client.get("/segments", params={"segmentation": "rfm"}).json()
    assert (best["segment_name"], best["revenue"]) == ("Best", 200.25)
    assert rest["means"] == {"recency": 300.0, "monetary": 10.0}
    unknown = client.get("/segments", params={"segmentation": "x"})
    assert unknown.status_code == 404
    assert unknown.json()["detail"].startswith(
        "There is no segmentation 'x'; there are"
    )


def test_a_customer_is_found_whatever_the_id_holds(client):
    answer = client.get("/customers/10/1 é")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["campaign_segment"], found["campaign_action"]) == (
        "Champions",
        "Reward them",
    )
    assert found["segments"][1]["segment_name"] == "Best"
    assert "action" not in found["segments"][1]
    missing = client.get("/customers/nobody")
    assert missing.status_code == 404
    assert missing.json()["detail"].startswith("No customer has the id 'nobody'")


def test_segmentations_say_what_they_take(client):
    own, rfm = client.get("/segmentations").json()
    assert [each["feature"] for each in rfm["features"]] == ["monetary", "recency"]
    assert rfm["features"][0] == {
        "feature": "monetary",
        "noun": "spend",
        "unit": "GBP",
        "transform": "log1p",
    }
    assert own["model_version"] == {"new": "v2", "old": "v3"}


def test_a_score_has_segment_profile_and_version(client):
    body = {"features": {"recency": 50, "monetary": 100}}
    answer = client.post(RFM, json=body).json()
    assert (answer["segment_id"], answer["segment_name"]) == (1, "Best")
    assert (answer["model_version"], answer["version"][:4]) == ("v1", "2026")


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        (RFM, b"{", 422, "The body is not JSON; see /openapi.json for the format."),
        (RFM, b"\x06\xfe", 422, "The body is not JSON; see /openapi.json"),
        (RFM, b"[" * 60_000, 422, "The body is not JSON; see /openapi.json"),
        (RFM, b'{"features": {"recency": 1%s}}' % (b"0" * 5000), 422, ""),
        (RFM, b'{"features": {"\\ud800": 1}}', 422, "features lacks monetary, recency"),
        (RFM, b'{"features": {"\\ud800": "x"}}', 422, "features."),
        (RFM, b'{"features": {}, "population": "\\ud800"}', 422, "population is"),
        (RFM, b"{}", 422, "features is missing; see /openapi.json"),
        (RFM, b"", 422, "The body is missing; see /openapi.json"),
        (RFM, b'{"features": {"recency": "x"}}', 422, "features.recency is 'x': input"),
        (RFM, b'{"features": {"recency": NaN}}', 422, "features.recency is nan: input"),
        (RFM, b'{"features": {"recency": true}}', 422, "features.recency is True: inp"),
        (RFM, b'{"features": {"recency": "12"}}', 422, "features.recency is '12': inp"),
        (RFM, b'{"features": {"recency": null}}', 422, "features.recency is None: inp"),
        (RFM, b'{"features": {"recency": [1]}}', 422, "features.recency is [1]: input"),
        (
            RFM,
            b'{"features": {"recency": Infinity}}',
            422,
            "features.recency is inf",
        ),
        (RFM, b'{"features": {"recency": -Infinity}}', 422, "features.recency is -inf"),
        (
            RFM,
            b'{"features": {"recency": "NaN"}}',
            422,
            "features.recency is 'NaN': i",
        ),
        (
            RFM,
            b'{"features": {"recency": 1e999}}',
            422,
            "features.recency is inf",
        ),
        (
            RFM,
            b'{"features": {"recency": 1%s}}' % (b"0" * 400),
            422,
            "features.recency is 1000",
        ),
        (
            RFM,
            b'{"features": {"recency": 1}}',
            422,
            "features lacks monetary; it takes",
        ),
        (
            "/segmentations/own/score",
            b'{"features": {"recency": 1}}',
            422,
            "population is missing; own takes one of new, old.",
        ),
        (
            "/segmentations/x/score",
            b'{"features": {}}',
            404,
            "There is no segmentation 'x'; there are own, rfm.",
        ),
        (RFM, b" " * (MOST_BYTES + 1), 413, "The body is over 65536 bytes; send one"),
    ],
)
def test_a_bad_request_gets_one_sentence(client, path, body, status, sentence):
    headers = {"content-type": "application/json"}
    answer = client.post(path, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["detail"].startswith(sentence)


def test_a_body_without_its_type_is_told_which_to_have(client):
    answer = client.post(RFM, content=b'{"features": {"recency": 1, "monetary": 1}}')
    assert answer.status_code == 422
    assert "content-type: application/json" in answer.json()["detail"]


def test_a_large_body_in_pieces_is_refused_too(client):
    pieces = (b" " * 1000 for _ in range(100))
    assert client.post(RFM, content=pieces).status_code == 413


def test_the_description_explains_everything(client):
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method in methods.values():
            assert method["summary"], path
            for parameter in method.get("parameters", ()):
                assert parameter["description"], path
    assert client.get("/docs").status_code == 404
