"""Screens that lie over another one: keys, palette, lock."""
