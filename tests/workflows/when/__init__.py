"""Times as agents say them."""
