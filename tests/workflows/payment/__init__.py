"""Money rows in, the axis follows."""
