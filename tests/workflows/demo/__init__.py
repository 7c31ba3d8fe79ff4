"""Demo shops: played and stamped."""
