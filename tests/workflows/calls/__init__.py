"""Dials, promises, retries."""
