"""Use cases: each is one unit of work, checks who asks, and sends nothing itself."""
