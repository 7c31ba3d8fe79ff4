"""Lists of what needs a person."""
