"""The way from any earlier schema to the newest one."""
