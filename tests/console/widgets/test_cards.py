"""The pieces of an order's card at a width."""

from console.widgets.lines import Plain
from console.widgets.order_card import Fact, Facts, Item, Receipt, Section, Sections
from tests.console.support.desk import Desk, dump, settle, strips


def plain(widget: Plain | Facts | Receipt | Sections, width: int) -> list[str]:
    """The lines of a card, without the spaces at their ends."""
    return [line.plain.rstrip() for line in widget.lines(width)]


def test_facts_stand_in_two_columns_and_fold_under_themselves() -> None:
    card = Facts(
        [Fact("Name", "Yasmine Haddad", strong=True), Fact("Address", "12 rue Didouche Mourad, Alger Centre")]
    )
    assert plain(card, 30) == [
        "Name     Yasmine Haddad",
        "Address  12 rue Didouche",
        "         Mourad, Alger Centre",
    ]


def test_facts_without_labels_use_the_whole_width() -> None:
    assert plain(Facts([Fact("", "Yasmine Haddad")]), 30) == ["Yasmine Haddad"]


def test_a_note_of_several_lines_stays_several_lines() -> None:
    assert plain(Facts([Fact("Note", "call after 2\nnot Friday")]), 30) == ["Note  call after 2", "      not Friday"]


def test_a_fact_that_is_not_known_keeps_its_line() -> None:
    assert plain(Facts([Fact("Phone", "")]), 30) == ["Phone"]


def test_amounts_stand_in_one_column_to_the_right() -> None:
    items = [
        Item("2 × Argan oil 100 ml", "2 400.00"),
        Item("delivery", "400.00"),
        Item("to collect", "DZD 2 800.00", strong=True),
    ]
    assert plain(Receipt(items), 40) == [
        "2 × Argan oil 100 ml            2 400.00",
        "delivery                          400.00",
        "to collect                  DZD 2 800.00",
    ]


def test_a_long_product_is_read_in_full_with_its_amount_on_the_last_line() -> None:
    assert plain(Receipt([Item("2 × Argan oil with rose 100 ml", "2 400.00")]), 30) == [
        "2 × Argan oil with",
        "rose 100 ml           2 400.00",
    ]


def test_lines_without_amounts_use_the_whole_width() -> None:
    assert plain(Receipt([Item("Shop note: call after 2 pm")]), 26) == ["Shop note: call after 2 pm"]


def test_sections_have_a_title_a_rule_and_say_when_they_are_empty() -> None:
    panel = Sections([Section("History", ("14:05 Amina took the order",)), Section("Notes")])
    assert plain(panel, 20) == [
        "History ────────────",
        "14:05 Amina took the",
        "order",
        "",
        "Notes ──────────────",
        "–",
    ]


async def test_a_card_grows_with_its_text_and_shrinks_again() -> None:
    card, below = Facts(), Plain("below")
    app = Desk(card, below)
    async with app.running((40, 20)) as pilot:
        await settle(pilot)
        assert strips(app)[0].startswith("below")
        card.show([Fact("Name", "Yasmine"), Fact("City", "Alger")])
        await settle(pilot, lambda: strips(app)[2].startswith("below"))
        card.show([])
        await settle(pilot, lambda: strips(app)[0].startswith("below"))


async def test_showing_the_same_again_lays_nothing_out() -> None:
    widgets = (Facts(), Receipt(), Sections(), Plain("x"))
    async with Desk(*widgets).running() as pilot:
        await settle(pilot)
        layouts = [one._layout_updates for one in widgets]
        widgets[0].show([])
        widgets[1].show([])
        widgets[2].show([])
        widgets[3].show("x")
        assert [one._layout_updates for one in widgets] == layouts


async def test_a_narrower_screen_folds_anew() -> None:
    app = Desk(Plain("Yasmine Haddad"))
    async with app.running((40, 10)) as pilot:
        await settle(pilot)
        assert strips(app)[0].startswith("Yasmine Haddad")
        await pilot.resize_terminal(10, 10)
        await settle(pilot, lambda: strips(app)[1].startswith("Haddad"))


async def test_every_piece_shows_what_it_is_given() -> None:
    receipt, panel, text = Receipt(), Sections(), Plain()
    app = Desk(receipt, panel, text)
    async with app.running() as pilot:
        receipt.show([Item("Black soap", "600.00")])
        panel.show([Section("Same number", ("#0871 returned",))])
        text.show("Call after 2 pm")
        await settle(pilot, lambda: "Call after 2 pm" in dump(app))
        assert "Black soap" in dump(app)
        assert "#0871 returned" in dump(app)
