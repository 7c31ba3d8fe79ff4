"""A shop to try codesk on: a morning played through the real rules, and a million orders stamped from it."""
