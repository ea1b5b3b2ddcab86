"""The rules of the shop, each as a test."""
