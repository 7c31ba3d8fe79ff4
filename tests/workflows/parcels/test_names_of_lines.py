"""A line of an order is meant by its SKU, its title or its number, and by nothing else."""

from models.orders import Order
from models.statuses import Shipping
from tests.support import parcels, shop
from workflows.actors import Actor
from workflows.case import load
from workflows.desk import Desk
from workflows.orders.draft import DraftLine
from workflows.units import line_named, name_of
from workflows.views.dock import dock
from workflows.work import Work

TWO, ONE = DraftLine("Second size", 1, 100000, sku="2"), DraftLine("First size", 1, 240000, sku="1")


def named(desk: Desk, order: Order, by: Actor, *names: str) -> list[str]:
    """The titles of the lines that are meant."""

    def read(work: Work) -> list[str]:
        case, _ = load(work, order.id, by)
        return [line_named(case, name).title for name in names]

    return desk.read(read)


def names(desk: Desk, order: Order, by: Actor) -> list[str]:
    """What each line is called."""

    def read(work: Work) -> list[str]:
        case, _ = load(work, order.id, by)
        return [name_of(line, case.lines) for line in case.lines]

    return desk.read(read)


def test_it_works(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    assert names(desk, order, samia) == ["ARG", "SOAP"]
    assert named(desk, order, samia, "1", " soap ", "arg") == ["Argan oil", "Soap", "Argan oil"]


def test_a_line_without_a_sku_is_called_by_its_title_and_twins_by_their_numbers(desk: Desk, samia: Actor) -> None:
    bare, twin = DraftLine("Gift box", 1, 100000), DraftLine("Gift bag", 1, 120000)
    order = shop.an_order(desk, lines=(bare, twin, twin), total_minor=380000)
    assert names(desk, order, samia) == ["Gift box", "2", "3"]


def test_a_product_that_is_called_like_another_lines_number_is_named_otherwise(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk, lines=(TWO, ONE))
    assert named(desk, order, samia, *names(desk, order, samia)) == ["Second size", "First size"]
    assert named(desk, order, samia, "1") == ["First size"]


def test_the_dock_counts_such_a_line_itself(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN, lines=(TWO, ONE), shipping_minor=0)
    expected = desk.read(lambda work: dock(work, order.id, wali)).expected
    meant = named(desk, order, wali, *(one.name for one in expected))
    assert meant == [one.title for one in expected]
    assert sorted(meant) == ["First size", "Second size"]
