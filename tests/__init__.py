"""One tree that mirrors console, workflows and models."""
