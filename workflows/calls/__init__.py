"""Calling customers: the queue, claims, attempts, promises, and when a number may be dialled (domain.md 10)."""
