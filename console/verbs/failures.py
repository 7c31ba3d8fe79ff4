"""From what went wrong to one sentence and an exit code: 2 usage, 3 refused by the rules, 1 anything else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from console.output import dump
from console.session import Session
from console.text import clean
from console.trouble import database_trouble

USAGE, REFUSED, FAILED = 2, 3, 1

_KNOWN = (
    ("models.database", "DatabaseProblem"),
    ("console.settings", "SettingsError"),
    ("workflows.intake.rows", "FileProblem"),
    ("sqlalchemy.exc", "DBAPIError"),
    ("sqlalchemy.exc", "ArgumentError"),
)


def report(problem: BaseException, session: Session) -> int:
    """Tell a failure and give its exit code; of a fault of codesk's own only kind and places are kept."""
    code = code_of(problem)
    sentence = _fault(problem) if code is None else clean(sentence_of(problem), limit=2_000)
    code = FAILED if code is None else code
    if session.as_json and code != USAGE:
        dump({"ok": False, "reason": sentence})
    else:
        click.echo(f"codesk: {sentence}", err=True)
    return code


def _fault(problem: BaseException) -> str:
    """The message of the error is not shown: it may hold names and phones."""
    from console.crash import keep

    said = "stopped because of a mistake of its own"
    try:
        return f"{said}; what happened is written, without customers' data, to {clean(str(keep(problem)))}"
    except OSError as reason:
        return f"{said} ({type(problem).__name__}); what happened could not be written: {reason.strerror}"


def code_of(problem: BaseException) -> int | None:
    """The exit code of a failure; None for a fault of codesk's own."""
    if isinstance(problem, click.UsageError) or _is("workflows.errors", "Invalid", problem):
        return USAGE
    if isinstance(problem, (click.Abort, KeyboardInterrupt, click.ClickException, OSError, UnicodeEncodeError)):
        return FAILED
    if _is("workflows.errors", "Refused", problem):
        return REFUSED
    return FAILED if any(_is(module, name, problem) for module, name in _KNOWN) else None


@contextmanager
def ruled() -> Iterator[None]:
    """What the rules say of a command is a refusal, also where it is about what was typed."""
    from workflows.errors import Invalid, Refused

    try:
        yield
    except Invalid as problem:
        raise Refused(str(problem)) from None


def _is(module: str, name: str, problem: BaseException) -> bool:
    """Whether it is one of a module's; a module that was never imported has raised nothing."""
    found = sys.modules.get(module)
    return found is not None and isinstance(problem, getattr(found, name))


def sentence_of(problem: BaseException) -> str:
    """What to tell the person."""
    if isinstance(problem, click.UsageError):
        return _usage(problem)
    if isinstance(problem, (click.Abort, KeyboardInterrupt)):
        return "stopped"
    if isinstance(problem, click.ClickException):
        return problem.format_message()
    if _is("sqlalchemy.exc", "DBAPIError", problem):
        said = database_trouble(problem) or "the database did not take it"
        return f"{said}: {str(getattr(problem, 'orig', problem)).strip().splitlines()[0]}"
    if _is("sqlalchemy.exc", "ArgumentError", problem):
        return "that is not the address of a database; give sqlite:///path or postgresql://…"
    if isinstance(problem, UnicodeEncodeError):
        return "what was typed holds bytes that are not text; type it again, in UTF-8"
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


def _usage(problem: click.UsageError) -> str:
    said = problem.format_message().rstrip(".")
    said = said.replace("is not a valid integer range", "is not a whole number").replace(
        "is not a valid integer", "is not a whole number"
    )
    return f"{said[:1].lower()}{said[1:]}; see `{problem.ctx.command_path} --help`" if problem.ctx else said
