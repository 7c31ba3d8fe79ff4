"""What tests stand on: databases, a clock, a shop."""
