"""The shop itself: its goods, money, orders and rules. Knows no chat and no database."""
