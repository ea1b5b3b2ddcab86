"""What happens around every handler: who it is, in which order, how the answer is shown."""
