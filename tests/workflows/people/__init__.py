"""People: adding, changing, pausing, signing in."""
