"""What is paid, what is still due, where the cash is, and what is sent back (domain.md 5, 12)."""
