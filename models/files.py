"""Files with customers' data: for the owner's eyes only, and never half a file under a final name."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

PRIVATE = 0o600  #: read and written by the owner, by nobody else


def make_private(path: Path) -> None:
    """An empty file for the owner's eyes only. FileExistsError when there is one already."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


@contextlib.contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty private file beside `target`, to be filled and renamed; gone again unless it was."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def written(target: Path, encoding: str = "utf-8-sig") -> Iterator[TextIO]:
    """A text file for a spreadsheet that gets its name once it is whole; what had the name stays until then.

    A pipe or a terminal cannot be replaced, so it is written to as it is. Raises OSError.
    """
    target = target.resolve()
    if target.exists() and not target.is_file():
        with target.open("w", encoding=encoding, newline="") as stream:
            yield stream
        return
    with part_of(target) as part:
        with part.open("w", encoding=encoding, newline="") as file:
            yield file
        part.replace(target)
