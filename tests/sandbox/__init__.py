"""The sandbox by itself: it must behave as Telegram does."""
