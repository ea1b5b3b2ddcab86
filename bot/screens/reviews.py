"""What everybody reads of a product: its reviews, some of them, and one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.callbacks.reviews import MarkReview, NarrowReviews, Only, OpenReview, OpenReviews
from bot.callbacks.shopping import OpenProduct
from bot.i18n import Translator, noop
from bot.markup import Markup, escape
from bot.reply import Button, Screen, columns
from bot.screens.parts import (
    LINES,
    Listing,
    back,
    clip,
    marked,
    pager,
    paragraphs,
    position,
    with_tail,
)
from bot.screens.ratings import rating_words, star_words
from domain.catalog import Product
from domain.customers import LIMITS
from domain.errors import Field
from domain.reviews import PAGE, STARS, Review, ReviewPage, Sorting
from domain.services.reviews import Shown

_QUOTED = 70  # characters of a review that a list shows
_SORTED = {Sorting.NEW: noop("newest first"), Sorting.USEFUL: noop("most useful first")}
_SORT = {Sorting.NEW: noop("Newest first"), Sorting.USEFUL: noop("Most useful first")}


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a reader stands: the card they came from, and how their list is narrowed."""

    variant: int
    listing: Listing
    only: int = 0
    sorting: Sorting = Sorting.NEW
    at: int = 0


def reviews_screen(page: ReviewPage, reading: Reading, t: Translator) -> Screen:
    """A page of reviews, each a tap away; the ways to narrow, sort and turn them."""
    reading = replace(reading, only=page.only, sorting=page.sorting, at=page.page)
    bottom = [back(_product(page.product_id, reading), t)]
    head = [t("<b>{title}</b>", title=clip(page.title, 80))]
    if not page.by_stars:
        nothing = t("Nobody has reviewed this yet. Whoever bought it can, once it is delivered.")
        return Screen(paragraphs(LINES.join(head), nothing), [bottom], picture=page.picture_id)
    head += [rating_words(page.rating, t), *_where(page, t)]
    lines = [_review_lines(review, t) for review in page.reviews]
    none = t("None of them has so many stars.") if not lines else Markup()
    rows = [
        *_ways(page, reading, t),
        *([_review_button(review, reading, t)] for review in page.reviews),
        *_turn(page, reading),
        bottom,
    ]
    return Screen(paragraphs(LINES.join(head), *lines, none), rows, picture=page.picture_id)


def narrow_screen(page: ReviewPage, reading: Reading, t: Translator) -> Screen:
    """Ask which stars to show, and say how many reviews have them."""
    text = paragraphs(
        t("<b>{title}</b>", title=clip(page.title, 100)), t("Which reviews do you want to read?")
    )
    all_ = sum(page.by_stars.values())
    choices = [_only(page, reading, 0, t("All").plain, all_)]
    choices += [
        _only(page, reading, stars, f"{stars} ★", page.by_stars.get(stars, 0)) for stars in STARS
    ]
    stay = back(_open(page, reading), t)
    return Screen(text, [*columns(choices, 2), [stay]], picture=page.picture_id)


def review_screen(
    shown: Shown, reading: Reading, t: Translator, *, photos: bool = False
) -> Screen:
    """One review in full with the shop's answer; with *photos* those above it."""
    review = shown.review
    text = paragraphs(
        LINES.join(_head(review, t)),
        escape(clip(review.text, LIMITS[Field.REVIEW][1])),
        answer_words(review, t),
    )
    rows = [[_mark(shown, reading, t)]] if not shown.mine else []
    to_list = _list_of(review, reading)
    return Screen(
        text,
        [*rows, [back(to_list, t)]],
        picture=shown.picture_id,
        album=review.photos if photos else (),
    )


def answer_words(review: Review, t: Translator) -> Markup:
    """What the shop says to it, or nothing."""
    if not review.answer:
        return Markup()
    return t(
        "<b>The shop's answer</b>\n{words}", words=clip(review.answer, LIMITS[Field.REPLY][1])
    )


def reviews_button(
    product: Product, variant: int, listing: Listing, t: Translator
) -> list[Button]:
    """The way from a product's card to its reviews; no button while it has none."""
    if not product.rating.count:
        return []
    label = t("Reviews · {n}", n=t.number(product.rating.count))
    reading = Reading(variant, listing)
    press = _list(product.id, reading)
    return [Button(label, press)]


def _where(page: ReviewPage, t: Translator) -> Iterator[Markup]:
    """Where the page stands, which stars it shows, and in which order."""
    said = [Markup(star_words(page.only))] if page.only else []
    if page.pages > 1 or (page.only and page.total):
        said.append(position(page.page, PAGE, page.total, t))
    if page.total > 1:
        said.append(t(_SORTED[page.sorting]))
    if said:
        yield Markup(" · ").join(said)


def _review_lines(review: Review, t: Translator) -> Markup:
    head = t(
        "{stars} {author}, {day}",
        stars=star_words(review.stars),
        author=clip(review.author, 24),
        day=t.time_tag(review.at, "d"),
    )
    if not review.text:
        return head
    return LINES.join([head, escape(clip(review.text, _QUOTED))])


def _review_button(review: Review, reading: Reading, t: Translator) -> Button:
    press = OpenReview(review=review.id, **_kept(reading))
    tail = f"{review.stars} ★"
    if review.photos:
        tail = t.plural("{n} photo", "{n} photos", len(review.photos)).plain
    return Button(with_tail(review.author, tail), press)


def _ways(page: ReviewPage, reading: Reading, t: Translator) -> Iterator[list[Button]]:
    """How else the list can be read, where it has more than one review."""
    if sum(page.by_stars.values()) < 2:
        return
    stars = t("All stars").plain if not page.only else f"{page.only} ★"
    narrow = NarrowReviews(product=page.product_id, **_kept(reading))
    other = Sorting.USEFUL if page.sorting is Sorting.NEW else Sorting.NEW
    sort = _list(page.product_id, replace(reading, sorting=other, at=0))
    yield [Button(stars, narrow), Button(t(_SORT[other]), sort)]


def _turn(page: ReviewPage, reading: Reading) -> Iterator[list[Button]]:
    return pager(page.page, page.pages, lambda to: _list(page.product_id, replace(reading, at=to)))


def _only(page: ReviewPage, reading: Reading, stars: int, label: str, count: int) -> Button:
    press = _list(page.product_id, replace(reading, only=stars, at=0))
    return Button(marked(f"{label} · {count}", stars == page.only), press)


def _head(review: Review, t: Translator) -> Iterator[Markup]:
    yield t(
        "{stars} <b>{author}</b>", stars=star_words(review.stars), author=clip(review.author, 32)
    )
    yield t("{goods}, {day}", goods=clip(review.name, 60), day=t.time_tag(review.at, "d"))
    if review.useful:
        yield t.plural(
            "{n} person found this useful", "{n} people found this useful", review.useful
        )


def _mark(shown: Shown, reading: Reading, t: Translator) -> Button:
    label = t("Not useful after all") if shown.useful else t("This was useful")
    mark = MarkReview(review=shown.review.id, **_kept(reading), useful=not shown.useful)
    return Button(label, mark)


def _list_of(review: Review, reading: Reading) -> OpenReviews:
    return _list(review.product_id or 0, reading)


def _open(page: ReviewPage, reading: Reading) -> OpenReviews:
    return _list(page.product_id, reading)


def _list(product_id: int, reading: Reading) -> OpenReviews:
    return OpenReviews(product=product_id, **_kept(reading))


def _kept(reading: Reading) -> dict[str, object]:
    """What every button here carries along, so that each way back is the way one came."""
    return {
        "variant": reading.variant,
        "page": reading.listing.page,
        "sort": reading.listing.sort,
        "shelf": reading.listing.shelf,
        "only": Only(str(reading.only)),
        "sorting": reading.sorting,
        "at": reading.at,
    }


def _product(product_id: int, reading: Reading) -> OpenProduct:
    listing = reading.listing
    return OpenProduct(
        product=product_id,
        variant=reading.variant,
        page=listing.page,
        sort=listing.sort,
        shelf=listing.shelf,
    )
