"""The shop's database, opened; without Telegram, for commands that need none."""

from pathlib import Path

from sqlalchemy.engine import make_url

from bot.analysts import analysts
from bot.settings import Settings
from domain.clock import SystemClock
from domain.services.indexing import Indexing
from storage.migrate import migrate
from storage.store import SqlStore


async def open_store(settings: Settings) -> SqlStore:
    """Return the shop's database with the newest schema, its goods ready to be found."""
    url = settings.database_url.get_secret_value()
    _make_folder(url)
    store = SqlStore(url)
    await migrate(store)
    with analysts() as analyse:
        await Indexing(store, SystemClock(), analyse).ensure()
    return store


def _make_folder(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
