"""The command that starts the service."""

import argparse
import ipaddress
import sys
from collections.abc import Sequence
from pathlib import Path

from customer_segmentation.errors import BuildError
from customer_segmentation.packages import missing_package

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a service on the loopback may be asked: no foreign page can reach it
under a name of its own."""

MOST_CONNECTIONS = 200
"""More at the same time are answered with 503."""


def is_loopback(host: str) -> bool:
    """Tell whether an address is of this machine only.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m customer_segmentation.service.server",
        description="Serve the published segments over HTTP; see /openapi.json. There "
        "is no password: on any address but the loopback, put a proxy in front that "
        "asks for one.",
    )
    parser.add_argument(
        "--published",
        type=Path,
        default=Path("published"),
        help="folder of the versions, the setting publish_dir (default: published)",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to bind (default: 127.0.0.1)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port (default: 8000)")
    asked = parser.parse_args(arguments)
    if missing := missing_package("fastapi") or missing_package("uvicorn"):
        sys.exit(f"The service needs {missing}; pip install fastapi uvicorn.")

    import uvicorn
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from customer_segmentation.service.api import make_api
    from customer_segmentation.service.connections import Connections
    from customer_segmentation.service.version import Versions

    try:
        api = make_api(Versions(asked.published))
    except BuildError as error:
        sys.exit(str(error))
    if is_loopback(asked.host):
        api.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, asked.host])
    else:
        print(f"{asked.host} can be reached from elsewhere, and there is no password.")
    connections = Connections(api)
    uvicorn.run(
        connections,
        http=connections.protocol(),
        ws="none",
        # They would change who a connection is from.
        proxy_headers=False,
        host=asked.host,
        port=asked.port,
        access_log=False,
        limit_concurrency=MOST_CONNECTIONS,
    )


if __name__ == "__main__":
    main()
