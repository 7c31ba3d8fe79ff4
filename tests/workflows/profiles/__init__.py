"""Labels, columns, tabs and presets of the five systems and our own."""
