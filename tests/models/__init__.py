"""The tables, the engine factory and the migrations."""
