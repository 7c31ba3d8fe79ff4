"""The shop itself: its people, its rules, its history (domain.md 15, 17)."""
