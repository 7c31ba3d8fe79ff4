"""The console itself: `codesk` without a verb, and at the end of `codesk demo`."""

import sys

import click

from console.session import Session


def open_console(session: Session, *, sign_in_as: str = "") -> None:
    """Open the console on the session's shop; the first run asks for one."""
    import gc

    from console import settings

    gc.disable()  # what is imported stays: looking through it again and again takes a third of the start
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the console needs a terminal; `codesk --help` lists what works without one")
    chosen = settings.load(session.environ)
    if session.file is not None and not session.file.exists():
        _ask_for_a_shop(session)
    settings.hurry()
    from console.app import ConsoleApp

    app = ConsoleApp(lambda: session.desk, chosen, sign_in_as=sign_in_as, glance=session.glance)
    said = app.run()
    if app.problem is not None:
        raise app.problem
    if said:
        raise click.ClickException(said)


def _ask_for_a_shop(session: Session) -> None:
    from console.output import paragraph
    from console.verbs.setup import asked, make_shop

    paragraph("There is no shop yet. A few questions, then the desk opens; `codesk demo` only tries it.")
    make_shop(session, asked())
