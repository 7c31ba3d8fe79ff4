"""What can be done with one order: the drawers that ask, and the sentences that answer."""
