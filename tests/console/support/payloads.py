"""Names and addresses as strangers write them, each with what an agent must still be able to read."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Payload:
    """A value from outside and the visible part of it that has to reach the screen."""

    name: str
    text: str
    shown: str


PAYLOADS = (
    Payload("window title", "\x1b]0;pwned\x07Amina", "]0;pwned Amina"),
    Payload("clipboard", "\x1b]52;c;cHduZWQ=\x07Amina", "]52;c;cHduZWQ= Amina"),
    Payload("clear screen", "A\x1b[2JB", "A [2JB"),
    Payload("cursor home", "A\x1b[HB", "A [HB"),
    Payload("device report", "A\x1b[6nB", "A [6nB"),
    Payload("8-bit CSI", "A\x9b2JB", "A 2JB"),
    Payload("8-bit OSC", "A\x9d0;pwned\x9cB", "A 0;pwned B"),
    Payload("bell", "A\x07B", "A B"),
    Payload("null and delete", "A\x00B\x7fC", "A B C"),
    Payload("bidi override", "Pay \u202e00.5\u202c now", "Pay 00.5 now"),
    Payload("bidi isolates", "A\u2066B\u2067C\u2069D", "ABCD"),
    Payload("zero width space", "Ali\u200bce\ufeff", "Alice"),
    Payload("closing tag", "Ahmed [/b] Ali", "Ahmed [/b] Ali"),
    Payload("unclosed tag", "Ahmed [/", "Ahmed [/"),
    Payload("action", "[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    Payload("style", "[red]Ahmed[/red]", "[red]Ahmed[/red]"),
    Payload("number tag", "Order [#12]", "Order [#12]"),
    Payload("place in brackets", "Street 5 [near mosque]", "Street 5 [near mosque]"),
    Payload("backslash", "C:\\Users\\", "C:\\Users\\"),
    Payload("emoji code", ":+1: :smile:", ":+1: :smile:"),
    Payload("newline", "Rue 12\nAlger", "Alger"),
    Payload("carriage return", "Rue 12\rAlger", "Alger"),
    Payload("tab", "Rue\t12", "Rue 12"),
    Payload("line separator", "Rue\u2028Alger", "Alger"),
    Payload("lone surrogates", "A\ud83d B\ude00", "A\ufffd B\ufffd"),
    Payload("private use", "A\ue000B", "A\ufffdB"),
    Payload("tag characters", "A\U000e0041\U000e007fB", "AB"),
    Payload("very long", "Rue " + "x" * 3_000, "Rue xxxxxxxxxx"),
    Payload("joined emoji", "Ana \U0001f468\u200d\U0001f469\u200d\U0001f467 Sá", "Ana"),
    Payload("joined latin", "a\u200d" * 40 + "z", "aaaa"),
    Payload("combining marks", "e\u0301" * 30, "e\u0301e\u0301"),
    Payload("arabic", "محمد علي", "محمد علي"),
    Payload("persian", "می\u200cخواهم", "می\u200cخواهم"),
    Payload("devanagari", "राहुल शर्मा", "राहुल"),
    Payload("vietnamese", "Nguyễn Thị Hường", "Nguyễn Thị Hường"),
    Payload("chinese", "王小明 北京", "王小明 北京"),
)


def in_fours(payloads: Iterable[Payload]) -> list[tuple[Payload, ...]]:
    """Four at a time for the screens that take long to open, the longest last."""
    ordered = sorted(payloads, key=lambda payload: len(payload.text))
    return [tuple(ordered[at : at + 4]) for at in range(0, len(ordered), 4)]


def joined(some: Iterable[Payload]) -> str:
    """Their texts as one."""
    return " ".join(payload.text for payload in some)
