"""Set before Textual is imported, because it reads its environment once."""

import os

from console.settings import hurry

hurry(os.environ)

from tests.console.support.quiet import hasten  # noqa: E402

hasten()
