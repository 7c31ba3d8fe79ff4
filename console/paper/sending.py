"""A paper on its way: to the command of a printer, or into a folder where nobody else may read it."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal

from platformdirs import user_documents_path

from console.settings import Settings
from console.text import clean
from models.files import part_of

Paper = Literal["label", "slip", "pick-list", "manifest"]

PATIENCE = 30.0  #: seconds until a printer's command has to have taken a paper
_SAID = 200  #: characters of what a command complains that are passed on

_unsafe = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a paper: whether it is printed or saved, the sentence that says so, and where it lies."""

    done: bool
    sentence: str
    printer: str = ""  #: the program that took it
    file: Path | None = None


def send(pdf: bytes, paper: Paper, name: str, settings: Settings) -> Sent:
    """Print a paper by its command, else save it as `name`.pdf beside all others of that name.

    Waits for the command, at most PATIENCE seconds.
    """
    command = (paper == "label" and settings.label_printer) or settings.printer
    if command:
        return _printed(pdf, command)
    return save(pdf, _free(_folder(settings), _file_name(name)))


def save(pdf: bytes, file: Path) -> Sent:
    """Write a paper to a file; what had the name stays until the new one is whole."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part_of(file) as part:
            part.write_bytes(pdf)
            part.replace(file)
    except OSError as problem:
        return Sent(False, f"{file} could not be written: {problem.strerror}; nothing was saved.")
    return Sent(True, f"Saved to {file}.", file=file)


def _folder(settings: Settings) -> Path:
    return Path(settings.papers).expanduser() if settings.papers else user_documents_path() / "codesk"


def _free(folder: Path, name: str) -> Path:
    """`name.pdf`; `name-2.pdf` and so on where there is one: a signed manifest is never replaced by the next."""
    names = (f"{name}-{number}.pdf" if number > 1 else f"{name}.pdf" for number in count(1))
    return next(folder / one for one in names if not os.path.lexists(folder / one))


def _file_name(name: str) -> str:
    """A name that no system takes for a path or an option, whatever an order calls itself."""
    return _unsafe.sub("-", clean(name, 80)).strip(".-") or "paper"


def _printed(pdf: bytes, command: Sequence[str]) -> Sent:
    program = clean(command[0])
    try:
        with TemporaryFile() as complaints:
            # Words, never a shell. What it complains goes to a file: a pipe would stay open in what it leaves behind.
            run = subprocess.run(
                command, input=pdf, stdout=subprocess.DEVNULL, stderr=complaints, timeout=PATIENCE, check=False
            )
            complaints.seek(0)
            said = clean(complaints.read(4 * _SAID).decode("utf-8", "replace"), _SAID).strip()
    except subprocess.TimeoutExpired:
        return Sent(False, f"{program} did not take the paper within {PATIENCE:.0f} seconds; look at the printer.")
    except (OSError, ValueError) as problem:
        return Sent(False, f"{_why(program, problem)} Mend `printer` in the settings.")
    if run.returncode:
        reason = f": {said}" if said else ""
        return Sent(False, f"{program} ended with {run.returncode} and printed nothing{reason}")
    return Sent(True, f"Handed to {program}.", printer=program)


def _why(program: str, problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"There is no program {program} to print with."
    return f"The program {program} could not be started."
