"""SQL: tables, statements and units of work, the same for SQLite and PostgreSQL."""
