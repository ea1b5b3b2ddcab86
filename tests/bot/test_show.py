"""What people see after each update, and what Telegram is told."""

from dataclasses import replace
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import SendMessage
from aiogram.types import Update

from bot.i18n import Translations, Translator
from bot.middlewares.customer import WhoWrites
from bot.middlewares.placing import Placing
from bot.middlewares.show import Show, Wording
from bot.pacing import Pacing
from bot.reply import (
    Approve,
    Button,
    Document,
    Invoice,
    KeysGone,
    Nothing,
    Price,
    Reply,
    ReplyKeys,
    Screen,
    Toast,
)
from bot.sender import Sender
from bot.stage import Stage
from domain.customers import Customer
from domain.errors import OutOfStock, ShopError
from domain.money import Money
from domain.services.customers import Profile
from tests.bot.recorder import TOKEN, Recorder, button_texts, checkout_question, said, tapped

LIVE, OTHER = 60, 40
TELEGRAM_WORDS = SendMessage(chat_id=1, text="x")


class Open(CallbackData, prefix="o"):
    """A button of these tests."""


HOME = Button("Home", Open())
SHOP = Screen("Shop", [[HOME]])
ORDER = Screen("Order 17", [[HOME]], card=False)


class Shelf:
    """Pictures 1 and 2, of which 1 is known to Telegram as "known-1"."""

    def __init__(self) -> None:
        self.known = {1: "known-1"}
        self.cover_id: int | None = None

    async def file_id(self, picture_id: int) -> str | None:
        return self.known.get(picture_id)

    async def content(self, picture_id: int) -> bytes:
        return f"picture {picture_id}".encode()

    async def remember(self, picture_id: int, file_id: str) -> None:
        self.known[picture_id] = file_id

    def cover(self) -> int | None:
        return self.cover_id


class Anna:
    """A customer whose handler returns, or raises, what the test says."""

    def __init__(self) -> None:
        self.telegram = Recorder()
        self.pictures = Shelf()
        self.person = Customer(7, "Anna", None, "en", card_message_id=LIVE)
        self.noted: list[tuple[str, int, int]] = []
        self.pauses: list[float] = []
        self.outcome: Reply | Exception | None = None
        self._bot = Bot(TOKEN, self.telegram)
        self._dispatcher = self._wired()

    async def seen(self, profile: Profile) -> Customer:
        assert profile.id == self.person.id
        return self.person

    async def show_card(self, customer_id: int, message_id: int | None) -> None:
        assert customer_id == self.person.id
        self.person = replace(self.person, card_message_id=message_id)

    async def note_shown(self, subject: str, chat_id: int, message_id: int) -> None:
        self.noted.append((subject, chat_id, message_id))

    async def gets(self, outcome: Reply | Exception | None, after: dict[str, Any]) -> list[str]:
        """Return the calls made when the handler's *outcome* follows the update *after*."""
        self.outcome = outcome
        before = len(self.telegram.calls)
        update = Update.model_validate(after, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)
        return self.telegram.methods[before:]

    def _wired(self) -> Dispatcher:
        async def pause(seconds: float) -> None:
            self.pauses.append(seconds)

        sender = Sender(self._bot, Pacing(), pause)
        placing = Placing(Stage(sender.now, self.pictures), self)
        translations = Translations({})
        dispatcher = Dispatcher(disable_fsm=True)
        show = Show(sender.now, placing, WORDING, translations.for_language)
        dispatcher.update.outer_middleware(show)
        dispatcher.update.outer_middleware(WhoWrites(self, translations))
        for observer in (dispatcher.message, dispatcher.callback_query):
            observer.register(self._handle)
        dispatcher.pre_checkout_query.register(self._handle)
        return dispatcher

    async def _handle(self, _: object) -> Reply | None:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def explain(error: ShopError, t: Translator) -> str:
    assert isinstance(error, OutOfStock)
    return t.plural(
        "Only {n} <b>{what}</b> left.", "{n} {what} left.", error.left, what=error.title
    )


WORDING = Wording(
    explain=explain,
    sorry=lambda t: t("Something went wrong. Your cart is safe."),
    apology=lambda t: Screen(t("Something went wrong. Your cart is safe."), [[HOME]]),
)


@pytest.fixture
def anna() -> Anna:
    return Anna()


async def test_a_tap_on_the_live_card_edits_it_and_is_answered(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(LIVE))

    assert calls == ["editMessageText", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageText")["message_id"] == LIVE
    assert anna.telegram.params("answerCallbackQuery") == {"callback_query_id": "q1"}
    assert anna.person.card_message_id == LIVE
    assert anna.noted == []


async def test_typing_makes_a_new_card_below_and_takes_the_former_one_away(anna: Anna) -> None:
    calls = await anna.gets(SHOP, said())

    assert calls == ["sendMessage", "deleteMessage"]
    assert anna.telegram.params("deleteMessage")["message_id"] == LIVE
    assert anna.person.card_message_id == 101


async def test_a_card_too_old_to_delete_loses_its_buttons(anna: Anna) -> None:
    anna.telegram.refuses("deleteMessage", "Bad Request: message can't be deleted")

    calls = await anna.gets(SHOP, said())

    assert calls == ["sendMessage", "deleteMessage", "editMessageReplyMarkup"]
    assert "reply_markup" not in anna.telegram.params("editMessageReplyMarkup")


async def test_a_tap_on_an_order_that_leads_to_a_card_leaves_the_order_alone(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(OTHER))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    assert anna.telegram.params("deleteMessage")["message_id"] == LIVE
    assert anna.person.card_message_id == 101


async def test_an_orders_own_button_changes_the_order_and_not_the_card(anna: Anna) -> None:
    calls = await anna.gets(ORDER, tapped(OTHER))

    assert calls == ["editMessageText", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageText")["message_id"] == OTHER
    assert anna.person.card_message_id == LIVE


async def test_a_card_that_becomes_an_order_is_no_longer_the_card(anna: Anna) -> None:
    placed = replace(ORDER, subject="order:17")

    await anna.gets(placed, tapped(LIVE))
    assert anna.person.card_message_id is None
    assert anna.noted == [("order:17", 7, LIVE)]

    calls = await anna.gets(SHOP, tapped(LIVE))
    assert sorted(calls) == ["answerCallbackQuery", "sendMessage"]


async def test_a_fresh_screen_is_a_new_message_and_noted_by_what_it_shows(anna: Anna) -> None:
    calls = await anna.gets(replace(ORDER, fresh=True, subject="order:17"), tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "sendMessage"]
    assert anna.noted == [("order:17", 7, 101)]
    assert anna.person.card_message_id == LIVE


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
async def test_a_card_that_is_gone_comes_back_as_a_new_one(anna: Anna, words: str) -> None:
    anna.telegram.refuses("editMessageText", words)

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert [call for call in calls if call != "answerCallbackQuery"] == [
        "editMessageText",
        "sendMessage",
        "deleteMessage",
    ]
    assert anna.person.card_message_id == 101


async def test_a_message_too_old_to_be_told_about_gets_a_new_card(anna: Anna) -> None:
    update = tapped(LIVE)
    update["callback_query"]["message"] = {
        "message_id": LIVE,
        "date": 0,
        "chat": {"id": 7, "type": "private"},
    }

    calls = await anna.gets(SHOP, update)

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]


async def test_the_same_content_again_is_no_failure(anna: Anna) -> None:
    anna.telegram.refuses("editMessageText", "Bad Request: message is not modified: same")

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert calls == ["editMessageText", "answerCallbackQuery"]


async def test_a_toast_leaves_the_screen_alone(anna: Anna) -> None:
    calls = await anna.gets(Toast("Only 3 left", alert=True), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    assert anna.telegram.params("answerCallbackQuery")["text"] == "Only 3 left"
    assert anna.telegram.params("answerCallbackQuery")["show_alert"] is True


async def test_a_screens_toast_travels_with_the_answer_to_the_tap(anna: Anna) -> None:
    await anna.gets(replace(SHOP, toast="Added"), tapped(LIVE))

    assert anna.telegram.params("answerCallbackQuery")["text"] == "Added"


@pytest.mark.parametrize("outcome", [Nothing(), None])
async def test_a_tap_that_needs_nothing_is_still_answered(
    anna: Anna, outcome: Reply | None
) -> None:
    assert await anna.gets(outcome, tapped(LIVE)) == ["answerCallbackQuery"]


async def test_a_refusal_after_a_tap_is_an_alert_without_tags(anna: Anna) -> None:
    calls = await anna.gets(OutOfStock("Salt & Co", 1), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    assert anna.telegram.params("answerCallbackQuery")["text"] == "Only 1 Salt & Co left."
    assert anna.telegram.params("answerCallbackQuery")["show_alert"] is True


async def test_a_long_refusal_is_cut_at_a_word_to_fit_an_alert(anna: Anna) -> None:
    await anna.gets(OutOfStock("very " * 80, 2), tapped(LIVE))

    text = anna.telegram.params("answerCallbackQuery")["text"]
    assert len(text) <= 200
    assert text.endswith("very…")


async def test_a_refusal_after_typing_is_a_message_and_the_card_stays(anna: Anna) -> None:
    calls = await anna.gets(OutOfStock("Salt & Co", 1), said())

    assert calls == ["sendMessage"]
    assert anna.telegram.params("sendMessage")["text"] == "Only 1 <b>Salt &amp; Co</b> left."
    assert anna.person.card_message_id == LIVE


async def test_a_fault_of_ours_after_a_tap_is_an_alert_without_details(
    anna: Anna, logs: list[Any]
) -> None:
    calls = await anna.gets(RuntimeError("secret detail"), tapped(LIVE))

    assert calls == ["answerCallbackQuery"]
    text = anna.telegram.params("answerCallbackQuery")["text"]
    assert text == "Something went wrong. Your cart is safe."
    assert [(log["event"], log["update_id"], log["customer_id"]) for log in logs] == [
        ("failed", 1, 7)
    ]


async def test_a_fault_of_ours_after_typing_shows_a_way_back(anna: Anna) -> None:
    await anna.gets(RuntimeError("secret detail"), said())

    shown = anna.telegram.params("sendMessage")
    assert "secret" not in shown["text"]
    assert button_texts(shown) == ["Home"]


async def test_a_screen_that_telegram_refuses_becomes_an_apology(anna: Anna) -> None:
    anna.telegram.refuses("editMessageText", "Bad Request: can't parse entities")

    calls = await anna.gets(SHOP, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert "went wrong" in anna.telegram.params("sendMessage")["text"]


async def test_somebody_who_blocked_the_shop_breaks_nothing(anna: Anna) -> None:
    anna.telegram.answers("sendMessage", TelegramForbiddenError(TELEGRAM_WORDS, "blocked"))

    assert await anna.gets(SHOP, said()) == ["sendMessage"]
    assert anna.person.card_message_id == LIVE


async def test_an_answer_that_comes_too_late_breaks_nothing(anna: Anna) -> None:
    anna.telegram.refuses("answerCallbackQuery", "Bad Request: query is too old")

    assert await anna.gets(SHOP, tapped(LIVE)) == ["editMessageText", "answerCallbackQuery"]


async def test_a_message_with_a_cut_connection_is_not_sent_twice(anna: Anna) -> None:
    anna.telegram.answers("sendMessage", TelegramNetworkError(TELEGRAM_WORDS, "cut"))

    calls = await anna.gets(ORDER, said())

    assert calls == ["sendMessage", "sendMessage"]
    assert "went wrong" in anna.telegram.params("sendMessage")["text"]


async def test_a_charge_is_approved_only_by_an_approval(anna: Anna) -> None:
    assert await anna.gets(Approve(), checkout_question()) == ["answerPreCheckoutQuery"]
    assert anna.telegram.params("answerPreCheckoutQuery")["ok"] is True

    for outcome in (None, Nothing(), RuntimeError("x")):
        await anna.gets(outcome, checkout_question())
        assert anna.telegram.params("answerPreCheckoutQuery")["ok"] is False


async def test_a_refused_charge_says_why(anna: Anna) -> None:
    await anna.gets(OutOfStock("tea", 2), checkout_question())

    answer = anna.telegram.params("answerPreCheckoutQuery")
    assert answer["ok"] is False
    assert answer["error_message"] == "2 tea left."


async def test_a_picture_known_to_telegram_is_not_uploaded_again(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, picture=1), tapped(LIVE))

    assert calls == ["editMessageMedia", "answerCallbackQuery"]
    assert anna.telegram.params("editMessageMedia")["media"]["media"] == "known-1"


async def test_a_new_picture_is_uploaded_once(anna: Anna) -> None:
    screen = replace(SHOP, picture=2)

    await anna.gets(screen, said())
    assert anna.telegram.params("sendPhoto")["photo"].startswith("attach://")
    assert anna.pictures.known[2] == "new-101"

    await anna.gets(screen, said())
    assert anna.telegram.params("sendPhoto")["photo"] == "new-101"


async def test_a_picture_that_telegram_forgot_is_uploaded_again(anna: Anna) -> None:
    anna.telegram.refuses("sendPhoto", "Bad Request: wrong file identifier/HTTP URL specified")

    calls = await anna.gets(replace(SHOP, picture=1), said())

    assert calls == ["sendPhoto", "sendPhoto", "deleteMessage"]
    assert anna.pictures.known[1] != "known-1"


async def test_only_the_words_change_under_a_picture_that_stays(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, picture=1), tapped(LIVE, photo="known-1"))

    assert calls == ["editMessageCaption", "answerCallbackQuery"]


async def test_cards_without_a_picture_carry_the_shops_cover(anna: Anna) -> None:
    anna.pictures.cover_id = 1

    await anna.gets(SHOP, said())

    assert anna.telegram.params("sendPhoto")["photo"] == "known-1"
    await anna.gets(ORDER, said())
    assert anna.telegram.methods[-1] == "sendMessage"


async def test_a_photo_that_must_become_text_is_replaced_by_a_new_message(anna: Anna) -> None:
    calls = await anna.gets(SHOP, tapped(LIVE, photo="known-1"))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    assert anna.person.card_message_id == 101


async def test_an_order_under_a_photo_keeps_the_photo(anna: Anna) -> None:
    calls = await anna.gets(ORDER, tapped(LIVE, photo="known-1"))

    assert calls == ["editMessageCaption", "answerCallbackQuery"]


async def test_a_question_with_a_reply_keyboard_is_a_new_message(anna: Anna) -> None:
    ask = Screen("Your number?", keyboard=ReplyKeys("Send my number", "Cancel"))

    calls = await anna.gets(ask, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "deleteMessage", "sendMessage"]
    keyboard = anna.telegram.params("sendMessage")["reply_markup"]["keyboard"]
    assert keyboard[0][0] == {"text": "Send my number", "request_contact": True}


async def test_the_reply_keyboard_leaves_before_the_next_card_comes(anna: Anna) -> None:
    calls = await anna.gets(replace(SHOP, keyboard=KeysGone("Thank you.")), said())

    assert calls == ["sendMessage", "sendMessage", "deleteMessage"]
    first = next(params for name, params in anna.telegram.calls if name == "sendMessage")
    assert first["text"] == "Thank you."
    assert first["reply_markup"] == {"remove_keyboard": True}
    assert button_texts(anna.telegram.params("sendMessage")) == ["Home"]


async def test_a_group_has_no_live_card(anna: Anna) -> None:
    group: dict[str, Any] = {"chat_id": -5, "kind": "supergroup"}

    assert await anna.gets(SHOP, tapped(OTHER, **group)) == [
        "editMessageText",
        "answerCallbackQuery",
    ]
    assert await anna.gets(SHOP, said(**group)) == ["sendMessage"]
    assert anna.person.card_message_id == LIVE


async def test_an_invoice_pays_with_its_first_button(anna: Anna) -> None:
    invoice = Invoice(
        title="Order 17",
        description="Tea & cake",
        payload="o17",
        prices=(Price("Tea", Money(250, "USD")),),
        pay="Pay $2.50",
        start_parameter="o_17",
        rows=[[HOME]],
        subject="invoice:17",
    )

    calls = await anna.gets(invoice, tapped(LIVE))

    assert sorted(calls) == ["answerCallbackQuery", "sendInvoice"]
    sent = anna.telegram.params("sendInvoice")
    assert button_texts(sent) == ["Pay $2.50", "Home"]
    assert sent["reply_markup"]["inline_keyboard"][0][0]["pay"] is True
    assert sent["prices"] == [{"label": "Tea", "amount": 250}]
    assert anna.noted == [("invoice:17", 7, 101)]


async def test_a_document_is_a_message_of_its_own(anna: Anna) -> None:
    calls = await anna.gets(Document("goods.csv", b"a,b", "All goods"), said())

    assert calls == ["sendDocument"]
    assert anna.telegram.params("sendDocument")["caption"] == "All goods"
    assert anna.person.card_message_id == LIVE
