"""The shop's documents, set as PDF."""
