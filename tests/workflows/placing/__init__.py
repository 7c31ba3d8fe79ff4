"""How orders come into being."""
