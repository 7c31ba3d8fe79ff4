"""A tab as data: a saved list with its label and count (no Textual here)."""

from dataclasses import dataclass

from console.text import clean


@dataclass(frozen=True, slots=True)
class Tab:
    """One saved list."""

    id: str
    label: str
    count: str = ""  #: as it is shown, such as `340` or `10 000+`; empty when it is not known yet

    @property
    def text(self) -> str:
        """Label and count."""
        return clean(f"{self.label} {self.count}".rstrip())
