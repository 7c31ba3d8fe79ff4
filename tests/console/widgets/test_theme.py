"""Our theme can be read, and a theme of another name does not stop the desk."""

import pytest
from textual.color import Color
from textual.theme import Theme

from console.styles import theme
from console.styles.tones import HEADLINES, TONES
from models.statuses import Headline
from tests.console.support.desk import Desk

PAIRS = [("foreground", 7.0), *((tone.lstrip("$"), 4.5) for tone in TONES.values())]


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_it_works() -> None:
    app = Desk()
    assert theme.dress(app, "codesk-light") is None
    assert app.theme == "codesk-light"


def test_a_theme_that_textual_carries_can_be_chosen() -> None:
    app = Desk()
    assert theme.dress(app, "nord") is None
    assert app.theme == "nord"


def test_an_unknown_theme_is_told_and_ours_is_used() -> None:
    app = Desk()
    assert theme.dress(app, "plaid") == "There is no theme 'plaid'; codesk-dark is used instead."
    assert app.theme == "codesk-dark"


@pytest.mark.parametrize("one", [theme.DARK, theme.LIGHT], ids=lambda one: one.name)
@pytest.mark.parametrize(("name", "least"), PAIRS)
def test_every_tone_can_be_read_on_every_ground(one: Theme, name: str, least: float) -> None:
    colors = one.to_color_system().generate()
    for ground in ("background", "surface", "panel"):
        below = Color.parse(colors[ground])
        assert contrast(below + Color.parse(colors[name]), below) >= least


def test_every_status_has_a_tone() -> None:
    assert set(HEADLINES) == set(Headline)
    assert set(HEADLINES.values()) <= set(TONES)
