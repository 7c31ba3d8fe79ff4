"""What stands below the screens imports neither Textual nor a database: start-up and scripts depend on it."""

import subprocess
import sys

import pytest

MODULES = (
    "console.text",
    "console.keys",
    "console.keymap",
    "console.key_sheet",
    "console.settings",
    "console.data.rows",
    "console.data.paging",
    "console.widgets.columns",
)


@pytest.mark.parametrize("module", MODULES)
def test_it_stays_lean(module: str) -> None:
    code = f"import sys, {module}; print({{'textual', 'sqlalchemy', 'phonenumbers'}}.intersection(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
