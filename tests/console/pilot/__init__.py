"""Whole screens, pressed key by key on a real database."""
