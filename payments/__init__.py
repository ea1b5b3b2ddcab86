"""Payment providers, one file each. In-chat payments need none: Telegram carries them."""
