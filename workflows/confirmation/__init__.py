"""Does this customer really want this order? The first axis and what follows from it (domain.md 3)."""
