"""What a typed sentence wants, when it is no search."""
