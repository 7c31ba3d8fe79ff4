"""What people see of the orders."""
