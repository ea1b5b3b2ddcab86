"""A local Telegram: chats, people and a Bot API for one bot, without a network or a token."""
