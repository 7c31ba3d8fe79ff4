"""The whole rule book: importing this module imports every subject's table, whoever is first."""

import importlib

from workflows.engine import RULES

SUBJECTS = (
    "calls",
    "queue",
    "confirmation",
    "consequences",
    "payment",
    "placing",
    "remarks",
    "contact",
    "basket",
    "copying",
    "assignment",
    "do_not_call",
    "again",
)  #: modules of workflows/ that hold rules, in the order of the printed book

TITLES = {
    "calls": "Calls",
    "queue": "Queue",
}

for _subject in SUBJECTS:
    importlib.import_module(f"workflows.{_subject}")

__all__ = ["RULES"]
