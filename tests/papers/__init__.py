"""The shop's documents: what they say, and that people can read it."""
