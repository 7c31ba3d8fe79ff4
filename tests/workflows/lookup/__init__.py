"""Look-ups at payment providers."""
