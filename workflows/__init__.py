"""What may happen: rules, commands, reads and intake. The only writer of the database."""
