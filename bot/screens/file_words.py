"""What is said of a catalogue file as a whole, of its columns, and of what they name."""

from bot.i18n import Phrase, noop, plural
from domain.remarks import Matter

FILE_WORDS: dict[Matter, Phrase] = {
    Matter.IS_PDF: noop("This is a PDF. Save the goods as CSV (UTF-8) or .xlsx and send that."),
    Matter.IS_PICTURE: noop(
        "This is a picture. Save the goods as CSV (UTF-8) or .xlsx and send that."
    ),
    Matter.IS_RECORDING: noop(
        "This is a picture or a recording. Save the goods as CSV (UTF-8) or .xlsx and send that."
    ),
    Matter.IS_OLD: noop(
        "This is a spreadsheet that is locked by a password, or of an old kind (.xls). "
        "Save it as .xlsx without a password, or as CSV, and send that."
    ),
    Matter.IS_ARCHIVE: noop("This is an archive. Take the file out of it and send that."),
    Matter.IS_PAGE: noop(
        "This is a web page. Save the goods as CSV (UTF-8) or .xlsx and send that."
    ),
    Matter.IS_XML: noop("This is XML. Save the goods as CSV (UTF-8) or .xlsx and send that."),
    Matter.IS_DATABASE: noop(
        "This is a database. Save the goods as CSV (UTF-8) or .xlsx and send that."
    ),
    Matter.IS_PROGRAM: noop(
        "This is a program. Save the goods as CSV (UTF-8) or .xlsx and send that."
    ),
    Matter.IS_TOO_BIG: noop("This spreadsheet is too big. Save it as CSV and send that."),
    Matter.IS_OTHER_KIND: noop(
        "This is a spreadsheet of another kind. Save it as .xlsx or CSV and send that."
    ),
    Matter.IS_DAMAGED: noop(
        "This spreadsheet is damaged or locked. Save it as CSV and send that."
    ),
    Matter.IS_EMPTY: noop("The file is empty."),
    Matter.LONG_CELL: plural(
        "Row {row}, column {column} has {n} character. That is no catalogue's.",
        "Row {row}, column {column} has {n} characters. That is no catalogue's.",
    ),
    Matter.OTHER_SHEETS: noop(
        'Only the sheet "{name}" was read, not {others}. Send each as a file.'
    ),
    Matter.QUOTED: noop('"{name}"'),
    Matter.QUOTES_OPEN: noop("Row {row} cannot be read: its quotation marks do not match."),
    Matter.NO_ENCODING: noop(
        "The letters of this file are in no encoding the shop knows. Save it as CSV UTF-8."
    ),
    Matter.LETTER_DAMAGED: noop(
        "A letter in line {line} is damaged; the rest of the file is UTF-8. Put it right,"
        " or save the file as CSV UTF-8 once more."
    ),
    Matter.LETTERS_GUESSED: noop(
        "The file does not say how its letters are encoded; they were read as {letters}. "
        "If they look wrong, save it as CSV UTF-8."
    ),
    Matter.READER_LOST: noop(
        "A process that was reading the file was ended from outside, perhaps because the "
        "machine has too little memory. Nothing was saved. Import the file again, or in "
        "parts."
    ),
    Matter.NOT_THERE: noop(
        "Columns that must be there are not: {columns}. The headers found: {found}."
    ),
    Matter.READ_SO: noop("Columns were read so: {columns}."),
    Matter.COLUMN_IS: noop('"{header}" is {field}'),
    Matter.LEFT_OUT: noop("Columns that are not known were left out: {columns}."),
    Matter.TWICE: noop(
        "The column {column} is there twice. Delete one of the two, or give it another header."
    ),
    Matter.OTHER_MONEY: noop(
        'The column "{column}" is in other money: this shop sells in {currency}. Put the '
        "prices in that."
    ),
    Matter.NO_GOODS: noop("There are no goods below the header."),
    Matter.DIGITAL: noop(
        "It needs no shipping, so it is digital. It is sold out until /keys, /file or "
        "/text fills it; where digital goods are paid in Stars, /price gives it its price"
        " in them."
    ),
    Matter.NO_PARENT: noop(
        'Its product "{product}" is not in the file. Put its row into the same file, or '
        "correct the Parent."
    ),
    Matter.NO_VARIATIONS: noop("It has no variation that is on sale, so it was left out."),
    Matter.NOT_SOLD: noop(
        "It is not sold by itself there, only linked or grouped, so it was left out."
    ),
    Matter.VARIATION_OFF: noop("It is not published, so it is not on sale."),
    Matter.SALE_ENDLESS: noop(
        "A sale that begins on a day has to end on one, so it was left out. The price is the "
        "regular one."
    ),
    Matter.STOCK_SHARED: noop(
        "Its stock is counted together with that of other variations there, and by itself here. "
        "Count it and set it with /stock."
    ),
    Matter.CUT: plural(
        "The {word} had {n} character and was cut to {most}.",
        "The {word} had {n} characters and was cut to {most}.",
    ),
    Matter.STOCK_RAISED: noop("Stock was {text}, under zero; it is taken as none left."),
    Matter.PICTURES_LEFT: plural(
        "{product} has {n} picture; {left} of them were left out.",
        "{product} has {n} pictures; {left} of them were left out.",
    ),
    Matter.NO_PICTURE: noop("It is no JPEG, PNG or WebP picture."),
    Matter.PICTURE_TOO_BIG: noop("It is over 10 MB."),
    Matter.NOT_BESIDE: noop("It is not beside the file."),
    Matter.NO_FILE: noop("There is no such file."),
    Matter.SERVER_SAID: noop("The server answered {status}."),
    Matter.NO_SERVER: noop("The server could not be reached."),
}
