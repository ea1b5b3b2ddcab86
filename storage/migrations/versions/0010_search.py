"""A search that understands forms, slips and prices: a new index, and words to mend with."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_BAG = sa.Text().with_variant(TSVECTOR(), "postgresql")

# An external index must be told the very bag that it took in, so the table keeps it, and
# triggers tell it: no statement can change one without the other.
_FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(bag, content='search_docs', content_rowid='id',"
    " tokenize='ascii', detail='none', columnsize=0)",
    "CREATE VIRTUAL TABLE search_fts_words USING fts5vocab('search_fts', 'row')",
    "CREATE TRIGGER search_docs_in AFTER INSERT ON search_docs BEGIN"
    " INSERT INTO search_fts (rowid, bag) VALUES (new.id, new.bag); END",
    "CREATE TRIGGER search_docs_out AFTER DELETE ON search_docs BEGIN"
    " INSERT INTO search_fts (search_fts, rowid, bag) VALUES ('delete', old.id, old.bag); END",
    "CREATE TRIGGER search_docs_anew AFTER UPDATE ON search_docs BEGIN"
    " INSERT INTO search_fts (search_fts, rowid, bag) VALUES ('delete', old.id, old.bag);"
    " INSERT INTO search_fts (rowid, bag) VALUES (new.id, new.bag); END",
)


def upgrade() -> None:
    """The index is empty afterwards; the shop fills it when it opens."""
    op.drop_table("search_words")
    op.execute("ALTER TABLE products ADD COLUMN popularity INTEGER DEFAULT '0' NOT NULL")
    _docs()
    _words()
    _searches()


def _docs() -> None:
    op.create_table(
        "search_docs",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("bag", _BAG, nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_search_docs_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_docs")),
        sa.UniqueConstraint("product_id", name=op.f("uq_search_docs_product_id")),
    )
    op.create_index("ix_search_docs_price", "search_docs", ["price", "id"])
    op.create_index("ix_search_docs_created_at", "search_docs", ["created_at", "id"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "search_fts_bag",
            "search_docs",
            ["bag"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
        return
    for statement in _FULL_TEXT:
        op.execute(statement)


def _words() -> None:
    op.create_table(
        "search_lexicon",
        sa.Column("word", _WORD, nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("goods", sa.Integer(), server_default="1", nullable=False),
        sa.Column("sound", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_lexicon")),
    )
    op.create_index(op.f("ix_search_lexicon_term"), "search_lexicon", ["term"])
    op.create_index(op.f("ix_search_lexicon_ending"), "search_lexicon", ["ending"])
    op.create_index(op.f("ix_search_lexicon_sound"), "search_lexicon", ["sound"])
    op.create_table(
        "search_slips",
        sa.Column("cut", _WORD, nullable=False),
        sa.Column("word", _WORD, nullable=False),
        sa.PrimaryKeyConstraint("cut", "word", name=op.f("pk_search_slips")),
    )
    op.create_index(op.f("ix_search_slips_word"), "search_slips", ["word"])


def _searches() -> None:
    op.create_table(
        "searches",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_searches_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
    )
    op.create_index("ix_searches_customer", "searches", ["customer_id", "id"])
    op.create_index("ix_searches_at", "searches", ["at"])


def downgrade() -> None:
    """The old table of words comes back empty: goods are found again as they are saved."""
    op.execute("DELETE FROM shop WHERE name = 'search_analyser'")
    for name in ("searches", "search_slips", "search_lexicon"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_fts_words")
        op.execute("DROP TABLE search_fts")
    op.drop_table("search_docs")
    op.drop_column("products", "popularity")
    op.create_table(
        "search_words",
        sa.Column("word", _WORD, nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_search_words_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "product_id", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_product", "search_words", ["product_id"])
