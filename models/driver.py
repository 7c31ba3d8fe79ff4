"""The SQLite that is opened: `pysqlite3` carries its own, because older builds corrupt a shared WAL file."""

import importlib
from typing import Any

try:
    driver: Any = importlib.import_module("pysqlite3.dbapi2")
except ImportError:  # no wheel for this machine: the version gate then looks at the interpreter's build
    driver = importlib.import_module("sqlite3.dbapi2")
