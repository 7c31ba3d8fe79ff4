"""What a list is asked for: a tab, a search, a sort, filters, and the place to go on from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.columns import EPOCH, MICROSECOND
from models.statuses import Fulfilment, Headline, Payment
from workflows.errors import Invalid
from workflows.labels import Match, Moment, Sort
from workflows.profiles import PROFILES, Profile
from workflows.work import Work

Key = tuple[int, int, str]  #: phase of the list, sort value (microseconds or order number), hex of the id
NULL = 0  #: the sort value of an order that has none


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a tab; an empty field does not."""

    headline: frozenset[Headline] = frozenset()
    payment: frozenset[Payment] = frozenset()
    fulfilment: frozenset[Fulfilment] = frozenset()
    source: str = ""  #: shopify, woocommerce, table, codesk
    agent: UUID | None = None  #: assigned to this person, or on their screen now
    duplicate: bool | None = None
    bad_phone: bool | None = None
    is_test: bool | None = None
    counted: int = 0  #: at least so many counted attempts
    since: datetime | None = None  #: placed at or after
    until: datetime | None = None  #: placed before

    @property
    def match(self) -> Match:
        """The part that conditions can say."""
        return Match(
            headline=self.headline or None,
            payment=self.payment or None,
            fulfilment=self.fulfilment or None,
            duplicate=self.duplicate,
            mend=self.bad_phone,
            is_test=self.is_test,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """One list. Without a sort it has the one of its tab; a search is always newest first."""

    tab: str
    search: str = ""
    sort: Sort | None = None
    filters: Filters = Filters()


def profile_of(work: Work) -> Profile:
    """The profile of the shop."""
    return PROFILES[work.shop.profile]


def moment_of(work: Work) -> Moment:
    """The instant at which a list is looked at."""
    return Moment(work.now, work.policy.missed_after)


def key_text(key: Key) -> str:
    """A place in a list as `--after` takes it."""
    return "-".join(map(str, key))


def parse_key(text: str) -> Key:
    """What `key_text` wrote; Invalid when it is something else."""
    try:
        phase, value, order_id = text.split("-")
        instant(int(value))
        return int(phase), int(value), UUID(order_id).hex if order_id else ""
    except (ValueError, OverflowError):
        raise Invalid(f"{text!r} is not a place in a list; use the one that the last page ended with") from None


def micros(at: datetime | None) -> int:
    """An instant as a sort value."""
    return NULL if at is None else (at - EPOCH) // MICROSECOND


def instant(value: int) -> datetime | None:
    """A sort value as an instant."""
    return None if value == NULL else EPOCH + value * MICROSECOND
