import asyncio
import json

import pytest

from customer_segmentation.service.bodies import MOST_BYTES, CheckedBodies, problem


def ask(pieces, method="POST"):
    """Send a body in pieces; return the status and what was handed over."""
    handed, sent = [], []
    messages = [
        {"type": "http.request", "body": piece, "more_body": more}
        for more, piece in zip(
            [*[True] * (len(pieces) - 1), False], pieces, strict=True
        )
    ]

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    async def app(scope, receive, send):
        handed.append((await receive())["body"])

    scope = {"type": "http", "method": method}
    asyncio.run(CheckedBodies(app)(scope, receive, send))
    return (sent[0]["status"] if sent else None), handed


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ([b"x" * MOST_BYTES], None),
        ([b"x" * MOST_BYTES, b"x"], 413),
        ([b"x" * 40_000] * 5, 413),
        ([b"\xff"], 422),
        ([b"\xc3", b"\xa9"], None),
        ([b""], None),
    ],
)
def test_large_bodies_and_such_as_are_no_text_are_refused(pieces, status):
    answered, handed = ask(pieces)
    assert answered == status
    assert handed == ([] if status else [b"".join(pieces)])


def test_questions_without_a_body_are_handed_over_as_they_are():
    assert ask([b"\xff"], "GET") == (None, [b"\xff"])


def test_half_a_character_does_no_harm_in_an_answer():
    answer = problem(422, "population is '\ud800'")
    assert json.loads(answer.body) == {"detail": "population is '\ud800'"}
