"""An admin has all goods sent as a file, in the chat."""

import pytest

from tests.conversations.street import Passer, Street
from tests.conversations.test_importing import sends


async def settle(street: Street) -> None:
    """Let the shop do all it has to do, in the background too."""
    await street.quiet()
    await street.app.export_desk.settled()
    await street.quiet()


def files(street: Street, person: Passer) -> dict[str, bytes]:
    """What the shop has sent them, by name."""
    sent = [m["document"] for m in person.messages if "document" in m]
    known = street.telegram.world.files.known
    return {one["file_name"]: known(one["file_id"]).data for one in sent}


async def test_all_goods_come_as_a_file_that_changes_nothing_when_it_is_sent_back(
    street: Street, owner: Passer
) -> None:
    await owner.says("/export")
    await settle(street)

    ((name, content),) = files(street, owner).items()
    assert name.startswith("goods-")
    assert owner.sees("All goods as a file", "send it back")
    await sends(street, owner, content, name)
    assert owner.sees("The shop has all of this already")
    assert not street.telegram.violations


async def test_a_large_catalogue_comes_in_several_files(
    street: Street, owner: Passer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.export_desk._LARGEST", 700)
    await owner.says("/import")
    await owner.taps("All goods as a file")
    await settle(street)

    sent = files(street, owner)
    assert len(sent) > 1
    assert owner.sees(f"In {len(sent)} files.")
    for name, content in sent.items():
        await sends(street, owner, content, name)
        assert owner.sees("The shop has all of this already")


async def test_customers_take_no_catalogue_out(street: Street, anna: Passer) -> None:
    await anna.says("/start", "/export")
    await settle(street)

    assert files(street, anna) == {}
    assert not anna.sees("All goods as a file")
