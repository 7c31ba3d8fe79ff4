"""`codesk` with a fault of its own at the first name that is chosen: `python -m tests.console.support.crashing`."""

from console import cli
from console.screens.signin import SignIn


def _fault(*_: object) -> None:
    raise RuntimeError("of Yasmine Haddad")


if __name__ == "__main__":
    SignIn.on_choices_chosen = _fault  # type: ignore[method-assign, assignment]
    cli.main()
