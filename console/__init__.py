"""Doors for people: the terminal app and the command line."""
