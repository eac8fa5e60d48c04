"""Bodies that are too large, too slow or no text, and answers that say why."""

import asyncio
import json

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
"""Largest body of a request."""

SECONDS = 5.0
"""Longest time that a body may take to come."""

NO_JSON = "The body is not JSON; see /openapi.json for the format."


class CheckedBodies:
    """Refuses requests with a body that is large, slow or no text, however it is sent.

    Parameters
    ----------
    app : ASGI application
        What answers the others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 408, 413 or 422, or hand over."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        try:
            async with asyncio.timeout(SECONDS):
                while more and len(body) <= MOST_BYTES:
                    message = await receive()
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
        except TimeoutError:
            said = (
                f"The body did not arrive within {SECONDS:g} seconds; send it at once."
            )
            await problem(408, said)(scope, receive, send)
            return
        if len(body) > MOST_BYTES:
            said = f"The body is over {MOST_BYTES} bytes; send one customer at a time."
            await problem(413, said)(scope, receive, send)
        elif not _is_text(body):
            await problem(422, NO_JSON)(scope, receive, send)
        else:
            held: list[Message] = [{"type": "http.request", "body": body}]

            async def again() -> Message:
                return held.pop() if held else await receive()

            await self._app(scope, again, send)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def problem(status: int, sentence: str) -> Response:
    """Answer with a sentence, in which half a character of a caller does no harm.

    After a body that was not read to its end, the connection is closed.

    >>> problem(404, "There is none.").body
    b'{"detail": "There is none."}'
    """
    body = json.dumps({"detail": sentence})
    headers = {"connection": "close"} if status in (408, 413) else {}
    return Response(body, status, headers, media_type="application/json")
