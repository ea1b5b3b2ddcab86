"""What is said of a catalogue file's cells: alone, beside each other, and in this shop."""

from bot.i18n import Phrase, noop, plural
from domain.remarks import Matter

CELL_WORDS: dict[Matter, Phrase] = {
    Matter.MORE_CELLS: plural(
        "It has {n} cell, but there are {headers} headers.",
        "It has {n} cells, but there are {headers} headers.",
    ),
    Matter.NO_RESULT: noop("{text} is a formula without a result, and no value."),
    Matter.SHORTENED: noop(
        "{text} is a number that the spreadsheet has shortened. Format the column as text"
        " and fill it in once more."
    ),
    Matter.MISSING: noop("The {word} is missing."),
    Matter.TOO_LONG: plural(
        "The {word} has {n} character; {most} is the most.",
        "The {word} has {n} characters; {most} is the most.",
    ),
    Matter.NO_PRICE: noop('"{text}" is no price above zero in {currency}.'),
    Matter.EMPTY_PRICE: noop("An empty cell is no price above zero in {currency}."),
    Matter.OTHER_CURRENCY: noop("It is {said}, but this shop sells in {currency}."),
    Matter.STOCK_UNDER_ZERO: noop("Stock cannot be under zero, and {text} is."),
    Matter.NO_PIECES: noop('"{text}" is no whole number of pieces up to {most}.'),
    Matter.NO_FLAG: noop('"{text}" is neither yes nor no.'),
    Matter.NO_KIND: noop('"{text}" is no kind. Write physical, keys, file or text.'),
    Matter.EMPTY_PART: noop('"{text}" has an empty part. Write it as "Kitchen &gt; Mugs".'),
    Matter.NO_PAIRS: noop('"{text}" is not understood. Write it as "Size=M; Colour=Blue".'),
    Matter.MANY_OPTIONS: plural(
        "There is {n} option; {most} is the most.",
        "There are {n} options; {most} is the most.",
    ),
    Matter.MANY_ATTRIBUTES: plural(
        "There is {n} attribute; {most} is the most.",
        "There are {n} attributes; {most} is the most.",
    ),
    Matter.MANY_PICTURES: plural(
        "There is {n} more picture; {most} is the most.",
        "There are {n} more pictures; {most} is the most.",
    ),
    Matter.NO_WEIGHT: noop('"{text}" is no weight. Write it in grams: 350, or 1.2 kg.'),
    Matter.WEIGHT_BEYOND: noop('"{text}" is no weight between 1 g and 1,000 kg.'),
    Matter.NO_DAY: noop('"{text}" is no day. Write it as 2026-12-31, or 2026-12-31 18:00.'),
    Matter.EMPTY_DAY: noop(
        "An empty cell is no day. Write it as 2026-12-31, or 2026-12-31 18:00."
    ),
    Matter.DAY_SKIPPED: noop('"{text}" is never: clocks are put forward then.'),
    Matter.ENDS_FIRST: noop("The sale would end before it begins."),
    Matter.OPTIONS_APART: plural(
        "It has {n} option where options has {of}.",
        "It has {n} options where options has {of}.",
    ),
    Matter.ATTRIBUTES_APART: plural(
        "It has {n} attribute where attributes has {of}.",
        "It has {n} attributes where attributes has {of}.",
    ),
    Matter.PARTS_APART: plural(
        "It has {n} part where category has {of}.",
        "It has {n} parts where category has {of}.",
    ),
    Matter.SKU_TWICE: noop("SKU {sku} is on rows {row} and {again}."),
    Matter.DIFFERS: noop(
        "The {word} differs from row {row} of the same product ({product}). Leave it "
        "empty, or give this row another product."
    ),
    Matter.ALIKE: noop(
        "Rows {row} and {again} are the same product ({product}) with the same options, "
        "so nobody could choose between them."
    ),
    Matter.OTHER_OPTIONS: noop(
        "Its options are not those of row {row}, which is the same product."
    ),
    Matter.CURRENCIES: noop("All variants of a product have one currency."),
    Matter.SKU_TAKEN: noop(
        'SKU {sku} already belongs to the product "{title}" ({product}). Give this row '
        "another SKU, or that product's name."
    ),
    Matter.STOCK_HELD: noop("Stock of {sku} cannot become {stock}: placed orders hold {held}."),
    Matter.NEVER_STARS: noop(
        "Goods that are sent are never sold for Stars. If it is digital, write keys, file"
        " or text under kind."
    ),
    Matter.STARS_ONLY: noop(
        "Digital goods are paid in Stars: write the price in them, and XTR under "
        "currency. Hidden goods may wait for that."
    ),
    Matter.COUNTED: noop("Digital goods are counted by themselves. Leave it empty."),
    Matter.KIND_STAYS: plural(
        "It is {kind}; there is {n} that must leave the shelf first.",
        "It is {kind}; there are {n} that must leave the shelf first.",
    ),
    Matter.SALE_OVER: noop(
        "The sale of {sku} is over, so it was left out. With an empty sale_from it begins at once."
    ),
    Matter.SALE_BEGUN: noop(
        "The sale of {sku} would have begun before, so it was left out. With an empty "
        "sale_from it begins at once."
    ),
    Matter.SALE_NOT_LOWER: noop(
        "The sale of {sku} is for {price}, which is no less than its price."
    ),
    Matter.SALE_OVERLAPS: noop(
        "{sku} has a sale on some of these days: {sale}. End that with /sales first, or "
        "leave these cells empty."
    ),
}
