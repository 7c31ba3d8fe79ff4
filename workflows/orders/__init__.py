"""Orders come into being, are changed, and are gathered (domain.md 2, 3, 11)."""
