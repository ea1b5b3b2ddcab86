"""What the domain asks of storage: one protocol a subject, gathered in a unit of work."""
