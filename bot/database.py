"""The shop's database, opened; without Telegram, for commands that need none."""

from contextlib import AsyncExitStack
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.analysts import analysts
from bot.settings import Settings
from bot.trouble import Trouble, no_database, reason
from domain.clock import SystemClock
from domain.services.indexing import Indexing
from storage.migrate import NewerSchema, NotOurs, migrate, newest
from storage.store import SqlStore


async def open_store(settings: Settings) -> SqlStore:
    """Return the shop's database with the newest schema, its goods ready to be found.

    Raises `Trouble` if there is no such database, or it is no shop's.
    """
    url = settings.database_url.get_secret_value()
    _make_folder(url)
    store = SqlStore(url)
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(store.close)
        await _migrated(store)
        with analysts() as analyse:
            await Indexing(store, SystemClock(), analyse).ensure()
        leaving.pop_all()  # it stays open
    return store


async def _migrated(store: SqlStore) -> None:
    try:
        await migrate(store)
    except NotOurs as error:
        raise Trouble(
            f"The database has a table {error.table!r} that another program made. "
            "Give the shop a database of its own in DATABASE_URL."
        ) from error
    except NewerSchema as error:
        raise Trouble(
            f"The database was made by a newer release: its schema is {error.found}, this "
            f"release knows {newest()}. Start the newer one, or restore a copy from before it."
        ) from error
    except OSError as error:
        raise no_database(error) from error


def _make_folder(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        folder = Path(address.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble(f"The folder {folder} cannot be made: {reason(error)}.") from error
