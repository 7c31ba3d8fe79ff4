"""Ports to the world outside: what codesk asks of payment providers, and how the generic ones are asked."""
