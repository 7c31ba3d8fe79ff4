"""Many seats at once, and seats that die."""
