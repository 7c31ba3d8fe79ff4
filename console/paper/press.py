"""From words to PDF: the templates beside this file, set by Typst in the fonts of a package.

Typst shapes every script, orders mixed directions and finds a font per letter; what no font has is shown as a box. A
text from outside reaches it as data, never as markup, and a template reads no file but its own kind.
"""

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts

_FOLDER = Path(__file__).parent
_LARGE = 100_000  #: characters of data whose setting is worth forgetting: some twenty labels
_KEPT = 10  #: papers for which Typst remembers what it has set


def press(template: str, data: Any) -> bytes:
    """The PDF of one template; equal data give equal bytes."""
    words = json.dumps(data)
    pdf = _set(template, words)
    if len(words) > _LARGE:
        _forget()
    return pdf


def _set(template: str, words: str) -> bytes:
    import typst

    return typst.compile(
        _FOLDER / f"{template}.typ",
        root=_FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": words},
        timestamp=0,
        pdf_tags=False,
    )


def _forget() -> None:
    """Set nothing until Typst lets go of a large paper: 500 labels hold 200 MiB, and a console runs all day."""
    for _ in range(_KEPT + 1):
        _set("nothing", "")


@lru_cache(maxsize=1)
def fonts() -> "Fonts":
    """Nothing of this machine: the same paper everywhere."""
    from typst import Fonts

    folder = Path(str(files("manimgx_fonts")))
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
