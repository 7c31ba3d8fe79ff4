"""R1: goods that come back after delivery."""
