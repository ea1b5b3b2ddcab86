"""Sentences are understood; searches stay searches."""
