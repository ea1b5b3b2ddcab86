"""What a review's writer is told, in at most three lines."""

from bot.callbacks.reviews import RateLine
from bot.i18n import Translator, noop
from bot.markup import escape
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip
from domain.review_news import ReviewNews
from domain.reviews import Review

_NEWS = {
    ReviewNews.PUBLISHED: noop("<b>Your review is published.</b> Thank you!"),
    ReviewNews.REJECTED: noop("<b>The shop does not show your review.</b>"),
    ReviewNews.ANSWERED: noop("<b>The shop answered your review.</b>"),
}


def review_note(review: Review, news: ReviewNews, t: Translator) -> Screen:
    """Tell what the shop did with a review, in its own words where it gave any."""
    said = [t(_NEWS[news]), escape(clip(review.title, 80))]
    if news is ReviewNews.REJECTED:
        said.append(t("“{words}”", words=clip(review.reason, 300)))
    if news is ReviewNews.ANSWERED:
        said.append(t("“{words}”", words=clip(review.answer, 300)))
    open_ = RateLine(order=review.order_id, line=review.line_id)
    rows = [[Button(t("Your review"), open_)]]
    return Screen(LINES.join(said), rows, card=False, quiet=news is ReviewNews.PUBLISHED)
