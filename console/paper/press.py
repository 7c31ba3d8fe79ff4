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


def press(template: str, data: Any) -> bytes:
    """The PDF of one template; equal data give equal bytes."""
    import typst

    return typst.compile(
        _FOLDER / f"{template}.typ",
        root=_FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_tags=False,
    )


@lru_cache(maxsize=1)
def fonts() -> "Fonts":
    """Nothing of this machine: the same paper everywhere."""
    from typst import Fonts

    folder = Path(str(files("manimgx_fonts")))
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
