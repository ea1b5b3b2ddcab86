"""Every column that may name a person has its fate, and is told of in docs/privacy.md."""

from pathlib import Path

from sqlalchemy import Column

from storage.own_data import SUBJECTS
from storage.privacy import DELETED, PASSED_ON, PAYERS
from storage.tables import metadata
from storage.tables.people import customers

_DOCS = Path(__file__).parents[2] / "docs" / "privacy.md"
_NAMES = {"customer_id", "chat_id", "actor_id", "payer_id", "by_id"}
_OWN_WAY = {
    "feedback.customer_id": "deleted with its photos, by `FeedbackRepository.forget`",
    "review_votes.customer_id": "taken back one by one, so that reviews are counted right",
    "staff.customer_id": "who has a post is not forgotten",
    "merchants.chat_id": "a private chat is let go when its person is dismissed",
}


def _names_a_person(column: Column[object]) -> bool:
    meant = column.name in _NAMES or column.name.endswith("_by")
    return meant or any(key.column is customers.c.id for key in column.foreign_keys)


def _goes_with_them(column: Column[object]) -> bool:
    return any(key.ondelete == "CASCADE" for key in column.foreign_keys)


def test_every_column_that_may_name_a_person_has_its_fate() -> None:
    seen_to = {str(column) for column in (*PASSED_ON, *PAYERS, *DELETED)} | set(_OWN_WAY)
    forgotten = [
        str(column)
        for table in metadata.sorted_tables
        for column in table.c
        if _names_a_person(column) and not _goes_with_them(column)
        if str(column) not in seen_to
    ]

    assert forgotten == []


def test_a_copy_reads_every_table_that_has_rows_of_a_person() -> None:
    read = " ".join(str(statement) for statement in SUBJECTS.values())
    theirs = [table.name for table in metadata.sorted_tables if "customer_id" in table.c]

    assert len(theirs) > 15
    assert [name for name in theirs if f" {name}" not in read] == []


def test_the_docs_tell_of_every_table_that_may_name_a_person() -> None:
    told = _DOCS.read_text("utf-8")
    tables = {
        table.name
        for table in metadata.sorted_tables
        if any(_names_a_person(column) for column in table.c)
    }

    assert [name for name in sorted(tables) if f"`{name}`" not in told] == []
