"""The version of the database that this code works with."""

HEAD = "0002"
