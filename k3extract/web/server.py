"""Run the application: take the port, say where it is, open a browser, stop on Ctrl-C."""

import logging
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from k3extract.errors import BackendError

_AT_ONCE = 64  # connections; more are told to come back


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises BackendError."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BackendError(f"{host}:{port}", f"cannot listen there: {reason} (another port: --port)") from None


def address(host: str, opened: socket.socket) -> str:
    """The address a browser opens."""
    port = opened.getsockname()[1]
    if host in ("0.0.0.0", "::", ""):
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(app: FastAPI, opened: socket.socket, ready: Callable[[uvicorn.Server], None]) -> None:
    """Serve until interrupted; ``ready`` is called with the server once requests are answered."""
    config = uvicorn.Config(
        app,
        log_level=logging.WARNING,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    _Server(config, ready).run(sockets=[opened])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[uvicorn.Server], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready(self)
