"""Who gets which order."""
