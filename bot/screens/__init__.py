"""What people see: pure functions from the shop's facts to screens."""
