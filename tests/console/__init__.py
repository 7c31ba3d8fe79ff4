"""The console: text, keys, settings, widgets and screens."""
