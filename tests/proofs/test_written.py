"""What was written is told by the statements themselves."""

import pytest

from models.database import Database
from tests.proofs.written import watched, words


@pytest.mark.parametrize(
    ("sql", "written"),
    [
        ("INSERT INTO notes (shop_id) VALUES (?)", {"notes"}),
        ("DELETE FROM claims WHERE id = ?", {"claims"}),
        ("UPDATE orders SET version=?, lane = ? WHERE orders.id = ?", {"orders.version", "orders.lane"}),
        ("UPDATE shops SET history=(shops.history + ?)", {"shops.history"}),
        ("INSERT INTO tallies (a) VALUES (?) ON CONFLICT (a) DO UPDATE SET a = excluded.a", {"tallies"}),
        ("SELECT orders.id FROM orders FOR UPDATE", set()),
    ],
)
def test_a_statement_tells_what_it_writes(sql: str, written: set[str]) -> None:
    assert written <= words(sql)
    assert not (words(sql) and not written)


def test_only_what_is_written_meanwhile_counts(database: Database) -> None:
    with watched(database) as written:
        database.write(lambda connection: connection.exec_driver_sql("DELETE FROM notes"))
    database.write(lambda connection: connection.exec_driver_sql("DELETE FROM events"))
    assert written.words == {"now", "notes"}
    assert written.is_committed
