"""Alembic runs this file: all steps in the one transaction that schema.py holds open.

`render_as_batch` lets a step change columns on SQLite, which has to copy the table for it.
"""

from alembic import context

from models.columns import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
