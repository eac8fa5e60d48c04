"""Paths with characters that no name has."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from customer_segmentation.service.bodies import problem

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Line ends and other characters that steer a terminal; no id or name holds one."""


class CheckedPaths:
    """Answers 404 where a path holds a control character.

    Patterns of routes let a line end pass at the end of a path, so that the customer
    ``12346`` would be found under ``12346%0a``.

    Parameters
    ----------
    app : ASGI application
        What answers the others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404, or hand over."""
        if scope["type"] == "http" and CONTROL.search(scope["path"]):
            said = "The path holds a control character, such as a line end; no id does."
            await problem(404, said)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
