"""Filters and sort as words, answers and days; times in a column; what is said about many orders."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from console.data.backlog_source import LAYOUT, parts, tries_of
from console.data.columns import fit
from console.data.many import refused, sentence
from console.data.narrowing import Narrowing, days
from console.data.orders_source import layout
from console.data.rows import TableRow
from console.text import brief
from models.statuses import Headline
from workflows.labels import Sort
from workflows.orders.bulk import Result
from workflows.profiles import PROFILES
from workflows.views import Filters

ALGIERS = ZoneInfo("Africa/Algiers")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
KARIM = UUID(int=7)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 13, 5, tzinfo=UTC), "14:05"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "Sun 10:00"),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), "Sat 10:00"),
        (datetime(2026, 11, 3, 9, 0, tzinfo=UTC), "3 Nov"),
        (datetime(2024, 3, 12, 9, 0, tzinfo=UTC), "Mar 2024"),
    ],
)
def test_a_time_fits_nine_cells(at: datetime, said: str) -> None:
    assert brief(at, NOW, ALGIERS) == said
    assert len(said) <= 9


def test_nothing_narrows_at_first() -> None:
    assert Narrowing().is_whole
    assert Narrowing().words(ALGIERS) == ""


def test_everything_that_narrows_is_said() -> None:
    narrowing = Narrowing(people={KARIM: "Karim"}, sort=Sort.OLDEST)
    for kind, value in (
        ("headline", "ISSUE"),
        ("headline", "IN_RETURN"),
        ("payment", "PAID"),
        ("fulfilment", "PICKED_UP"),
        ("source", "shopify"),
        ("agent", str(KARIM)),
    ):
        narrowing = narrowing.toggled(kind, value)
    for flag in ("duplicate", "bad_phone", "is_test"):
        narrowing = narrowing.toggled(flag)
    narrowing = narrowing.placed(date(2026, 11, 1), date(2026, 11, 15), ALGIERS)
    assert narrowing.words(ALGIERS).split(" · ") == [
        "status issue or in return",
        "payment paid",
        "fulfilment picked up",
        "from shopify",
        "of Karim",
        "possible duplicates",
        "phone to mend",
        "test orders",
        "placed since 1 Nov 2026 until 15 Nov 2026",
        "sorted oldest first",
    ]
    assert narrowing.filters.until == datetime(2026, 11, 16, tzinfo=ALGIERS)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("headline", "READY"),
        ("payment", "PAID"),
        ("fulfilment", "DELIVERED"),
        ("source", "table"),
        ("agent", str(KARIM)),
        ("is_test", ""),
    ],
)
def test_the_same_answer_again_takes_it_back(kind: str, value: str) -> None:
    once = Narrowing().toggled(kind, value)
    assert once.filters != Filters()
    assert once.toggled(kind, value).is_whole


def test_one_word_of_the_profile_stands_for_all_its_statuses() -> None:
    say = PROFILES["kartify"].word
    (value,) = (value for text, value in Narrowing().answers("headline", say) if text == "Processing")
    narrowing = Narrowing().toggled("headline", value)
    assert narrowing.filters.headline == {Headline.CONFIRMED, Headline.PACKING, Headline.READY, Headline.SHIPPED}
    assert narrowing.words(ALGIERS, say) == "status processing"
    assert ("✓ Processing", value) in narrowing.answers("headline", say)
    assert narrowing.toggled("headline", value).is_whole


def test_answers_in_force_carry_a_sign() -> None:
    narrowing = Narrowing().toggled("payment", "PAID")
    assert ("✓ Paid", "PAID") in narrowing.answers("payment")
    assert ("Unpaid", "UNPAID") in narrowing.answers("payment")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("yesterday", date(2026, 11, 22), date(2026, 11, 22)),
        ("1/11", date(2026, 11, 1), date(2026, 11, 1)),
        ("1.11.", date(2026, 11, 1), date(2026, 11, 1)),
        ("1/11 - 15/11", date(2026, 11, 1), date(2026, 11, 15)),
        ("2025-12-31 – today", date(2025, 12, 31), TODAY),
        ("", None, None),
    ],
)
def test_days_are_typed_in_any_of_these_ways(text: str, first: date | None, last: date | None) -> None:
    assert days(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["blue moon", "31/2", "15/11 - 1/11", "1/1 - 2/1 - 3/1"])
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="type it like today, yesterday"):
        days(text, TODAY)


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("width", [80, 120, 160])
def test_every_profile_fits_every_screen_and_the_name_stands_last(profile: str, width: int) -> None:
    shown = fit(layout(profile), width - 4)
    assert [one.column.title for one in shown][-1] == "Customer"
    assert shown[-1].width >= 15
    assert sum(one.width for one in shown) + 2 * (len(shown) - 1) <= width - 4
    assert all(len(one.column.title) <= one.width for one in shown), "no head is cut"
    titles = {one.column.title for one in shown}
    assert {"Order", "Phone"} < titles
    assert "Total" in titles or width == 80  # two columns of statuses leave no room for it


@pytest.mark.parametrize(("tries", "said"), [("1", "#1 1 try"), ("2", "#1 2 tries"), ("1/3", "#1 1/3 tries")])
def test_one_try_is_said_as_one(tries: str, said: str) -> None:
    cells = tuple({"Order": "#1", "Tries": tries}.get(column.title, "") for column in LAYOUT)
    assert tries_of(TableRow("1", (0, 0, "1"), cells)) == said


@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_backlog_shows_an_age_of_many_weeks_and_the_end_of_a_long_number(width: int) -> None:
    shown = {one.column.title: one.width for one in fit(LAYOUT, width - 4)}
    assert shown["Age"] >= len("33 weeks")
    assert shown["Order"] >= len("…ey_1001")
    assert "Customer" in shown


def test_parts_of_the_day_are_short() -> None:
    assert parts(("morning", "weekend")) == "am weekend"


def result(number: int, refusal: str | None) -> Result:
    """What became of order `number`."""
    return Result(UUID(int=number), None, refusal)


def test_many_that_were_done_are_counted() -> None:
    assert sentence([result(1, None), result(2, None)], "cancelled", {}) == "2 orders cancelled."


def test_refusals_are_told_by_how_often_they_came() -> None:
    results = [result(1, None), *(result(n, "too late") for n in (2, 3)), result(4, "taken"), result(5, "locked")]
    refs = {UUID(int=2): "#2", UUID(int=4): "#4"}
    assert sentence(results, "cancelled", refs) == (
        "1 order cancelled. 4 refused and still selected: #2 and 1 more: too late; #4: taken; 1 for other reasons."
    )
    assert refused(results) == [UUID(int=n) for n in (2, 3, 4, 5)]


def test_one_that_is_refused_says_only_why() -> None:
    assert sentence([result(1, "it is locked")], "cancelled", {UUID(int=1): "#1"}) == "#1: it is locked"
