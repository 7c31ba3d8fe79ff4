"""Only workflows/ writes: no module of the console changes a row or a status by itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import console

ROOT = Path(console.__file__).parent
STATUSES = frozenset({"confirmation", "payment", "fulfilment", "headline", "status"})
WRITES = frozenset({"insert", "update", "delete", "merge"})
SQL = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|DROP|ALTER|TRUNCATE)\b")


def offences(code: str) -> Iterator[str]:
    """What a module does that is up to the rules, each in a few words."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            yield from (f"imports {one.name}" for one in node.names if one.name in WRITES)
        elif isinstance(node, ast.Attribute) and node.attr in WRITES and _name(node.value) in {"sqlalchemy", "sa"}:
            yield f"uses sqlalchemy.{node.attr}"
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del)):
            if node.attr in STATUSES and _name(node.value) != "self":  # a screen has a status line of its own
                yield f"assigns .{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"writes {node.value[:20]!r}"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_it_leaves_rows_and_statuses_alone(path: Path) -> None:
    assert list(offences(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "from sqlalchemy import insert",
        "from sqlalchemy.dialects.postgresql import insert",
        "import sqlalchemy as sa\nsa.update(orders)",
        "order.confirmation = Confirmation.CONFIRMED",
        "found.order.headline = after",
        "parcel.status = DELIVERED",
        "text('DELETE FROM orders')",
    ],
)
def test_what_is_up_to_the_rules_is_found(code: str) -> None:
    assert len(list(offences(code))) == 1
