"""Several orders at once."""
