"""Rows as WooCommerce exports them."""

import csv
import io
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from bot.files.reading import read
from domain.goods import ProductSheet
from domain.imports import ImportFile

HEADERS = [
    *("ID", "Type", "SKU", "Name", "Published", "Is featured?", "Visibility in catalog"),
    *("Short description", "Description", "Date sale price starts", "Date sale price ends"),
    *("Tax status", "Tax class", "In stock?", "Stock", "Low stock amount"),
    *("Backorders allowed?", "Sold individually?", "Weight (kg)", "Length (cm)", "Width (cm)"),
    *("Height (cm)", "Allow customer reviews?", "Purchase note", "Sale price"),
    *("Regular price", "Categories", "Tags", "Shipping class", "Images", "Download limit"),
    *("Download expiry days", "Parent", "Grouped products", "Upsells", "Cross-sells"),
    *("External URL", "Button text", "Position", "Attribute 1 name", "Attribute 1 value(s)"),
    *("Attribute 1 visible", "Attribute 1 global", "Attribute 2 name"),
    *("Attribute 2 value(s)", "Attribute 2 visible", "Attribute 2 global"),
]
_SHORT = {
    **{"price": "Regular price", "sale": "Sale price", "from": "Date sale price starts"},
    **{"until": "Date sale price ends", "type": "Type", "sku": "SKU", "name": "Name"},
    **{"published": "Published", "parent": "Parent", "stock": "Stock", "images": "Images"},
    **{"a1": "Attribute 1 name", "v1": "Attribute 1 value(s)", "a2": "Attribute 2 name"},
    **{"v2": "Attribute 2 value(s)", "s2": "Attribute 2 visible", "id": "ID"},
    **{"weight": "Weight (kg)", "instock": "In stock?", "categories": "Categories"},
    **{"tags": "Tags", "text": "Description", "visibility": "Visibility in catalog"},
}
HOODIE = {
    "id": "44",
    "type": "variable",
    "sku": "WOO-HOODIE",
    "name": "Hoodie &amp; hat",
    "text": "<p>Soft.</p>\\n<ul><li>Warm</li></ul>",
    "weight": "0.5",
    "categories": "Clothing > Hoodies, Sale",
    "tags": "warm, cotton",
    "images": "https://shop.test/a.jpg, https://shop.test/b.jpg",
    **{"a1": "Colour", "v1": "Blue, Green", "a2": "Material", "v2": "Wool\\, washed, Cotton"},
}
BLUE = {
    **{"id": "45", "type": "variation", "sku": "H-BLUE", "name": "Hoodie - Blue", "price": "45"},
    **{"parent": "WOO-HOODIE", "stock": "3", "a1": "Colour", "v1": "Blue", "sale": "42"},
    **{"images": "https://shop.test/blue.jpg", "weight": "0.6"},
}
GREEN = {
    **{"id": "46", "type": "variation", "name": "Hoodie - Green", "price": "45", "stock": "-1"},
    **{"parent": "id:44", "a1": "Colour", "v1": "Green"},
}
TEA = {
    **{"id": "47", "type": "simple", "sku": "TEA-1", "name": "Tea", "price": "9.90"},
    **{"stock": "7", "a1": "Leaf", "v1": "Green", "published": "-1"},
}


def content(rows: Iterable[Mapping[str, str]]) -> bytes:
    """An export with these rows."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADERS, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({"Published": "1"} | {_SHORT[name]: value for name, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


def woo(*rows: Mapping[str, str], zone: str = "UTC") -> ImportFile:
    """Read such an export."""
    return read(content(rows), "USD", ZoneInfo(zone))


def only(file: ImportFile) -> ProductSheet:
    """The one product of a file."""
    (product,) = file.products
    return product
