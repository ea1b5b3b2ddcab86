"""What customers say of goods, and what their stars come to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, or_, select, update

from domain.ratings import Rating
from domain.reviews import PAGE, Review, Sorting, State
from storage.looks import Deed
from storage.order_looks import shelf_name
from storage.repository import Connection, Repository
from storage.tables.goods import products, variants
from storage.tables.reviews import review_photos, review_votes, reviews
from storage.tables.trade import order_lines

_FROM = (
    select(
        reviews,
        order_lines.c.order_id,
        order_lines.c.variant_id,
        order_lines.c.title,
        order_lines.c.label,
        products.c.title.label("shelf_title"),
        variants.c.options.label("shelf_options"),
    )
    .join(order_lines, order_lines.c.id == reviews.c.line_id)
    .outerjoin(products, products.c.id == order_lines.c.product_id)
    .outerjoin(variants, variants.c.id == order_lines.c.variant_id)
)
_published = reviews.c.state == State.PUBLISHED
_says_something = or_(
    reviews.c.text != "", exists().where(review_photos.c.review_id == reviews.c.id)
)
_ORDER: dict[Sorting, tuple[ColumnElement[Any], ...]] = {
    Sorting.NEW: (reviews.c.at.desc(), reviews.c.id.desc()),
    Sorting.USEFUL: (reviews.c.useful.desc(), reviews.c.at.desc(), reviews.c.id.desc()),
}
_COUNT = Deed(
    lambda _: (
        update(products)
        .where(
            products.c.id == bindparam("of_product"),
            products.c.rating_count + bindparam("reviews") >= 0,
        )
        .values(
            rating_stars=products.c.rating_stars + bindparam("stars"),
            rating_count=products.c.rating_count + bindparam("reviews"),
        )
    )
)


def _review(row: Any, photos: tuple[str, ...]) -> Review:
    return Review(
        id=row.id,
        line_id=row.line_id,
        product_id=row.product_id,
        merchant_id=row.merchant_id,
        customer_id=row.customer_id,
        author=row.author,
        stars=row.stars,
        state=State(row.state),
        at=row.at,
        title=row.title,
        label=row.label,
        variant_id=row.variant_id,
        shelf_name=shelf_name(row),
        text=row.text,
        photos=photos,
        useful=row.useful,
        answer=row.answer,
        answered_at=row.answered_at,
        reason=row.reason,
        by=row.by_name,
        revision=row.revision,
        order_id=row.order_id,
    )


def _values(review: Review) -> dict[str, Any]:
    return {
        "author": review.author,
        "stars": review.stars,
        "text": review.text,
        "state": review.state,
        "at": review.at,
        "answer": review.answer,
        "answered_at": review.answered_at,
        "reason": review.reason,
        "by_name": review.by,
    }


def _vote(review_id: int, customer_id: int) -> tuple[ColumnElement[bool], ...]:
    return review_votes.c.review_id == review_id, review_votes.c.customer_id == customer_id


class Reviews(Repository):
    """See `domain.ports.reviews.ReviewRepository`."""

    __slots__ = ("_touch",)

    def __init__(self, connection: Connection, touch: Callable[[int], None]) -> None:
        """*touch* is told the products that the search index must look at again."""
        super().__init__(connection)
        self._touch = touch

    async def get(self, review_id: int, *, lock: bool = False) -> Review | None:
        return await self._one(_FROM.where(reviews.c.id == review_id), lock)

    async def of_line(self, line_id: int, *, lock: bool = False) -> Review | None:
        return await self._one(_FROM.where(reviews.c.line_id == line_id), lock)

    async def of_order(self, order_id: int) -> Mapping[int, Review]:
        found = await self._all(_FROM.where(order_lines.c.order_id == order_id))
        return {review.line_id: review for review in found}

    async def of_customer(self, customer_id: int) -> tuple[Review, ...]:
        theirs = _FROM.where(reviews.c.customer_id == customer_id)
        in_order = theirs.order_by(reviews.c.product_id, reviews.c.id)
        return await self._all(in_order.with_for_update(of=reviews))

    async def add(self, review: Review) -> Review | None:
        id_ = await self._connection.scalar(
            self._insert(reviews)
            .values(
                line_id=review.line_id,
                product_id=review.product_id,
                merchant_id=review.merchant_id,
                customer_id=review.customer_id,
                **_values(review),
            )
            .on_conflict_do_nothing(index_elements=[reviews.c.line_id])
            .returning(reviews.c.id)
        )
        return replace(review, id=id_) if id_ else None

    async def save(self, changed: Review, by_id: int | None = None) -> Review | None:
        saved = replace(changed, revision=changed.revision + 1)
        done = await self._connection.execute(
            update(reviews)
            .where(reviews.c.id == changed.id, reviews.c.revision == changed.revision)
            .values(by_id=by_id, revision=saved.revision, **_values(changed))
        )
        if done.rowcount == 0:
            return None
        await self._set_photos(saved)
        return saved

    async def count(self, product_id: int, was: Rating, now: Rating) -> bool:
        values = {
            "of_product": product_id,
            "stars": now.stars - was.stars,
            "reviews": now.count - was.count,
        }
        if await self.do(_COUNT, values) != 1:
            return False
        self._touch(product_id)
        return True

    async def by_stars(self, product_id: int) -> Mapping[int, int]:
        rows = await self._connection.execute(
            select(reviews.c.stars, func.count().label("so_many"))
            .where(reviews.c.product_id == product_id, _published)
            .group_by(reviews.c.stars)
        )
        return {row.stars: row.so_many for row in rows}

    async def page(
        self, product_id: int, sorting: Sorting, only: int, page: int
    ) -> tuple[Review, ...]:
        wanted = _FROM.where(reviews.c.product_id == product_id, _published)
        if only:
            wanted = wanted.where(reviews.c.stars == only)
        return await self._all(wanted.order_by(*_ORDER[sorting]).limit(PAGE).offset(page * PAGE))

    async def queue(
        self, merchants: Collection[int] | None, *, waiting: bool, page: int
    ) -> tuple[tuple[Review, ...], int]:
        those = [reviews.c.state == State.WAITING] if waiting else [_published, _says_something]
        if merchants is not None:
            those.append(reviews.c.merchant_id.in_(sorted(merchants)))
        order = (reviews.c.at, reviews.c.id) if waiting else _ORDER[Sorting.NEW]
        total = await self._connection.scalar(
            select(func.count()).select_from(reviews).where(*those)
        )
        wanted = _FROM.where(*those).order_by(*order)
        return await self._all(wanted.limit(PAGE).offset(page * PAGE)), int(total or 0)

    async def vote(self, review_id: int, customer_id: int, *, useful: bool) -> bool:
        adding = self._insert(review_votes).values(review_id=review_id, customer_id=customer_id)
        taking = delete(review_votes).where(*_vote(review_id, customer_id))
        change = adding.on_conflict_do_nothing() if useful else taking
        if (await self._connection.execute(change)).rowcount != 1:
            return False
        await self._connection.execute(
            update(reviews)
            .where(reviews.c.id == review_id)
            .values(useful=reviews.c.useful + (1 if useful else -1))
        )
        return True

    async def voted(self, review_id: int, customer_id: int) -> bool:
        theirs = select(review_votes.c.review_id).where(*_vote(review_id, customer_id))
        return await self._connection.scalar(theirs) is not None

    async def forget_votes(self, customer_id: int) -> None:
        theirs = select(review_votes.c.review_id).where(review_votes.c.customer_id == customer_id)
        for review_id in list(await self._connection.scalars(theirs.order_by("review_id"))):
            await self.vote(review_id, customer_id, useful=False)

    async def _one(self, statement: Select[Any], lock: bool) -> Review | None:
        found = await self._all(statement.with_for_update(of=reviews) if lock else statement)
        return found[0] if found else None

    async def _all(self, statement: Select[Any]) -> tuple[Review, ...]:
        rows = (await self._connection.execute(statement)).all()
        photos = await self._photos([row.id for row in rows])
        return tuple(_review(row, tuple(photos.get(row.id, ()))) for row in rows)

    async def _photos(self, of: Sequence[int]) -> Mapping[int, list[str]]:
        if not of:
            return {}
        rows = await self._connection.execute(
            select(review_photos)
            .where(review_photos.c.review_id.in_(of))
            .order_by(review_photos.c.review_id, review_photos.c.position)
        )
        found: dict[int, list[str]] = {}
        for row in rows:
            found.setdefault(row.review_id, []).append(row.file_id)
        return found

    async def _set_photos(self, review: Review) -> None:
        await self._connection.execute(
            delete(review_photos).where(review_photos.c.review_id == review.id)
        )
        photos = [
            {"review_id": review.id, "position": at, "file_id": file_id}
            for at, file_id in enumerate(review.photos)
        ]
        if photos:
            await self._connection.execute(self._insert(review_photos), photos)
