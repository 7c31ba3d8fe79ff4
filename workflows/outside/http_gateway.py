"""The generic payment provider over HTTP: within seconds, within kilobytes, and never sent on to anybody else."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpx

from workflows.outside.payments import Answer, Question, Unreachable, Unusable, read

SECONDS = 10.0  #: for one answer, from the first byte to the last
_LARGEST = 64 * 1024  #: bytes of an answer
_REFUSED = frozenset({401, 403})


@dataclass
class HttpGateway:
    """One provider, as a context manager that keeps its connection."""

    url: str
    secret: str = field(repr=False)
    seconds: float = SECONDS
    now: Callable[[], float] = time.monotonic
    _client: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        headers = {
            "Authorization": f"Bearer {self.secret}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "codesk",
        }
        self._client = httpx.Client(headers=headers, timeout=self.seconds, follow_redirects=False)

    def __enter__(self) -> "HttpGateway":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, question: Question) -> Answer:
        """What the provider says of one order. No sentence repeats the address or the secret."""
        asked = {"order": question.order, "external_id": question.external_id, "reference": question.reference}
        given = {name: value for name, value in asked.items() if value}
        try:
            with self._client.stream("GET", f"{self.url}/payments", params=given) as response:
                _accept(response.status_code)
                return read(_parsed(self._body(response)))
        except httpx.TimeoutException:
            raise Unreachable(self._too_late()) from None
        except httpx.HTTPError as problem:
            raise Unreachable(f"cannot be reached ({type(problem).__name__})") from None

    def _body(self, response: httpx.Response) -> bytes:
        """The whole answer, or Unusable: a provider that sends a byte a second would hold the run for ever."""
        until, body = self.now() + self.seconds, b""
        for piece in response.iter_raw():
            body += piece
            if len(body) > _LARGEST:
                raise Unusable("answered more than a payment can hold")
            if self.now() > until:
                raise Unreachable(self._too_late())
        return body

    def _too_late(self) -> str:
        return f"did not answer within {self.seconds:g} seconds"


def _accept(status: int) -> None:
    """Only 200 is an answer."""
    if status in _REFUSED:
        raise Unreachable(f"refuses the secret (HTTP {status})")
    if status != 200:
        raise Unreachable(f"answered HTTP {status}")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unusable("answered something that is not JSON") from None


def _no_number(_text: str) -> Any:
    raise ValueError("NaN and Infinity are no amounts")
