"""Handlers of the people who run the shop."""
