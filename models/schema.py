"""The tables of one database, and the gate that refuses a database of another version."""

from sqlalchemy import Connection

from models import calls, catalogue, customers, log, money, orders, outbox, shipments, shops
from models.columns import metadata
from models.database import Database
from models.search import CREATE_ON_SQLITE, postgres_names

TABLES = (shops, customers, catalogue, orders, calls, money, shipments, log, outbox)  #: modules that add tables


def create(database: Database) -> None:
    """Make every table in an empty database."""

    def unit(connection: Connection) -> None:
        metadata.create_all(connection)
        if database.is_sqlite:
            connection.exec_driver_sql(CREATE_ON_SQLITE)
        else:
            postgres_names.create(connection)
            connection.exec_driver_sql("CREATE INDEX ix_order_names_grams ON order_names USING gin (grams)")

    database.write(unit)
