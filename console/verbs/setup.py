"""`codesk setup`: the shop, its money, its time, its rules, its first supervisor."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from console.output import broken, paragraph, say
from console.session import Session, make_file
from console.verbs import home, options

if TYPE_CHECKING:
    from models.database import Database


@dataclass(frozen=True, slots=True)
class Answers:
    """What a shop is made from."""

    shop: str
    country: str
    currency: str
    zone: str
    profile: str
    supervisor: str


@click.command("setup")
@click.option("--shop", metavar="NAME", help="Name of the shop.")
@click.option("--country", metavar="CC", help="Two letters, such as DZ; the default for phone numbers.")
@click.option("--currency", metavar="CODE", help="Three letters, such as DZD; from the country when left out.")
@click.option("--zone", metavar="ZONE", help="Such as Africa/Algiers; from the country when left out.")
@click.option("--profile", metavar="NAME", help="Whose words and rules: default, codrocket, codspot, …")
@click.option("--supervisor", metavar="NAME", help="The first person.")
@click.option("--test", "is_test", is_flag=True, help="A shop for tests: CODESK_CLOCK may tell it the time.")
@options.database
@options.session
def verb(session: Session, /, is_test: bool, **given: str | None) -> None:
    """Make a shop in a new database.

    Without options on a terminal it asks.
    """
    answers = _completed(given)
    make_shop(session, answers, is_test=is_test)
    where = f" --database {session.shown_address}" if session.url else ""
    paragraph(f"{answers.shop} is open; {answers.supervisor} is its supervisor.")
    say(f"Next: codesk{where} people add NAME --role agent")
    say(f"      codesk{where} import orders.csv")
    say(f"      codesk{where}")


def make_shop(session: Session, answers: Answers, *, is_test: bool = False) -> None:
    """Make the tables where there are none, and the shop; Refused when there is one."""
    from models import schema
    from models.database import Database
    from models.shops import ShopKind
    from workflows.shop.opening import open_shop

    kind = ShopKind.TEST if is_test else ShopKind.REAL
    clock = session.clock(kind)
    database = session.keep(Database(session.address))
    with _fresh_file(database):
        schema.create(database)
        refuse_a_second(database)
        open_shop(
            database,
            name=answers.shop,
            country=answers.country,
            currency=answers.currency,
            zone=answers.zone,
            profile=answers.profile,
            supervisor=answers.supervisor,
            kind=kind,
            clock=clock,
        )


@contextmanager
def _fresh_file(database: "Database") -> Iterator[None]:
    """A private SQLite file where there is none; gone again when no shop could be made in it."""
    path = database.path
    if path is None or path.exists():
        yield
        return
    make_file(path)
    try:
        yield
    except BaseException:
        database.close()
        for ending in ("", "-wal", "-shm", "-turn"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise


def refuse_a_second(database: "Database") -> None:
    """Refused, with the shop's name, when the database has one."""
    from workflows.desk import find_shop
    from workflows.errors import NotFound, Refused

    try:
        shop = database.read(find_shop)
    except NotFound:
        return
    raise Refused(f"this database has a shop already, {shop.name}; give --database another file to make a new one")


def _completed(given: dict[str, str | None]) -> Answers:
    """Asked for on a terminal; taken from the country, or refused by name, anywhere else."""
    if not any(given.values()) and sys.stdin.isatty() and sys.stdout.isatty():
        return asked()
    for name in ("shop", "country", "supervisor"):
        if not given[name]:
            raise click.UsageError(f"--{name} is missing", click.get_current_context())
    country = home.country(given["country"] or "")
    filled = {"currency": home.currency_of(country), "zone": home.zone_of(country), "profile": "default"}
    filled |= {name: value for name, value in given.items() if value}
    if absent := next((name for name in ("currency", "zone") if not filled[name]), None):
        raise click.UsageError(f"--{absent} is missing", click.get_current_context())
    return Answers(**{name: home.CHECKS[name](value) for name, value in filled.items()})


def asked() -> Answers:
    """The questions, with what the country suggests; each answer is checked when it is typed."""
    shop = _answer("shop", "Name of the shop")
    country = _answer("country", "Country, two letters", "DZ")
    return Answers(
        shop,
        country,
        _answer("currency", "Currency, three letters", home.currency_of(country)),
        _answer("zone", "Time zone, such as Africa/Algiers", home.zones_of(country)[0]),
        _answer("profile", f"Words and rules ({', '.join(home.profiles())})", "default"),
        _answer("supervisor", "First supervisor"),
    )


def _answer(name: str, question: str, default: str = "") -> str:
    """One answer, asked again with a sentence until it can be used."""
    shown = broken(f"{question} [{default}]:" if default else f"{question}:")
    typed: str = click.prompt(shown, default=default, show_default=False, prompt_suffix=" ", value_proc=_check(name))
    return typed


def _check(name: str) -> Callable[[str], str]:
    """The check of an answer; its sentence is broken as it stands behind the word that click sets before it."""

    def check(typed: str) -> str:
        try:
            return home.CHECKS[name](typed)
        except click.UsageError as problem:
            raise click.UsageError(broken(f"Error: {problem.message}").removeprefix("Error: ")) from None

    return check
