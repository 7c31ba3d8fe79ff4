"""What the status line says was done."""

from datetime import UTC

import pytest

from console.screens.outcomes.said import told
from tests.support import shop
from tests.support.databases import KINDS
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Command
from workflows.money.refunds import RefundOrder
from workflows.parcels.delivering import Deliver


@pytest.mark.parametrize("database", KINDS[:1], indirect=True)
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Confirm(), "#1001 confirmed."),
        (RefundOrder(), "You refunded #1001."),
        (Deliver(), "You delivered a parcel of #1001."),
    ],
)
def test_what_was_done_is_said_in_its_own_words(desk: Desk, command: Command, said: str) -> None:
    assert told(command, shop.an_order(desk), desk.clock(), UTC) == said
