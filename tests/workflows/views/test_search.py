"""Search equals a plain filter over all orders, whatever is typed."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.orders import Order
from tests.support import shop
from tests.workflows.views import crowd
from workflows import phones
from workflows.desk import Desk
from workflows.names import fold
from workflows.text import digits
from workflows.views import OrderRow, Query, page, search


def found(desk: Desk, text: str, tab: str = "all") -> list[OrderRow]:
    return list(desk.read(lambda work: page(work, Query(tab, search=text), limit=1000)).rows)


def refs(desk: Desk, text: str) -> list[str]:
    return [row.ref for row in found(desk, text)]


def meant(text: str, order: Order) -> bool:
    """The search once more, as a plain predicate."""
    whole = " ".join(text.encode("utf-8", "ignore").decode().replace("\0", " ").split())[:200]
    typed = digits(whole)
    bare = typed.lstrip("#").strip()
    forms = {typed, bare, f"#{bare}"}
    if bare and {order.ref, order.external_id} & {
        said for form in forms for said in (form, form.upper(), form.lower())
    }:
        return True
    numbers = "".join(filter(str.isdecimal, typed))
    if len(numbers) >= 4 and set(typed) <= set("0123456789+() \t.-/"):
        phone = order.phone_rev[::-1]
        full = phones.parse(typed, "DZ").e164[1:]
        if phone.endswith(numbers) or (full and phone.endswith(full)):
            return True
        if len(numbers) >= 8 and numbers.startswith("0") and phone.endswith(numbers.lstrip("0") or "x"):
            return True
    words = fold(whole).split()
    return any(len(word) >= 3 for word in words) and all(word in fold(order.name) for word in words)


def test_it_finds_by_number_phone_and_name(desk: Desk) -> None:
    order = shop.an_order(desk, customer="Zoë Ould-Kaddour", phone="0551 23 45 67", ref="#1042", external_id="88")
    shop.an_order(desk, customer="Somebody Else", phone="0661 99 99 99")
    for text in (
        "1042",
        "#1042",
        " # 1042",
        "١٠٤٢",
        "88",
        "0551234567",
        "0551 23 45 67",
        "+213 551 23 45 67",
        "00213551234567",
        "4567",
        "٤٥٦٧",
        "234567",
        "zoe",
        "ZOË",
        "kaddour zoe",
        "ould kad",
        "dour",
    ):
        assert refs(desk, text) == [order.ref], text


@pytest.mark.parametrize("text", ["567", "zo", "zoe nobody", "9999999", "#10", "zoe 4567", "%", "*", "___"])
def test_it_finds_nothing_else(desk: Desk, text: str) -> None:
    shop.an_order(desk, customer="Zoë Ould-Kaddour", phone="0551 23 45 67", ref="#1042")
    assert refs(desk, text) == []


def test_arabic_names_are_found_in_any_spelling(desk: Desk) -> None:
    order = shop.an_order(desk, customer="فاطمة الزهراء أحمد")
    assert refs(desk, "فاطمه") == refs(desk, "احمد") == refs(desk, "أَحْمَد") == [order.ref]


def test_newest_comes_first_and_a_tab_narrows(desk: Desk) -> None:
    orders = [shop.an_order(desk, customer="Mohamed Benali") for _ in range(5)]
    gone = shop.missing(desk, customer="Mohamed Benali")
    assert refs(desk, "mohamed") == [gone.ref, *(order.ref for order in reversed(orders))]
    assert [row.ref for row in found(desk, "mohamed", "missing")] == [gone.ref]


def test_pages_of_a_search_join_in_both_directions(desk: Desk) -> None:
    crowd.gather(desk, 120)
    query = Query("all", search="mohamed")
    whole = found(desk, "mohamed")
    assert len(whole) > 10
    there: list[UUID] = []
    back: list[UUID] = []
    after = before = None
    more = True
    while more:
        part = desk.read(lambda work: page(work, query, after=after, limit=4))  # noqa: B023
        there += [row.id for row in part.rows]
        more, after = part.more, part.rows[-1].key
    more = True
    while more:
        part = desk.read(lambda work: page(work, query, before=before, from_end=not before, limit=4))  # noqa: B023
        back = [row.id for row in part.rows] + back
        more, before = part.more, part.rows[0].key
    assert there == back == [row.id for row in whole]


def test_names_far_back_are_found_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NEAR", 10)
    orders = crowd.gather(desk, 120)
    hits = [order for order in orders if meant("mohamed benali", order)]
    assert {row.id for row in found(desk, "mohamed benali")} == {order.id for order in hits}
    backward = desk.read(lambda work: page(work, Query("all", search="mohamed benali"), from_end=True, limit=200))
    assert {row.id for row in backward.rows} == {order.id for order in hits}


hostile = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="mohaedbnli %_\"'*^:()-+#0123456789", max_size=20),
    st.sampled_from(["Mohamed", "ben", "محم", "çel", "o'br", "100%", '"x"', "haddad yas"]),
    st.sampled_from(["NEAR(a b)", "a OR b", "text:moh", '"', "''", "\0", "\ud800", "x" * 10_000, "moh " * 3_000]),
    st.from_regex(r"[#+]?\d{1,12}", fullmatch=True),
)


@pytest.fixture
def crowded(desk: Desk) -> tuple[Desk, list[Order]]:
    """A desk with a crowd, for all examples of a property."""
    return desk, crowd.gather(desk, 80)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=hostile)
def test_whatever_is_typed_equals_a_plain_filter(crowded: tuple[Desk, list[Order]], text: str) -> None:
    desk, orders = crowded
    if text.strip():
        assert {row.id for row in found(desk, text)} == {order.id for order in orders if meant(text, order)}


@pytest.mark.parametrize("typed", ["#SH77", "sh77", "#sh77", "SH77"])
def test_an_order_number_is_found_in_either_case(desk: Desk, typed: str) -> None:
    order = shop.an_order(desk, ref="#SH77", external_id="77")
    assert [row.id for row in found(desk, typed)] == [order.id]
