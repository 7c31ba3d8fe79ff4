"""From what went wrong to one sentence and an exit code: 2 usage, 3 refused by the rules, 1 anything else."""

import sys

import click

from console.output import dump
from console.session import Session
from console.text import clean

USAGE, REFUSED, FAILED = 2, 3, 1

_KNOWN = (
    ("models.database", "DatabaseProblem"),
    ("console.settings", "SettingsError"),
    ("workflows.intake.rows", "FileProblem"),
    ("sqlalchemy.exc", "DBAPIError"),
    ("sqlalchemy.exc", "ArgumentError"),
)


def report(problem: BaseException, session: Session) -> int:
    """Tell a failure and give its exit code; what is not a failure of ours is raised again."""
    code = code_of(problem)
    if code is None:
        raise problem
    sentence = clean(sentence_of(problem), limit=2_000)
    if session.as_json and code != USAGE:
        dump({"ok": False, "reason": sentence})
    else:
        click.echo(f"codesk: {sentence}", err=True)
    return code


def code_of(problem: BaseException) -> int | None:
    """The exit code of a failure; None for a fault of codesk's own."""
    if isinstance(problem, click.UsageError):
        return USAGE
    if isinstance(problem, (click.Abort, KeyboardInterrupt, click.ClickException, OSError)):
        return FAILED
    if _is("workflows.errors", "Refused", problem):
        return REFUSED
    return FAILED if any(_is(module, name, problem) for module, name in _KNOWN) else None


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
        return f"the database does not answer: {str(getattr(problem, 'orig', problem)).strip().splitlines()[0]}"
    if _is("sqlalchemy.exc", "ArgumentError", problem):
        return "that is not the address of a database; give sqlite:///path or postgresql://…"
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


def _usage(problem: click.UsageError) -> str:
    said = problem.format_message().rstrip(".")
    return f"{said[:1].lower()}{said[1:]}; see `{problem.ctx.command_path} --help`" if problem.ctx else said
