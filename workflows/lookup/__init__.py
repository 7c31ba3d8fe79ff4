"""Asking payment providers about orders that nobody told us about (domain.md 13)."""
