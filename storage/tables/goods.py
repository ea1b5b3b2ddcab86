"""Categories, products, variants, their texts and pictures, and stock."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)

from storage.tables.base import Moment, key, metadata

categories = Table(
    "categories",
    metadata,
    key(),
    Column("parent_id", ForeignKey("categories.id"), index=True),
    Column("title", String, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("picture_id", ForeignKey("pictures.id")),
    UniqueConstraint("parent_id", "title"),
)

# Every category with itself and all its ancestors: a subtree is one indexed look-up.
category_tree = Table(
    "category_tree",
    metadata,
    Column("ancestor_id", ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True),
    Column("category_id", ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True),
)

category_texts = Table(
    "category_texts",
    metadata,
    Column("category_id", ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, primary_key=True),
    Column("title", String, nullable=False),
)

pictures = Table(
    "pictures",
    metadata,
    key(),
    Column("digest", String, nullable=False, unique=True),  # SHA-256 of the content
    Column("content", LargeBinary, nullable=False),
)

picture_uploads = Table(
    "picture_uploads",
    metadata,
    Column("picture_id", ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("bot_id", BigInteger, primary_key=True),  # a file_id is good for one bot only
    Column("file_id", String, nullable=False),
)

products = Table(
    "products",
    metadata,
    key(),
    Column("handle", String, nullable=False, unique=True),
    Column("merchant_id", ForeignKey("merchants.id"), nullable=False),
    Column("category_id", ForeignKey("categories.id")),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False, server_default=""),
    Column("picture_id", ForeignKey("pictures.id")),
    Column("picture_source", String, nullable=False, server_default=""),
    Column("gallery", JSON, nullable=False, server_default="[]"),  # [[source, picture or null]]
    Column("brand", String, nullable=False, server_default=""),
    Column("unit", String, nullable=False, server_default=""),
    Column("attributes", JSON, nullable=False, server_default="[]"),  # [["Material", "Clay"]]
    Column("tags", String, nullable=False, server_default=""),
    # What customers see not: what its keepers withhold, and all below a hidden category.
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("withheld", Boolean, nullable=False, server_default=false()),
    Column("kind", String, nullable=False, server_default="physical"),  # see domain.digital
    Column("price_from", BigInteger, nullable=False),  # its cheapest variant, minor units
    Column("sold", BigInteger, nullable=False, server_default="0"),  # pieces ever ordered
    Column("popularity", Integer, nullable=False, server_default="0"),  # 0 to 4095
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # What its published reviews come to: the sum of their stars, and how many they are.
    Column("rating_stars", Integer, nullable=False, server_default="0"),
    Column("rating_count", Integer, nullable=False, server_default="0"),
    CheckConstraint(
        "rating_count >= 0 AND rating_stars BETWEEN rating_count AND 5 * rating_count",
        name="rating",
    ),
)
for _order in (products.c.sold, products.c.price_from, products.c.created_at):
    Index(f"ix_products_category_{_order.name}", products.c.category_id, products.c.hidden, _order)

product_texts = Table(
    "product_texts",
    metadata,
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, primary_key=True),
    Column("title", String, nullable=False, server_default=""),
    Column("description", String, nullable=False, server_default=""),
    Column("attributes", JSON, nullable=False, server_default="[]"),
)

variants = Table(
    "variants",
    metadata,
    key(),
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE"), nullable=False),
    Column("sku", String, nullable=False, unique=True),
    Column("sku_key", String, nullable=False, index=True),  # lower case: what people type
    Column("options", JSON, nullable=False),  # [["Size", "M"], ["Colour", "Blue"]]
    Column("price", BigInteger, nullable=False),  # minor units
    Column("compare_at", BigInteger),
    Column("weight", Integer),  # grams
    Column("currency", String(3), nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("active", Boolean, nullable=False, server_default=true()),
    CheckConstraint("price >= 0", name="price"),
)
Index("ix_variants_product", variants.c.product_id, variants.c.position)

variant_texts = Table(
    "variant_texts",
    metadata,
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, primary_key=True),
    Column("options", JSON, nullable=False),
)

stock = Table(
    "stock",
    metadata,
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True),
    Column("on_hand", Integer, nullable=False),
    Column("reserved", Integer, nullable=False, server_default="0"),
    CheckConstraint("reserved >= 0 AND on_hand >= reserved", name="held"),
)

stock_movements = Table(
    "stock_movements",
    metadata,
    key(),
    Column("variant_id", ForeignKey("variants.id", ondelete="CASCADE"), nullable=False),
    Column("delta_on_hand", Integer, nullable=False),
    Column("delta_reserved", Integer, nullable=False),
    Column("on_hand", Integer),  # after the movement, where it was an edit by a person
    Column("reason", String, nullable=False),
    Column("order_id", BigInteger),
    Column("actor_id", BigInteger),
    Column("dedupe_key", String, unique=True),
    Column("at", Moment, nullable=False),
)
Index("ix_stock_movements_variant", stock_movements.c.variant_id, stock_movements.c.id)
