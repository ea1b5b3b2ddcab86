"""Small files to import, in the shapes real ones have."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.files.reading import read
from bot.files.report import in_english
from bot.files.writing import CatalogueWriter
from domain.goods import ProductSheet
from domain.imports import ImportFile, Problem
from domain.services.exports import Outline
from domain.sheets import CategoryTitles

SIMPLE = """\
sku,product,title,title_ru,description,category,category_ru,merchant,price,compare_at,\
currency,stock,options,options_ru,picture,tags,hidden
CM-1,clay-mug,Clay mug,Глиняная кружка,Holds tea.,Kitchen > Cups,Кухня > Чашки,Potter,\
14.00,18.00,USD,4,Size=250 ml,Объём=250 мл,pictures/mug.jpg,"mug, clay",
CM-2,clay-mug,,,,,,,17.00,,USD,2,Size=350 ml,Объём=350 мл,,,
LN-1,lamp,Night lamp,Ночник,"Warm light.
No flicker.",Home,Дом,Souk,40.00,,USD,1,,,,lamp,yes
"""

SHOPIFY = """\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,\
Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src
wool-hat,Wool hat,<p>Soft &amp; warm.</p><ul><li>Wool</li><li>Hand wash</li></ul>,Knitters,,\
"women, winter",true,Size,S,Colour,Red,WH-S,3,25.00,30.00,https://shop.test/hat.jpg
wool-hat,,,,,,,,L,,Red,,-2,25.00,0.00,
wool-hat,,,,,,,,,,,,,,,https://shop.test/hat-back.jpg
tea-tin,Tea tin,A tin.,Knitters,Tins,kitchen,false,Title,Default Title,,,,7,9.00,,
"""


def simple(text: str = SIMPLE, currency: str = "USD") -> ImportFile:
    """Read a file of the shop's own format."""
    return read(text.encode(), currency)


def shopify(text: str = SHOPIFY) -> ImportFile:
    """Read a file of Shopify's format."""
    return read(text.encode(), "USD")


def problems(file: ImportFile) -> list[tuple[int, str]]:
    """Where something is wrong: (row, column)."""
    return [(problem.row, problem.column) for problem in file.problems]


def said(problem: Problem) -> str:
    """What an English reader is told of it."""
    return in_english(problem.remark)


def written(
    products: Iterable[ProductSheet],
    titles: CategoryTitles,
    languages: Mapping[str, frozenset[str]] | None = None,
) -> bytes:
    """The products as the file the shop writes."""
    sheets = [*products]
    with TemporaryDirectory() as folder:
        outline = Outline(titles, languages or _spoken(sheets, titles), len(sheets))
        path = Path(folder) / "goods.csv"
        with CatalogueWriter(lambda _: path, outline) as file:
            file.add(sheets)
        return path.read_bytes()


def _spoken(sheets: list[ProductSheet], titles: CategoryTitles) -> dict[str, frozenset[str]]:
    return {
        "title": frozenset(one for sheet in sheets for one in sheet.titles),
        "description": frozenset(one for sheet in sheets for one in sheet.descriptions),
        "attributes": frozenset(one for sheet in sheets for one in sheet.attribute_texts),
        "options": frozenset(o for sheet in sheets for v in sheet.variants for o in v.texts),
        "category": frozenset(language for said in titles.values() for language in said),
    }
