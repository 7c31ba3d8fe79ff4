"""A courier's settlement file, from its columns to the settled statement."""
