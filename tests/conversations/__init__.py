"""Conversations with the whole shop over the sandbox's own Telegram, in one process."""
