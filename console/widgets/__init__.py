"""The parts that screens are made of. They know rows, actions and messages, never a database."""
