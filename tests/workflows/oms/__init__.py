"""The hand-off to an OMS."""
