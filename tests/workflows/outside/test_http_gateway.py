"""The generic payment provider over HTTP: what is asked, what is believed, and how long anybody waits."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.provider import SECRET, Asked, Provider, a_provider, paid
from workflows.outside.http_gateway import HttpGateway
from workflows.outside.payments import Answer, Question, Unreachable, Unusable


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider on this machine, with no proxy in between."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with a_provider() as made:
        yield made


def ask(provider: Provider, number: str = "1042", *, seconds: float = 5.0) -> Answer:
    """What it says of one order."""
    with HttpGateway(provider.url, SECRET, seconds) as gateway:
        return gateway.ask(Question(number, "5551", "att-1"))


def test_it_works(provider: Provider) -> None:
    provider.says["1042"] = paid(at="2026-11-22T10:00:00+01:00")
    assert ask(provider) == Answer("paid", "pi-1", 340000, "DZD")  # type: ignore[arg-type]
    (asked,) = provider.asked
    assert (asked.path, asked.secret) == ("/payments", f"Bearer {SECRET}")
    assert asked.query == {"order": "1042", "external_id": "5551", "reference": "att-1"}


def test_without_an_attempt_no_reference_is_sent(provider: Provider) -> None:
    with HttpGateway(provider.url, SECRET) as gateway:
        gateway.ask(Question("1042", "5551"))
    assert "reference" not in provider.asked[0].query


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"status": "pending"}, Answer("pending")),  # type: ignore[arg-type]
        ({"status": "unknown", "why": 7}, Answer("unknown")),  # type: ignore[arg-type]
        ({"status": "failed", "why": "no\x1b[31m funds\n\u202e"}, Answer("failed", why="no[31m funds")),  # type: ignore[arg-type]
    ],
)
def test_what_is_not_paid(provider: Provider, said: dict[str, Any], answer: Answer) -> None:
    provider.otherwise = said
    assert ask(provider) == answer


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"<html>maintenance</html>", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 50_000, "not JSON"),
        (b'{"status": "paid", "amount_minor": ' + b"9" * 5_000 + b"}", "not JSON"),
        (b'{"status": "paid", "amount_minor": NaN}', "not JSON"),
        (b"{" + b" " * 70_000 + b"}", "more than a payment can hold"),
        (b"[]", "not a payment"),
        ({"status": "settled"}, "without a status"),
        ({"status": ["paid"]}, "without a status"),
        (paid(0), "without an amount"),
        (paid(-5), "without an amount"),
        ({"status": "paid", "id": "p", "amount_minor": True, "currency": "DZD"}, "without an amount"),
        ({"status": "paid", "id": "p", "amount_minor": 3400.0, "currency": "DZD"}, "without an amount"),
        ({"status": "paid", "id": "p", "amount_minor": "340000", "currency": "DZD"}, "without an amount"),
        (paid(10**16), "without an amount"),
        (paid(payment=""), "without an id"),
        (paid(payment="a\nb"), "without an id"),
        (paid(payment="p" * 201), "without an id"),
        (b'{"status": "paid", "id": "\\ud800", "amount_minor": 5, "currency": "DZD"}', "without an id"),
        ({"status": "paid", "id": "p", "amount_minor": 5}, "without a currency"),
        (paid(currency="دج."), "without a currency"),
    ],
)
def test_what_is_no_answer_is_not_believed(provider: Provider, said: Any, why: str) -> None:
    provider.otherwise = said
    with pytest.raises(Unusable, match=why):
        ask(provider)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (500, "HTTP 500"),
        (404, "HTTP 404"),
        (204, "HTTP 204"),
        (401, "refuses the secret"),
        (403, "refuses the secret"),
    ],
)
def test_other_answers_than_200_are_none(provider: Provider, status: int, why: str) -> None:
    provider.otherwise = status
    with pytest.raises(Unreachable, match=why) as caught:
        ask(provider)
    assert SECRET not in str(caught.value)
    assert provider.url not in str(caught.value)


def test_nobody_is_followed_elsewhere(provider: Provider) -> None:
    def elsewhere(asked: Asked) -> None:
        asked.handler.send_response(302)
        asked.handler.send_header("Location", f"{provider.url}/elsewhere")
        asked.handler.send_header("Content-Length", "0")
        asked.handler.end_headers()

    provider.otherwise = elsewhere
    with pytest.raises(Unreachable, match="HTTP 302"):
        ask(provider)
    assert len(provider.asked) == 1


def test_silence_ends_the_wait(provider: Provider) -> None:
    provider.otherwise = lambda asked: provider.released.wait(20) and None
    with pytest.raises(Unreachable, match=r"did not answer within 0\.2 seconds"):
        ask(provider, seconds=0.2)


def test_a_byte_now_and_then_does_not_hold_the_run(provider: Provider) -> None:
    def drip(asked: Asked) -> None:
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", "60000")
        asked.handler.end_headers()
        while not provider.released.wait(0.02):
            try:
                asked.handler.wfile.write(b" ")
            except OSError:
                return

    provider.otherwise = drip
    with pytest.raises(Unreachable, match=r"did not answer within 0\.3 seconds"):
        ask(provider, seconds=0.3)


def test_a_line_that_breaks_off_is_no_answer(provider: Provider) -> None:
    def broken(asked: Asked) -> None:
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", "600")
        asked.handler.end_headers()
        asked.handler.wfile.write(b'{"status": "paid"')
        asked.handler.close_connection = True

    provider.otherwise = broken
    with pytest.raises(Unreachable, match="cannot be reached"):
        ask(provider)


def test_nobody_there() -> None:
    with a_provider() as gone:
        url = gone.url
    with (
        HttpGateway(url, SECRET, 2.0) as gateway,
        pytest.raises(Unreachable, match=r"cannot be reached \(ConnectError\)"),
    ):
        gateway.ask(Question("1", "1"))


def test_the_secret_shows_nowhere() -> None:
    with HttpGateway("http://127.0.0.1:1", SECRET) as gateway:
        assert SECRET not in repr(gateway)
