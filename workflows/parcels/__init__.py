"""Parcels from packing to the door, and back (domain.md 4)."""
