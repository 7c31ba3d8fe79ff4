"""Parcels: one file per action."""
