"""The confirmation axis, C3 and C6 to C11."""
