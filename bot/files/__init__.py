"""Catalogue files: reading them, writing them, and the pictures they name."""
