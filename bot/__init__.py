"""The shop as a Telegram bot: settings, screens, and the way of one update."""
