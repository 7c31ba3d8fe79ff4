"""What people see of the orders: pages, counts, search, one order whole, the backlog. Nothing here writes."""

from workflows.labels import Sort
from workflows.views.backlog import Tries, calls_today, next_promise, promised_before, tries
from workflows.views.counts import CAP, counts
from workflows.views.details import Appointed, Choice, Detail, Reach, detail
from workflows.views.finding import find
from workflows.views.history import Happening
from workflows.views.pages import Page, page
from workflows.views.pulse import Pulse
from workflows.views.query import Filters, Key, Query, key_text, moment_of, parse_key, profile_of
from workflows.views.rows import OrderRow, rows
from workflows.views.whole_order import Whole, whole

__all__ = [
    "CAP",
    "Appointed",
    "Choice",
    "Detail",
    "Filters",
    "Happening",
    "Key",
    "OrderRow",
    "Page",
    "Pulse",
    "Query",
    "Reach",
    "Sort",
    "Tries",
    "Whole",
    "calls_today",
    "counts",
    "detail",
    "find",
    "key_text",
    "moment_of",
    "next_promise",
    "page",
    "parse_key",
    "profile_of",
    "promised_before",
    "rows",
    "tries",
    "whole",
]
