"""The key table, subject by subject; `console.keys` puts it together."""
