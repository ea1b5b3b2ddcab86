"""Tests of the bot's frame: everything around handlers and screens."""
