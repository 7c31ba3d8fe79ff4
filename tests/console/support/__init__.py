"""What console tests share: waiting, pressing by action, screen dumps, a real terminal, hostile text."""
