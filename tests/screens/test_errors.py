"""A sentence for every refusal."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.limits import TOAST, problems
from bot.reply import Toast
from bot.screens.errors import apology, explain, sorry
from domain.errors import (
    BadText,
    Fact,
    Field,
    MissingFact,
    NotAllowed,
    NotFound,
    OutOfStock,
    PaymentRefused,
    Refusal,
    ShopError,
    WrongStep,
)
from domain.price_errors import Grammar
from domain.sale_errors import Clash, Missing
from tests.screens.samples import NASTY, T, keeps_limits, usd

SAMPLES: dict[str, Any] = {
    "what": "product",
    "name": "",
    "title": NASTY[0],
    "text": NASTY[0] * 30,
    "field": Field.NAME,
    "fact": Fact.PHONE,
    "reason": Refusal.EXPIRED,
    "one": "USD",
    "other": "EUR",
    "problems": [(1, "a"), (2, "b")],
    "least": 1,
    "most": 64,
    "left": 3,
    "reserved": 3,
    "used": 3,
    "over": True,
    "grammar": Grammar.PROMO,
    "pieces": 3,
    "digital": True,
    "at": datetime(2026, 11, 21, tzinfo=UTC),
    "starts_at": datetime(2026, 11, 21, tzinfo=UTC),
    "ends_at": datetime(2026, 12, 7, 18, 30, tzinfo=UTC),
    "missing": Missing.END,
    "clash": Clash.OVER,
    "price": usd(1290),
    "many": 155_500,
    "few": 156,
    "currency": "USD",
    "found": 6_000,
    "ways": (NASTY[0] * 9, NASTY[1]),
}


def kinds(of: type[ShopError] = ShopError) -> Iterator[type[ShopError]]:
    """Every kind of refusal there is."""
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def sample(kind: type[ShopError]) -> ShopError:
    """A refusal of that kind with something in every field."""
    values = {each.name: SAMPLES.get(each.name, NASTY[0] * 9) for each in fields(kind)}
    return kind(**values)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=str))
def test_every_refusal_has_its_own_sentence_that_fits_a_toast(kind: type[ShopError]) -> None:
    said = explain(sample(kind), T)

    assert kind in explain.registry
    assert problems(Toast(said)) == []
    assert "<script>" not in said
    assert said.plain[-1] in ".53"


def test_a_refusal_from_tomorrow_is_answered_too() -> None:
    class Unheard(ShopError):
        pass

    assert explain(Unheard(), T) == "This cannot be done now. Nothing was changed."


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_reason_not_to_charge_says_that_nothing_was_charged(reason: Refusal) -> None:
    said = explain(PaymentRefused(reason), T)

    assert "Nothing was charged" in said
    assert len(said.plain) <= TOAST


@pytest.mark.parametrize("field", list(Field))
def test_every_text_that_is_too_long_says_its_limit_and_the_excess(field: Field) -> None:
    said = explain(BadText("x" * 310, field, 1, 300), T)

    assert "300 characters" in said
    assert said.endswith("It is 10 characters too long.")


@pytest.mark.parametrize("fact", list(Fact))
def test_every_missing_fact_is_named(fact: Fact) -> None:
    assert len({explain(MissingFact(each), T) for each in Fact}) == len(Fact)
    assert "first" in explain(MissingFact(fact), T)


def test_missing_rights_look_like_an_unknown_command() -> None:
    assert explain(NotAllowed(), T) == (
        "There is no such command here. /help shows what can be done."
    )


def test_what_is_gone_is_named_and_a_mistyped_name_is_quoted() -> None:
    assert "not on sale any more" in explain(NotFound("product"), T)
    assert explain(NotFound("sku", "BM-9"), T).startswith("“BM-9” was not found.")
    assert explain(NotFound("moon"), T) == "This is no longer there. Nothing was changed."


def test_sold_out_and_too_few_are_told_apart() -> None:
    assert explain(OutOfStock("Mug", 0), T) == "“Mug” is sold out. Everything else is kept."
    assert "Only 2 of “Mug” are left." in explain(OutOfStock("Mug", 2), T)


def test_a_payment_on_its_way_is_not_called_cancelled() -> None:
    assert "A payment is on its way" in explain(WrongStep("paying", "cancelled"), T)
    assert "stands differently" in explain(WrongStep("moon", "cancelled"), T)


def test_our_own_failures_blame_nobody_and_lead_on() -> None:
    assert "Your cart is safe" in sorry(T)
    assert keeps_limits(apology(T))
