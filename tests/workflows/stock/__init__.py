"""Units held and freed."""
