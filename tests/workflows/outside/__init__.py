"""Ports to the world outside."""
