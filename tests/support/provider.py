"""A payment provider on this machine: a real HTTP server that says what a test wants, as badly as it wants."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "sk-7f3a-very-secret"
Reply = bytes | dict[str, Any] | int | Callable[["Asked"], Any]


@dataclass
class Asked:
    """One question that arrived."""

    path: str
    query: dict[str, str]
    secret: str
    handler: BaseHTTPRequestHandler


@dataclass
class Provider:
    """What it says of each order number, and what it was asked."""

    url: str = ""
    says: dict[str, Reply] = field(default_factory=dict)
    otherwise: Reply = field(default_factory=lambda: {"status": "pending"})
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)  #: slow answers wait for it

    def numbers(self) -> list[str]:
        """The order numbers it was asked about, in their order."""
        return [asked.query["order"] for asked in self.asked]


def paid(amount: int = 340000, payment: str = "pi-1", currency: str = "DZD", **more: Any) -> dict[str, Any]:
    """The answer that a payment has arrived."""
    return {"status": "paid", "id": payment, "amount_minor": amount, "currency": currency} | more


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    """The server's side."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, self.headers.get("Authorization", ""), self)
            provider.asked.append(asked)
            reply = provider.says.get(query.get("order", ""), provider.otherwise)
            self.answer(reply(asked) if callable(reply) else reply)

        def answer(self, reply: Any) -> None:
            if reply is None:
                return  # the reply has written by itself
            status, body = (reply, b"{}") if isinstance(reply, int) else (200, reply)
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def a_provider() -> Iterator[Provider]:
    """One that runs until the test ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(provider))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
