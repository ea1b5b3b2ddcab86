"""Alembic's entry: runs the revisions on the connection that `storage.migrate` hands over."""

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
