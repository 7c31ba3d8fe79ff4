"""A command on a real pseudo-terminal: what it writes, how long it takes, and whether a stranger's byte got out."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

CLEAN_ENVIRON = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV")


class Terminal:
    """Runs a command on a terminal of a size; everything it writes is kept in `raw`."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 80, rows: int = 24, environ: Mapping[str, str] | None = None
    ) -> None:
        self.raw = bytearray()
        self._ended = False
        self._near, far = pty.openpty()
        self._size(far, columns, rows)
        kept = {name: os.environ[name] for name in CLEAN_ENVIRON if name in os.environ}
        env = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})}
        self.process = subprocess.Popen(
            argv, stdin=far, stdout=far, stderr=far, env=env, start_new_session=True, close_fds=True
        )
        os.close(far)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @staticmethod
    def _size(descriptor: int, columns: int, rows: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Another size, and the signal that says so."""
        self._size(self._near, columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def send(self, keys: str | bytes) -> None:
        """Bytes as a keyboard sends them."""
        os.write(self._near, keys.encode() if isinstance(keys, str) else keys)

    def wait_for(self, marker: str | bytes, *, start: int = 0, seconds: float = 10.0) -> float:
        """Read until a marker is written after position `start`; gives the seconds that it took."""
        wanted = marker.encode() if isinstance(marker, str) else marker
        began = time.perf_counter()
        while wanted not in self.raw[start:]:
            came = self._read(began + seconds - time.perf_counter())
            why = "the command ended before it wrote" if self._ended else f"not written in {seconds} s:"
            assert came, f"{why} {marker!r}; the end of what was: {bytes(self.raw[-2000:])!r}"
        return time.perf_counter() - began

    def quiet(self, seconds: float = 0.05) -> None:
        """Read until nothing is written for a while."""
        while self._read(seconds):
            pass

    def timed(self, keys: str | bytes, marker: str | bytes) -> float:
        """Seconds from sending keys to reading a marker that they bring up."""
        start = len(self.raw)
        began = time.perf_counter()
        self.send(keys)
        self.wait_for(marker, start=start)
        return time.perf_counter() - began

    def _read(self, seconds: float) -> bool:
        """Whether something came within some seconds."""
        ready, _, _ = select.select([self._near], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            chunk = os.read(self._near, 65_536)
        except OSError:  # Linux says so when the other end is closed
            chunk = b""
        self._ended = not chunk
        self.raw += chunk
        return bool(chunk)

    @property
    def memory(self) -> int:
        """Resident memory of the command in kilobytes (Linux)."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def hang_up(self) -> None:
        """The window is closed while the command runs; there is nothing to read afterwards."""
        os.close(self._near)
        self._near = -1

    def close(self) -> None:
        """End the command if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._near >= 0:
            self.hang_up()


#: What Textual itself sends: colours, cursor moves, modes, keyboard protocol, queries, the mouse pointer.
_OWN = re.compile(
    r"\x1b(?:\]22;[a-z-]*\x07|\[[0-9;:]*m|\[[0-9;]*H|\[\?[0-9;]*[hl]|\[\?[0-9;]*\$p|\[[<>=]?[0-9;]*u"
    r"|\[[0-9]* q|\[>[0-9;]*q|\[c)"
)
_FOREIGN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff"
    "\ue000-\uf8ff\U000e0000-\U000e007f]"
)


def foreign(raw: bytes | bytearray) -> list[str]:
    """Whatever in a terminal's output is neither text nor a sequence that Textual sends; empty when all is well."""
    text = bytes(raw).decode("utf-8", "backslashreplace")
    rest = _OWN.sub("", text)
    return [rest[max(match.start() - 10, 0) : match.end() + 20] for match in _FOREIGN.finditer(rest)]


def reached(raw: bytes | bytearray, payloads: Iterable[str]) -> list[str]:
    """The payloads whose dangerous part was written as it was."""
    text = bytes(raw).decode("utf-8", "surrogateescape")
    return [payload for payload in payloads if _FOREIGN.search(payload) and payload in text]


def visible(raw: bytes | bytearray) -> str:
    """The text alone, without sequences, in the order it was written."""
    return _OWN.sub("", bytes(raw).decode("utf-8", "backslashreplace"))
