"""Screens compared as text and buttons, in English."""
