"""Long random runs over the whole desk, with the checker behind every step."""
