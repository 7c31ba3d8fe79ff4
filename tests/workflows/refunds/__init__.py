"""P6 and P7: money sent back, to the minor unit."""
