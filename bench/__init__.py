"""Measures the shop over the local wire, beside a bare bot on the same framework."""
