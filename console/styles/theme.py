"""One own theme, dark and light: calm, readable for eight hours, six colours that mean something."""

from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

BASE = Path(__file__).with_name("base.tcss")  #: the layout that every screen shares

DARK = Theme(
    name="codesk-dark",
    dark=True,
    background="#15181b",
    surface="#1b1f23",
    panel="#252a2f",
    foreground="#d8dcdf",
    primary="#6f9fd0",
    secondary="#5fb0a5",
    accent="#b094d8",
    success="#86b96f",
    warning="#d6a94b",
    error="#df7171",
    variables={
        "foreground-muted": "#9aa1a7",
        "block-cursor-background": "#2f4a63",
        "block-cursor-foreground": "#f2f5f7",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#262c32",
        "block-cursor-blurred-foreground": "#d8dcdf",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#3f5f7f",
    },
)
LIGHT = Theme(
    name="codesk-light",
    dark=False,
    background="#f7f6f2",
    surface="#efede7",
    panel="#e2dfd6",
    foreground="#24282c",
    primary="#1f5b99",
    secondary="#0f6b62",
    accent="#6a3fa0",
    success="#2f6b1f",
    warning="#8a5a00",
    error="#a82a2a",
    variables={
        "foreground-muted": "#5b6066",
        "block-cursor-background": "#bcd4ec",
        "block-cursor-foreground": "#101418",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#dedbd2",
        "block-cursor-blurred-foreground": "#24282c",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#a9c8e6",
    },
)


def dress(app: App[Any], name: str) -> str | None:
    """Give an app our themes and the one that was chosen; a sentence when there is none of that name."""
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    if name in app.available_themes:
        app.theme = name
        return None
    app.theme = DARK.name
    return f"There is no theme {name!r}; {DARK.name} is used instead."
