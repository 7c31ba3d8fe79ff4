"""The rules: one file per action."""
