"""Desk actions that change no status, one file each (domain.md 11)."""
