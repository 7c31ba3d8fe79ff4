"""What customers and merchant are told: words and channels (domain.md 14)."""
