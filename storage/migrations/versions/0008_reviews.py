"""Reviews of goods with what they come to, and words to the shop alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_RATING = "rating_count >= 0 AND rating_stars BETWEEN rating_count AND 5 * rating_count"


def upgrade() -> None:
    _ratings()
    _reviews()
    _photos("review", "reviews")
    _votes()
    _asks()
    _feedback()
    _photos("feedback", "feedback")


def _ratings() -> None:
    """The check comes with the last column: SQLite cannot add one to a table by itself."""
    kind = "INTEGER DEFAULT '0' NOT NULL"
    op.execute(f"ALTER TABLE products ADD COLUMN rating_stars {kind}")
    check = f"CONSTRAINT ck_products_rating CHECK ({_RATING})"
    op.execute(f"ALTER TABLE products ADD COLUMN rating_count {kind} {check}")


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("line_id", _BIG, nullable=False),
        sa.Column("product_id", _BIG),
        sa.Column("merchant_id", _BIG, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("useful", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(), server_default="", nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("by_id", sa.BigInteger()),
        sa.Column("by_name", sa.String(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5 AND useful >= 0", name=op.f("ck_reviews_stars")),
        _to("order_lines", "reviews", "line_id"),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_reviews_product_id"),
            ondelete="SET NULL",
        ),
        _to("merchants", "reviews", "merchant_id"),
        _to("customers", "reviews", "customer_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("line_id", name=op.f("uq_reviews_line_id")),
    )
    op.create_index("ix_reviews_product", "reviews", ["product_id", "state", "at"])
    op.create_index("ix_reviews_state", "reviews", ["state", "at"])
    op.create_index("ix_reviews_customer", "reviews", ["customer_id"])


def _photos(of: str, table: str) -> None:
    op.create_table(
        f"{of}_photos",
        sa.Column(f"{of}_id", _BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        _to(table, f"{of}_photos", f"{of}_id"),
        sa.PrimaryKeyConstraint(f"{of}_id", "position", name=op.f(f"pk_{of}_photos")),
    )


def _votes() -> None:
    op.create_table(
        "review_votes",
        sa.Column("review_id", _BIG, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        _to("reviews", "review_votes", "review_id"),
        _to("customers", "review_votes", "customer_id"),
        sa.PrimaryKeyConstraint("review_id", "customer_id", name=op.f("pk_review_votes")),
    )
    op.create_index("ix_review_votes_customer", "review_votes", ["customer_id"])


def _asks() -> None:
    """Whom was asked; the index finds what was delivered yesterday."""
    op.create_table(
        "review_asks",
        sa.Column("fulfilment_id", _BIG, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _to("fulfilments", "review_asks", "fulfilment_id"),
        sa.PrimaryKeyConstraint("fulfilment_id", name=op.f("pk_review_asks")),
    )
    op.create_table(
        "review_silences",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        _to("customers", "review_silences", "customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_review_silences")),
    )
    op.create_index("ix_fulfilments_step", "fulfilments", ["step", "at"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(), server_default="", nullable=False),
        sa.Column("by_id", sa.BigInteger()),
        sa.Column("by_name", sa.String(), server_default="", nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        _to("customers", "feedback", "customer_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_customer", "feedback", ["customer_id", "answered_at"])


def _to(target: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """What customers said is forgotten; goods and orders stay."""
    op.drop_index("ix_fulfilments_step", "fulfilments")
    for name in (
        "feedback_photos",
        "feedback",
        "review_silences",
        "review_asks",
        "review_votes",
        "review_photos",
        "reviews",
    ):
        op.drop_table(name)
    for name in ("rating_count", "rating_stars"):  # the first takes the check with it
        op.drop_column("products", name)
