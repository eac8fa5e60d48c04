"""Bodies that are too large or no text, and bodies of answers that say why."""

import json

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
"""Largest body of a request."""

NO_JSON = "The body is no JSON; see /openapi.json for what is taken."


class CheckedBodies:
    """Refuses requests with a body that is large or no text, however it is sent.

    Parameters
    ----------
    app : ASGI application
        What answers the others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or 422, or hand over."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more and len(body) <= MOST_BYTES:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
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

    >>> problem(404, "There is none.").body
    b'{"detail": "There is none."}'
    """
    body = json.dumps({"detail": sentence})
    return Response(body, status, media_type="application/json")
