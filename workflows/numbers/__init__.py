"""How the shop does: rates with what they are divided by, time in each status, who is at work (domain.md 18)."""
