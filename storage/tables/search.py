"""What products are found by, what words there are, and what people looked for.

Only migrations know the full-text index over the bags of `search_docs`. On SQLite it is a
table `FULL_TEXT`, kept by triggers so that it says the same after every statement; on
PostgreSQL it is an index whose name begins like that.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator

from storage.tables.base import BigId, Moment, Word, key, metadata

FULL_TEXT = "search_fts"
LAST = "\U0010ffff"  # a sign behind all others: from "ab" to "ab" with it, all begin with "ab"


class packed(GenericFunction[str]):  # noqa: N801  a function of SQL
    """A bag as the database keeps it, from its words with blanks between."""

    inherit_cache = True


class unpacked(GenericFunction[str]):  # noqa: N801
    """A bag's words with blanks between, in the database's own order."""

    inherit_cache = True


class question(GenericFunction[str]):  # noqa: N801
    """A condition as PostgreSQL takes it, from its text."""

    inherit_cache = True


@compiles(packed)
@compiles(unpacked)
@compiles(question)
def _as_it_is(element: Any, compiler: Any, **keys: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **keys))


@compiles(packed, "postgresql")
def _to_vector(element: Any, compiler: Any, **keys: Any) -> str:
    return f"array_to_tsvector(string_to_array({compiler.process(element.clauses, **keys)}, ' '))"


@compiles(unpacked, "postgresql")
def _from_vector(element: Any, compiler: Any, **keys: Any) -> str:
    return f"array_to_string(tsvector_to_array({compiler.process(element.clauses, **keys)}), ' ')"


@compiles(question, "postgresql")
def _to_query(element: Any, compiler: Any, **keys: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **keys)} AS tsquery)"


class Bag(TypeDecorator[str]):
    """Words with blanks between; a ``tsvector`` of exactly these on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        """Return what the column is made of."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())


search_docs = Table(
    "search_docs",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False),  # rank << 32 | product
    Column(
        "product_id", ForeignKey("products.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("bag", Bag, nullable=False),
    Column("price", BigInteger, nullable=False),  # see domain.search.costs: Stars stand above
    Column("created_at", Moment, nullable=False),
    # Thousandths of a star, see domain.search.traits.
    Column("standing", Integer, nullable=False, server_default="0"),
)
Index("ix_search_docs_price", search_docs.c.price, search_docs.c.id)
# Downwards, but among those alike by rank: many goods came in together, or have no reviews.
Index("ix_search_docs_created_at", search_docs.c.created_at.desc(), search_docs.c.id)
Index("ix_search_docs_standing", search_docs.c.standing.desc(), search_docs.c.id)

search_skus = Table(
    "search_skus",
    metadata,
    Column("sku", Word, primary_key=True),  # as the bags have it, so that a range is a beginning
    Column(
        "product_id", ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)

search_lexicon = Table(
    "search_lexicon",
    metadata,
    Column("word", Word, primary_key=True),
    Column("term", String, nullable=False, index=True),
    Column("goods", Integer, nullable=False, server_default="1"),  # that have the term, about
    Column("sound", String, nullable=False, index=True),
    Column("ending", String, nullable=False, index=True),  # its last two letters
)

search_slips = Table(
    "search_slips",
    metadata,
    Column("cut", Word, primary_key=True),  # the word, or it with a letter left out
    Column("word", Word, primary_key=True, index=True),
)

# Goods whose words changed with a category of so many that the index follows later.
search_backlog = Table(
    "search_backlog",
    metadata,
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
)

searches = Table(
    "searches",
    metadata,
    key(),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("text", String, nullable=False),  # as it was typed
    Column("state", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_searches_customer", searches.c.customer_id, searches.c.id)
Index("ix_searches_at", searches.c.at)
