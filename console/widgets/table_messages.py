"""What a table says to its screen; handlers are named `on_order_table_row_opened` and so on."""

from typing import TYPE_CHECKING

from textual.message import Message

from console.data.rows import TableRow

if TYPE_CHECKING:
    from console.widgets.paged_list import PagedList


class TableMessage(Message):
    """What a table has to say; `control` is the table."""

    def __init__(self, table: "PagedList") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "PagedList":
        """The table, so that handlers can select by id."""
        return self.table


class RowHighlighted(TableMessage, namespace="order_table"):
    """The cursor is on another row, or that row changed; None in an empty list."""

    def __init__(self, table: "PagedList", row: TableRow | None) -> None:
        super().__init__(table)
        self.row = row

    def can_replace(self, message: Message) -> bool:
        """Only the last of many moves matters."""
        return isinstance(message, RowHighlighted) and message.table is self.table


class RowOpened(TableMessage, namespace="order_table"):
    """A row was opened, by key or by a second click."""

    def __init__(self, table: "PagedList", row: TableRow) -> None:
        super().__init__(table)
        self.row = row


class SelectionChanged(TableMessage, namespace="order_table"):
    """Other orders are selected."""

    def __init__(self, table: "PagedList", ids: frozenset[str]) -> None:
        super().__init__(table)
        self.ids = ids


class ReadFailed(TableMessage, namespace="order_table"):
    """The list could not be read; the table says so itself."""

    def __init__(self, table: "PagedList", error: Exception) -> None:
        super().__init__(table)
        self.error = error
