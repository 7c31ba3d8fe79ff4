"""Numbers: what was counted, and what it is a share of."""
