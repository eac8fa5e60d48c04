"""Connections that wait for their clients: not for long, and not too many of them."""

import asyncio
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    Client = tuple[str, int]

SECONDS = 10.0
"""Within this time from its connection, or from the last answer, a request is there."""

MOST_WAITING = 100
"""Connections that wait at the same time."""


class Connections:
    """Drops connections whose client sends nothing, or a request that never ends.

    Each of them would take a place from all others. One that waits for its client for
    longer than it may is dropped; and when too many wait, so is the one that has
    waited longest. A client that sends what it has to say is in nobody's way, and so
    is always let in. The addresses of clients are not told apart: on the loopback all
    have the same.

    Parameters
    ----------
    app : ASGI application
        What answers requests.
    seconds : float, default SECONDS
        How long a connection may wait for a whole request.
    most : int, default MOST_WAITING
        How many may wait.
    """

    def __init__(
        self, app: ASGIApp, seconds: float = SECONDS, most: int = MOST_WAITING
    ) -> None:
        self._app = app
        self._seconds = seconds
        self._most = most
        self._open: dict[Client, asyncio.Transport] = {}
        self._waiting: dict[Client, asyncio.TimerHandle] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over; a connection waits until its request is there, and afterwards."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = tuple(scope["client"])

        async def received() -> Message:
            message = await receive()
            if not message.get("more_body"):
                self._go_on(client)
            return message

        if scope["method"] in ("GET", "HEAD"):
            self._go_on(client)
        try:
            await self._app(scope, received, send)
        finally:
            self._wait(client)

    def protocol(self) -> type[asyncio.Protocol]:
        """Return what uvicorn speaks HTTP with, for its setting ``http``."""
        from uvicorn.protocols.http.auto import AutoHTTPProtocol

        connections = self

        class Protocol(AutoHTTPProtocol):
            def connection_made(self, transport: asyncio.Transport) -> None:
                super().connection_made(transport)
                self.peer = tuple(transport.get_extra_info("peername")[:2])
                connections._open[self.peer] = transport
                connections._wait(self.peer)

            def connection_lost(self, error: Exception | None) -> None:
                connections._go_on(self.peer)
                connections._open.pop(self.peer, None)
                super().connection_lost(error)

        return Protocol

    def _wait(self, client: "Client") -> None:
        self._go_on(client)
        if client not in self._open:
            return
        drop = self._open[client].abort
        loop = asyncio.get_running_loop()
        self._waiting[client] = loop.call_later(self._seconds, drop)
        if len(self._waiting) > self._most:
            longest = next(iter(self._waiting))
            self._go_on(longest)
            self._open[longest].abort()

    def _go_on(self, client: "Client") -> None:
        timer = self._waiting.pop(client, None)
        if timer:
            timer.cancel()
