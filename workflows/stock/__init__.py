"""Units in stock: every move exactly once (domain.md 9)."""
