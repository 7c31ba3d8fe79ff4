"""What is stored: tables as documented dataclasses, the one engine factory, migrations."""
