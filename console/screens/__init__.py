"""The places of the console; each is one screen."""
