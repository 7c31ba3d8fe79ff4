"""What customers and merchant are told: words, channels, outbox (domain.md 14)."""
