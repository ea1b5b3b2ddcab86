"""What the search index takes on disk."""

from collections.abc import Callable

from sqlalchemy import text

from bench.report import table
from storage.store import SqlStore

_MB = 2**20
_LITE = (
    "SELECT m.tbl_name AS part, sum(s.pgsize) AS bytes"
    " FROM dbstat AS s JOIN sqlite_master AS m ON m.name = s.name GROUP BY 1"
)
_FILE = "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size"
_POSTGRES = (
    "SELECT relname AS part, CASE relkind WHEN 'i' THEN pg_relation_size(oid)"
    " ELSE pg_table_size(oid) END AS bytes FROM pg_class"
    " WHERE relname IN ('products', 'search_docs', 'search_fts_front', 'search_fts_back',"
    " 'search_lexicon', 'search_slips')"
)


async def measure_sizes(store: SqlStore, say: Callable[[str], None]) -> dict[str, int]:
    """Print and return how many bytes the parts of the index have, and the goods beside them."""
    async with store.read() as uow:
        if "postgres" in store.url:
            rows = (await uow.connection.execute(text(_POSTGRES))).all()
        else:
            rows = (await uow.connection.execute(text(_LITE))).all()
    wanted = ("products", "search_")
    found = {row.part: int(row.bytes) for row in rows if row.part.startswith(wanted)}
    shown = [[part, f"{size / _MB:.0f}"] for part, size in sorted(found.items())]
    say(f"\nOn disk\n{table(('part', 'MB'), shown)}")
    return found
