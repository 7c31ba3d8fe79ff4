"""How many of each story make a morning, profile by profile: what such a shop has on its desk."""

from functools import partial

from models.statuses import Shipping
from workflows.demo import journeys as j
from workflows.demo import scripts as s
from workflows.demo.scripts import Script

Stories = list[tuple[int, Script]]


def morning(profile: str) -> Stories:
    """The stories of one morning. The test order comes first, in a shop that places any."""
    return [(1, s.trial), *_MORNINGS[profile]]


def _called(fresh: int = 40, unanswered: tuple[int, ...] = (20, 14, 9, 6), later: int = 18) -> Stories:
    """Orders that somebody has to call, or has called in vain."""
    return [
        (fresh, s.fresh),
        (5, s.short),
        (7, s.bad_phone),
        *((count, partial(s.unanswered, attempts=tries)) for tries, count in enumerate(unanswered, 1)),
        (3, s.wrong_number),
        (later // 4, partial(s.promised, least=-9, most=-1)),
        (later // 4, partial(s.promised, least=-170, most=-20)),
        (later // 2, partial(s.promised, least=15, most=2600)),
        (5, s.twice),
        (4, s.recovered),
        (7, s.regular),
    ]


def _ended(cancelled: int = 22, given_up: int = 9, fake: int = 8) -> Stories:
    """Orders that came to nothing."""
    return [(cancelled, s.cancelled), (given_up, s.given_up), (fake, s.fake), (8, s.called_off_elsewhere)]


def _left(online: int, cash: int) -> Stories:
    """Checkouts that were left."""
    return [(online, partial(s.missing, online=True)), (cash, partial(s.missing, online=False))]


def _here(packing: int, packed: int) -> Stories:
    return [(packing, j.packing), (packed, j.packed)]


def _road(sent: int, in_hub: int, in_van: int, failed: int) -> Stories:
    return [(sent, j.sent), (in_hub, j.in_hub), (in_van, j.in_van), (failed, j.failed)]


def _back(refused: int, came_back: int, stopped: int) -> Stories:
    return [(refused, j.refused), (came_back, j.came_back), (stopped, j.stopped_on_the_road)]


def _delivered(today: int, owed: int, settled: int, short: int) -> Stories:
    """Cash is with the courier for two days, then in our hands; some of it is missing."""
    return [
        (today, partial(j.delivered, least=0, most=1, is_settled=False)),
        (owed, partial(j.delivered, least=1, most=3, is_settled=False)),
        (settled, partial(j.delivered, least=4, most=13)),
        (short, partial(j.delivered, least=3, most=7, is_settled=False, is_short=True)),
    ]


#: What was sent before codesk came, as its own system told it.
_BEFORE: Stories = [
    (30, partial(s.sent, status=Shipping.DELIVERED, least_days=4, most_days=19)),
    (7, partial(s.sent, status=Shipping.RETURNED, least_days=6, most_days=19)),
    (3, partial(s.sent, status=Shipping.SHIPPED, least_days=2, most_days=4)),
    (2, partial(s.sent, status=Shipping.OUT_FOR_DELIVERY, least_days=2, most_days=5)),
    (2, partial(s.sent, status=Shipping.ISSUE, least_days=3, most_days=7)),
]

_DEFAULT: Stories = [
    *_called(),
    *_left(7, 7),
    *((4, s.failed_payment), (12, s.paid), (4, s.transferred), (24, s.confirmed)),
    *_ended(),
    *_here(3, 9),
    *_road(6, 7, 6, 4),
    *_delivered(5, 8, 18, 2),
    *_back(4, 7, 1),
    *((4, j.sent_back), (1, partial(j.sent_back, is_paid_back=False)), (2, j.paid_back)),
    *_BEFORE,
]

#: Orders that are paid online or proved by PIN need no call; a parcel has its waybill when it is ready.
_KARTROCKET: Stories = [
    *_called(fresh=26, unanswered=(10, 5, 2), later=8),
    *_left(16, 8),
    *((9, s.failed_payment), (26, s.paid), (8, s.transferred), (14, s.by_pin), (20, s.confirmed)),
    *_ended(cancelled=18, given_up=4, fake=3),
    *_here(2, 14),
    *_road(12, 9, 6, 3),
    *_delivered(6, 8, 30, 2),
    *_back(3, 6, 1),
    *((2, j.paid_back), (2, j.sent_back)),
    *_BEFORE,
]

#: Everybody is called, three times at most; the day ends with the drivers' cash.
_CODROCKET: Stories = [
    *_called(fresh=48, unanswered=(26, 18, 16, 9), later=12),
    *_left(2, 6),
    *((2, s.transferred), (28, s.confirmed)),
    *_ended(cancelled=26, given_up=16, fake=6),
    *_here(8, 10),
    *_road(8, 8, 14, 7),
    *_delivered(14, 12, 36, 4),
    *_back(5, 14, 1),
    (2, j.sent_back),
    *_BEFORE,
]

#: Nobody is called: money and parcels are two columns of their own.
_UCRAFT: Stories = [
    *((34, s.fresh), (4, s.short), (3, s.bad_phone), (3, s.twice), (5, s.regular)),
    *((8, s.paying), (6, s.failed_payment), (40, s.paid), (10, s.transferred), (7, s.part_paid)),
    *_left(10, 5),
    *((16, s.called_off_late), (6, s.called_off_elsewhere)),
    *((6, j.packing), (16, j.packed), (9, j.split)),
    *((6, partial(j.to_collect, is_collected=False)), (9, partial(j.to_collect, is_collected=True))),
    *_road(12, 10, 8, 5),
    *_delivered(6, 10, 34, 0),
    *_back(3, 8, 1),
    *((8, j.sent_back), (2, partial(j.sent_back, is_paid_back=False)), (5, j.paid_back)),
    *_BEFORE,
]

#: Confirming makes the parcel at the courier, whose events move it; junk is marked as such.
_CODSPOT: Stories = [
    *_called(fresh=44, unanswered=(22, 15, 9, 5), later=22),
    *_left(2, 5),
    *((30, s.confirmed), (2, s.transferred)),
    *_ended(cancelled=24, given_up=10, fake=16),
    *_here(4, 12),
    *_road(11, 9, 8, 9),
    *_delivered(7, 10, 30, 2),
    *_back(7, 12, 2),
    *((6, j.unpacked), (2, j.sent_back)),
    *_BEFORE,
]

#: Checkouts that were left, and orders that the order management system has to take.
_KARTIFY: Stories = [
    *_left(34, 14),
    *((8, s.recovered), (22, s.completed), (9, s.paying), (6, s.failed_payment)),
    *((110, s.handed_off), (5, partial(s.handed_off, is_refused=True)), (12, s.fresh), (16, s.paid)),
    *((3, s.bad_phone), (3, s.twice), (4, s.called_off_late), (6, s.called_off_elsewhere)),
    *_here(2, 5),
    *_road(5, 5, 4, 2),
    *_delivered(4, 5, 14, 1),
    *_back(1, 4, 0),
    (2, j.paid_back),
    *_BEFORE,
]

_MORNINGS = {
    "default": _DEFAULT,
    "kartrocket": _KARTROCKET,
    "codrocket": _CODROCKET,
    "ucraft": _UCRAFT,
    "codspot": _CODSPOT,
    "kartify": _KARTIFY,
}
