"""What several verbs share: where the database is, JSON, and who acts."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from console.session import Session

F = TypeVar("F", bound=Callable[..., Any])


def _keep_url(ctx: click.Context, _parameter: click.Parameter, url: str | None) -> None:
    if url:
        ctx.ensure_object(Session).url = url


def _keep_json(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> bool:
    if wanted:
        ctx.ensure_object(Session).as_json = True
    return wanted


database = click.option(
    "--database",
    metavar="URL",
    expose_value=False,
    callback=_keep_url,
    help="sqlite:///path or postgresql://…; else CODESK_DATABASE, the settings file, the desk's own file.",
)

as_json = click.option("--json", "as_json", is_flag=True, callback=_keep_json, help="Answer as JSON.")

session = click.make_pass_decorator(Session, ensure=True)

acting = click.option("--as", "name", metavar="NAME", required=True, help="Who acts, by name.")

may_act = click.option(
    "--as", "by_name", metavar="NAME", default="", help="Who does it; the command line by default."
)


_MOST = 1_000  #: rows of a list
limit = click.option("--limit", type=click.IntRange(1, _MOST), default=100, show_default=True, help="Rows at most.")

_OWN = ":/"  #: codesk's own requests hold one of these: `place:shopify:1042`, `payment/…`


class RequestId(click.ParamType[str]):
    """The id of a request that a person or script types; never one that codesk could give itself."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id as it was typed."""
        text = str(value)
        if any(char in _OWN for char in text):
            self.fail("an id holds no : and no /, because the ids that codesk gives itself do", param, ctx)
        if len(text) > 200 or not text.isprintable():
            self.fail("an id is at most 200 characters that can be shown", param, ctx)
        return text


def changing(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every change of the shop's couriers and gateways takes."""
    for option in (session, database, as_json, may_act):
        command = option(command)
    return command


def request_id(told: str) -> Callable[[F], F]:
    """`--request-id`; `told` says what the same id does once."""
    return click.option("--request-id", type=RequestId(), metavar="ID", default="", help=told)
