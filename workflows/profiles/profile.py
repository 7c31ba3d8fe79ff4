"""What a profile is: columns, labels, tabs and a policy preset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from models.statuses import Shipping
from workflows.errors import NotFound
from workflows.labels import PLACES, Column, Moment, Standing, Tab, word
from workflows.policy import ShopPolicy


@dataclass(frozen=True, slots=True)
class Profile:
    """How one system names and shows things, and the policy it works by."""

    name: str
    title: str
    columns: tuple[Column, ...]
    tabs: tuple[Tab, ...]
    policy: ShopPolicy
    parcels: Mapping[Shipping, str] = field(default_factory=dict)  #: its own words for a parcel; else the canonical

    def parcel(self, status: Shipping) -> str:
        """What the profile calls a parcel."""
        return self.parcels.get(status) or word(status)

    def word(self, status: StrEnum) -> str:
        """What the profile calls one status of an order, whatever the rest stands at; else the canonical word."""
        labels = (label.bare for column in self.columns for label in column.labels if label.names(status))
        parcels = (text for one, text in self.parcels.items() if one.value == status.value)
        return next(chain(labels, parcels), word(status))

    def tab(self, tab_id: str) -> Tab:
        """A tab, or a list of the backlog, by its id; NotFound names the tabs there are."""
        found = next((tab for tab in (*self.tabs, *PLACES) if tab.id == tab_id), None)
        if found is None:
            known = ", ".join(tab.id for tab in self.tabs)
            raise NotFound(f"there is no tab {tab_id!r} in the profile {self.title}; choose one of {known}")
        return found

    def label(self, order: Standing, moment: Moment) -> str:
        """What the profile calls an order: `Confirmed / Created` where it has two columns."""
        spoken = [column.text(order, moment) for column in self.columns if column.labels and not column.silent]
        return " / ".join(filter(None, spoken))
