"""Handlers of the people who work off orders."""
