"""Every status, command and role under every profile, beside the stored page."""

from pathlib import Path

from tests.workflows.engine import offered

PAGE = Path(__file__).with_name("offered.txt")


def test_what_is_offered_is_what_the_page_says() -> None:
    assert offered.page() == PAGE.read_text(encoding="utf-8"), f"see what changed; print it anew:\n{offered.__doc__}"
