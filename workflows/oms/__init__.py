"""Handing orders to an order management system, in its three modes (domain.md 13)."""
