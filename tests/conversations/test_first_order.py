"""From /start to a paid order, and back for more."""

from tests.conversations.street import Passer, Street


async def test_a_first_purchase_takes_five_taps_and_what_is_typed(
    street: Street, anna: Passer
) -> None:
    await anna.says("/start")
    print(anna.text, anna.buttons)
    await anna.taps("Kitchen")
    print(anna.text, anna.buttons)
    await anna.taps("All goods here")
    print(anna.text, anna.buttons)
    await anna.taps("Teapot")
    print(anna.text, anna.buttons)
    await anna.taps("Buy now")
    print(anna.text, anna.buttons)
    await anna.taps("Courier")
    print(anna.text, anna.buttons)
    await anna.says("12 Harbour Street")
    print(anna.text, anna.buttons)
    await anna.shares_phone("+12025550123")
    print(anna.text, anna.buttons)
    await anna.taps("Pay")
    print(anna.text, anna.buttons, anna.calls)
    await anna.pays()
    print(anna.all_text)
    assert anna.sees("Paid")
