"""What the command line prints: clean sentences, tables, JSON, progress. Everything goes through `console.text`."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import Any

import click

from console.text import clean, fold, marked, widest

Progress = Callable[[int, int], None]  #: done and all; all is 0 while nobody knows


def say(text: str = "") -> None:
    """One line."""
    click.echo(clean(text, limit=5_000))


def paragraph(text: str) -> None:
    """A sentence, in as many lines as it takes."""
    click.echo(broken(clean(text, limit=5_000)))


def broken(text: str) -> str:
    """Clean text with line ends between words, where a terminal would break it inside them; unchanged elsewhere.

    With a word wider than the screen, such as a long path, it stays one line, which can be copied whole.
    """
    width = get_terminal_size().columns
    if not sys.stdout.isatty() or max(map(widest, text.split()), default=0) > width:
        return text
    return "\n".join(fold(text, width))


def dump(value: Any) -> None:
    """JSON on one line, in ASCII: no byte of a name can drive a terminal."""
    click.echo(json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f"))


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    """A table as wide as the terminal at most; one row per line with tabs between when the output is piped."""
    if not sys.stdout.isatty():
        for row in (headers, *rows):
            click.echo("\t".join(clean(cell) for cell in row))
        return
    _drawn(headers, rows, right)


def _drawn(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in headers:
        drawn.add_column(name, no_wrap=True, justify="right" if name in right else "left")
    for row in rows:
        drawn.add_row(*(Text(marked(clean(cell))) for cell in row))
    Console(highlight=False).print(drawn)


@contextmanager
def progress(what: str, *, shown: bool = True) -> Iterator[Progress]:
    """A bar on stderr while something long goes on; nothing where nobody watches."""
    if not shown or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, all_: bar.update(task, completed=done, total=all_ or None)


def tell_more(place: str, as_json: bool) -> None:
    """From which place a list goes on; beside JSON on the standard error, so that it stays a list."""
    click.echo(f"More: --after {place}", err=as_json)
