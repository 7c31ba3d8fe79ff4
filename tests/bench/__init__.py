"""How fast codesk is, each figure beside its floor in the same run: `python -m tests.bench claims`."""
