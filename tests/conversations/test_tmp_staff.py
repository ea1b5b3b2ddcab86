from tests.conversations.street import Passer, Street


async def test_x(street: Street, anna: Passer, owner: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "Courier")
    await anna.says("12 Harbour Street")
    await anna.shares_phone("+12025550123")
    await anna.taps("Pay")
    await anna.pays()
    def show(p, *a):
        print(*a)
        print(p.text, p.buttons, p.toasts, p.visible_calls)
        print("-----")
    show(owner, "pushed")
    for tap in ("Accept", "Packed", "Shipped"):
        await owner.taps(tap)
        show(owner, tap)
    await owner.says("x")
    show(owner, "x")
    street.telegram.sticker(owner.person); await street.quiet()
    show(owner, "sticker")
    await owner.says("RB123456789SG")
    show(owner, "typed")
    print([(m["message_id"], m.get("text", "")[:50]) for m in owner.messages])
    await owner.taps("Delivered")
    show(owner, "delivered")
    for said in ("/panel", "/queue", "/stock BM-1 +5\nbm-2 x\nTP-9 1\nVS-1 =2 # lost", "/price BM-1 13.5", "/product bm-1", "/orders", "/allorders", "/staff", "/stock", "/price", "/product"):
        await owner.says(said)
        show(owner, said)
    await owner.taps("Undo BM-1"); show(owner, "undo price")
    await owner.taps("Undo VS-1"); show(owner, "undo")
    await owner.taps("Undo VS-1"); show(owner, "undo again")
    await owner.taps("Hide"); show(owner, "hide")
    await owner.taps("#1001"); show(owner, "order")
    await owner.says("/add"); show(owner, "/add")
    await owner.says("<b>Cup</b>"); show(owner, "title")
    await owner.says("abc"); show(owner, "price")
    await owner.says("12.5"); show(owner, "price")
    await owner.taps("Cancel"); show(owner, "cancel")
    await owner.says("/add"); show(owner, "/add")
    await owner.taps("Kitchen"); show(owner, "cat")
    from pathlib import Path
    import io
    from PIL import Image
    b = io.BytesIO(); Image.new("RGB", (200, 200), "red").save(b, "JPEG")
    street.telegram.photo(owner.person, b.getvalue(), "", None); await street.quiet()
    show(owner, "photo")
    await owner.says("12"); show(owner, "stock")
    await owner.taps("Invite somebody", "An admin"); show(owner, "invite")
    link = owner.text.split("start=")[1].split()[0]
    boris = street.person("Boris")
    await boris.says("/start " + link); show(boris, "boris")
    await boris.says("/staff"); show(boris, "staff")
    await owner.says("/staff"); await owner.taps("Remove Boris", "Remove"); show(owner, "removed")
    await boris.says("/staff"); show(boris, "staff")
    await boris.taps("Panel"); show(boris, "panel")
    await owner.says("/bind"); show(owner, "bind")
    print(street.telegram.violations)
    assert 0
