"""What an operator reads of a database that cannot be had: a sentence, and no secret."""

import sqlite3
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.database import open_store
from bot.settings import Settings
from bot.trouble import explained
from storage.migrate import newest


def settings_with(url: str) -> Settings:
    """Settings of a shop with this database."""
    return Settings(_env_file=None, database_url=SecretStr(url))


async def told(url: str) -> str:
    """Return what is told of a database that cannot be opened."""
    try:
        await (await open_store(settings_with(url))).close()
    except Exception as error:
        return explained(error) or f"not explained: {error!r}"
    return "nothing"


async def test_a_database_server_that_is_not_there() -> None:
    said = await told("postgresql://shop:hush@127.0.0.1:1/shop")

    assert said.startswith("The database does not answer: ")
    assert "hush" not in said


async def test_a_database_that_the_server_does_not_have(postgres_url: str) -> None:
    said = await told(postgres_url.replace("/postgres?", "/nothing_of_ours?"))

    assert said.startswith("The database server has no database of this name.")


async def test_a_user_whom_the_server_does_not_know(postgres_url: str) -> None:
    said = await told(postgres_url.replace("://postgres:", "://nobody_here:"))

    assert said.startswith("The database does not let this user in.")


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_text("a list of goods, and no database" * 99)

    said = await told(f"sqlite:///{tmp_path}/shop.db")

    assert said == "What DATABASE_URL names is a file, but no SQLite database."


async def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    said = await told(f"sqlite:///{tmp_path}/data/deep/shop.db")

    assert said.startswith(f"The folder {tmp_path}/data/deep cannot be made: ")


async def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    assert (await told(f"sqlite:///{tmp_path}")).startswith("The database file cannot be opened.")


async def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    await (await open_store(settings_with(f"sqlite:///{path}"))).close()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")

    said = await told(f"sqlite:///{path}")

    assert said.startswith("The database was made by a newer release: its schema is 9999, ")
    assert newest() in said


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE orders (id INTEGER)")

    said = await told(f"sqlite:///{path}")

    assert said.startswith("The database has a table 'orders' that another program made.")
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("orders",)]


async def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE one (text)")
        file.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            file.execute("INSERT INTO one VALUES (?)", ["x" * 99_999])

    assert (explained(full.value) or "").startswith("The disk is full.")


def test_faults_of_ours_are_not_explained_away() -> None:
    with sqlite3.connect(":memory:") as file:
        file.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
        for statement in ("INSERT INTO one VALUES (1), (1)", "SELECT nothing FROM one"):
            with pytest.raises(sqlite3.Error) as wrong:
                file.execute(statement)
            assert explained(wrong.value) is None
    assert explained(KeyError("a bug")) is None
