"""The checker finds every kind of damage, and none where there is none."""
