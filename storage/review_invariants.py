"""What must hold between reviews, what was delivered, and what products say of them."""

from sqlalchemy import Select, and_, exists, func, not_, or_, select

from domain.fulfilment import Step
from domain.reviews import State
from storage.tables.goods import products
from storage.tables.reviews import review_photos, review_votes, reviews
from storage.tables.trade import fulfilments, order_lines, orders

_published = (
    select(
        reviews.c.product_id,
        func.sum(reviews.c.stars).label("stars"),
        func.count().label("so_many"),
    )
    .where(reviews.c.state == State.PUBLISHED)
    .group_by(reviews.c.product_id)
    .subquery()
)
_votes = (
    select(func.count())
    .select_from(review_votes)
    .where(review_votes.c.review_id == reviews.c.id)
    .scalar_subquery()
)
_COUNTED_OTHERWISE = (
    select(products.c.id)
    .outerjoin(_published, _published.c.product_id == products.c.id)
    .where(
        or_(
            products.c.rating_stars != func.coalesce(_published.c.stars, 0),
            products.c.rating_count != func.coalesce(_published.c.so_many, 0),
        )
    )
)
_NOT_GOT = (
    select(reviews.c.id)
    .join(order_lines, order_lines.c.id == reviews.c.line_id)
    .join(orders, orders.c.id == order_lines.c.order_id)
    .outerjoin(
        fulfilments,
        and_(
            fulfilments.c.order_id == orders.c.id,
            fulfilments.c.merchant_id == order_lines.c.merchant_id,
            fulfilments.c.step == Step.DELIVERED,
        ),
    )
    .where(
        or_(
            fulfilments.c.id.is_(None),
            order_lines.c.quantity == order_lines.c.cancelled,
            orders.c.customer_id != reviews.c.customer_id,
            order_lines.c.merchant_id != reviews.c.merchant_id,
        )
    )
)
_has_photos = exists().where(review_photos.c.review_id == reviews.c.id)
_NOT_FORGOTTEN = select(reviews.c.id).where(
    reviews.c.state == State.WITHDRAWN,
    or_(reviews.c.text != "", reviews.c.author != "", reviews.c.answer != "", _has_photos),
)
_UNREAD_WITHOUT_WORDS = select(reviews.c.id).where(
    reviews.c.state == State.WAITING, reviews.c.text == "", not_(_has_photos)
)

REVIEWS: dict[str, Select[tuple[int]]] = {
    "I21 a product's rating is what its published reviews come to": _COUNTED_OTHERWISE,
    "I21 a review is as useful as people said": select(reviews.c.id).where(
        reviews.c.useful != _votes
    ),
    "I21 who reviews something got it": _NOT_GOT,
    "I21 nothing is left of what was withdrawn": _NOT_FORGOTTEN,
    "I21 what waits to be read has something to be read": _UNREAD_WITHOUT_WORDS,
}
