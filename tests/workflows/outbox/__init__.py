"""What the worker of the outbox finds, and what becomes of it."""
