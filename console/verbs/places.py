"""Where a list goes on behind its limit: the place that a page ends with is what `--after` takes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from console.output import tell_more

if TYPE_CHECKING:
    from workflows.views import Key


class _Place(click.ParamType["Key"]):
    """A place as it was printed."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Key":
        """The key of the row that the page ended with."""
        from workflows import views
        from workflows.errors import Invalid

        try:
            return views.parse_key(str(value))
        except Invalid as problem:
            self.fail(str(problem), param, ctx)


after = click.option(
    "--after", type=_Place(), metavar="PLACE", help="Go on after this place: it stands below the last page."
)


def behind(key: "Key | None") -> tuple[datetime, UUID] | None:
    """The time and id of the row to go on after; None begins at the top. UsageError for a place of another list."""
    from workflows.views.query import instant

    if key is None:
        return None
    at = instant(key[1])
    if at is None or not key[2]:
        raise click.UsageError("--after: this is a place of another list; use the one that the last page ended with")
    return at, UUID(key[2])


def tell(at: datetime, id: UUID, as_json: bool, *, phase: int = 0) -> None:
    """That the list goes on behind a row of that time and id."""
    from workflows.views import key_text
    from workflows.views.query import micros

    tell_more(key_text((phase, micros(at), id.hex)), as_json)
