"""What is kept of a crash: kind and places in the code. Values are left out, since they are customers' data."""

import traceback
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from platformdirs import user_log_path


def keep(error: BaseException | None) -> Path:
    """Write what is known of a crash to a file of its own, and say which."""
    folder = user_log_path("codesk", appauthor=False, ensure_exists=True)
    path = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid4().hex[:6]}.txt"
    path.write_text("\n".join(_told(error)), encoding="utf-8")
    path.chmod(0o600)
    return path


def _told(error: BaseException | None) -> list[str]:
    """The chain of errors, each with its kind and frames, without messages."""
    lines: list[str] = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        lines += [frame.rstrip() for frame in traceback.format_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return lines or ["no error was raised"]
