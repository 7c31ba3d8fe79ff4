"""Widgets, each alone in a small app."""
