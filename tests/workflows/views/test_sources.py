"""Where a shop's orders came from."""

from tests.support import shop
from workflows.desk import Desk
from workflows.views.sources import sources


def test_each_system_is_named_once_in_order(desk: Desk) -> None:
    assert desk.read(sources) == []
    for source in ("shopify", "second shop", "shopify"):
        shop.an_order(desk, source=source)
    assert desk.read(sources) == ["second shop", "shopify"]
