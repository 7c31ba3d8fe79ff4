"""What leaves the house: the worker's side of the outbox, and what it gave up."""
