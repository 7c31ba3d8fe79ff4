"""Cash after delivery: settled, short, given up."""
