"""Textual's driver for Unix terminals with another ear: quick at escape, deaf to bytes that mean nothing, and
not dead at once when the window is closed.

As it comes (8.2.8) it looks every 100 ms whether an escape stood alone, whatever ESCDELAY says, and ends the
console when the keyboard sends a byte that is not UTF-8 or a sequence that it cannot read.
`settings.hurry` puts this one in its place.
"""

import asyncio
import codecs
import os
import select
import signal

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

CHUNK = 4_096  #: bytes of one read
IDLE = 0.1  #: seconds between two looks at whether the app ends


class DeskDriver(LinuxDriver):
    """Reads keys in Textual's input thread."""

    def start_application_mode(self) -> None:
        """As it comes, and whoever closes the window or ends the process leaves as with the key."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for cut_off in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(cut_off, self._leave)

    def _leave(self) -> None:
        """What is held goes back first."""
        self._app.call_later(self._app.action_quit)

    def run_input_thread(self) -> None:
        """Until the app ends. A fault of the app ends it as a fault in any other place does."""
        try:
            self._listen()
        except Exception as fault:
            self._app.call_later(self._app._handle_exception, fault)

    def _listen(self) -> None:
        """Until the app ends, or the terminal is gone: then the app ends, and gives back what it holds."""
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        wait = IDLE
        while not self.exit_event.is_set():
            came = select.select([self.fileno], [], [], wait)[0]
            data = self._bytes() if came else b""
            if came and not data:
                self._leave()
                return
            parser = self._hear(parser, decode(data))
            # After a key, wait just long enough to know that an escape stood alone.
            wait = constants.ESCAPE_DELAY + 0.001 if data else IDLE

    def _bytes(self) -> bytes:
        """What the terminal sent; nothing when it is closed."""
        try:
            return os.read(self.fileno, CHUNK)
        except OSError:
            return b""

    def _hear(self, parser: XTermParser, text: str) -> XTermParser:
        """Hand the keys of a text to the app; a parser that choked on a sequence is replaced by a fresh one."""
        heard: list[Message] = []
        try:
            heard.extend(parser.feed(text) if text else parser.tick())
        except Exception:  # whatever the parser could not read was no key
            parser = XTermParser(self._debug)
        for message in heard:
            self.process_message(message)
        return parser
