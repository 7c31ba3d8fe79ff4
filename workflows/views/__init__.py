"""What people see of the orders: pages, counts, search, one order whole, the backlog. Nothing here writes."""

from workflows.labels import Sort
from workflows.views.counts import CAP, counts
from workflows.views.pages import Page, page
from workflows.views.pulse import Pulse
from workflows.views.query import Filters, Key, Query, key_text, moment_of, parse_key, profile_of
from workflows.views.rows import OrderRow, rows

__all__ = [
    "CAP",
    "Filters",
    "Key",
    "OrderRow",
    "Page",
    "Pulse",
    "Query",
    "Sort",
    "counts",
    "key_text",
    "moment_of",
    "page",
    "parse_key",
    "profile_of",
    "rows",
]
