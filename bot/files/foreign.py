"""What the exports of other shops have in common: longer texts, HTML, goods without a SKU."""

from zlib import crc32

from bs4 import BeautifulSoup

from bot.files import cells
from bot.files.table import Row, WrongCell
from domain.goods import SKU_LENGTH, Pairs, slug
from domain.imports import Problem
from domain.remarks import Matter, Word, remark


def plain_text(body: str) -> str:
    """Return HTML as plain text, paragraphs and list items on lines of their own."""
    if "<" not in body and "&" not in body:
        return body
    soup = BeautifulSoup(body, "html.parser")
    for unseen in soup(["script", "style"]):
        unseen.decompose()
    for block in soup(["p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr", "ul", "ol"]):
        block.insert_before("\n")
        block.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)


def cut(row: Row, column: str, word: Word, text: str, warnings: list[Problem]) -> str:
    """Return *text* as long as the shop shows what *word* names; tell if it was longer."""
    most = cells.LONGEST[word]
    tidy = cells.prose_of_any_length(text)
    if len(tidy) <= most:
        return tidy
    told = remark(Matter.CUT, word=word, n=len(tidy), most=most)
    warnings.append(Problem(row.number, column, told))
    whole, _, _ = tidy[: most - 1].rpartition(" ")
    return (whole or tidy[: most - 1]).rstrip(" ,;:.") + "…"


def is_zero(text: str) -> bool:
    """Whether a number is nothing, or not there."""
    return not text.strip("0., ")


def pieces_left(row: Row, column: str, warnings: list[Problem]) -> int | None:
    """Read a count; one under zero, sold on credit there, is none left and told."""

    def parse(text: str) -> int | None:
        try:
            return cells.pieces(text)
        except WrongCell:
            if not text.startswith("-"):
                raise
            told = remark(Matter.STOCK_RAISED, text=text)
            warnings.append(Problem(row.number, column, told))
            return 0

    return row.read(column, parse, None)


def made_up_sku(handle: str, options: Pairs) -> str:
    """Return a SKU that the same product and options get every time."""
    values = "-".join(slug(value) for _, value in options)
    made = "-".join(filter(None, (slug(handle), values))).upper()
    if len(made) <= SKU_LENGTH and all(slug(value) for _, value in options):
        return made
    return f"{made[: SKU_LENGTH - 9]}-{crc32(repr((handle, options)).encode()):08X}"
