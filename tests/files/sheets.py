"""Spreadsheets made by hand, as programs write them: an archive of XML files."""

import io
from collections.abc import Mapping, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DATE, DATE_TIME, NOUGHTS, PERCENT = 1, 2, 3, 4  # styles of `xlsx`
_STYLES = (
    f"<styleSheet {MAIN}><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy\\ hh:mm'/>"
    "<numFmt numFmtId='165' formatCode='0000'/></numFmts><cellStyleXfs><xf numFmtId='14'/>"
    "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
    "<xf numFmtId='165'/><xf numFmtId='9'/></cellXfs></styleSheet>"
)

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENTS = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    f"<Override PartName='/xl/workbook.xml' ContentType='{_TYPE}.sheet.main+xml'/>"
    f"<Override PartName='/xl/sharedStrings.xml' ContentType='{_TYPE}.sharedStrings+xml'/></Types>"
)


def xlsx(
    *sheets: Sequence[Sequence[object]],
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """Make a spreadsheet. A cell is a text, a number, None, or XML that begins with "<c"."""
    shared: list[str] = []
    files = {f"xl/worksheets/sheet{n}.xml": _sheet(s, shared) for n, s in enumerate(sheets, 1)}
    files |= {
        "[Content_Types].xml": _CONTENTS,
        "xl/workbook.xml": _workbook(len(sheets), names, states),
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": _STYLES,
    }
    texts = "".join(f"<si><t xml:space='preserve'>{escape(text)}</t></si>" for text in shared)
    files["xl/sharedStrings.xml"] = f"<sst {MAIN}>{texts}</sst>"
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in (files | dict(parts or {})).items():
            archive.writestr(name, content)
    return made.getvalue()


def _workbook(count: int, names: Sequence[str], states: Sequence[str]) -> str:
    entries = "".join(
        f"<sheet name='{names[n] if names else f'Sheet{n + 1}'}' sheetId='{n + 1}' "
        f"state='{states[n] if states else 'visible'}' r:id='rId{n + 1}'/>"
        for n in range(count)
    )
    return f"<workbook {MAIN} xmlns:r='{_RELATION}'><sheets>{entries}</sheets></workbook>"


def _relations(count: int) -> str:
    kind = f"Type='{_RELATION}/worksheet'"
    entries = "".join(
        f"<Relationship Id='rId{n}' {kind} Target='worksheets/sheet{n}.xml'/>"
        for n in range(1, count + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f"<Relationships xmlns='{package}'>{entries}</Relationships>"


def _sheet(rows: Sequence[Sequence[object]], shared: list[str]) -> str:
    told = "".join(
        f"<row r='{n}'>{''.join(_cell(cell, at, n, shared) for at, cell in enumerate(row))}</row>"
        for n, row in enumerate(rows, 1)
        if row
    )
    return f"<worksheet {MAIN}><sheetData>{told}</sheetData></worksheet>"


def _cell(cell: object, at: int, row: int, shared: list[str]) -> str:
    name = f"{chr(65 + at)}{row}"
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith("<c"):
        return cell.replace("<c", f"<c r='{name}'", 1)
    if isinstance(cell, str):
        shared.append(cell)
        return f"<c r='{name}' t='s'><v>{len(shared) - 1}</v></c>"
    return f"<c r='{name}'><v>{cell}</v></c>"


def styled(number: float, style: int) -> str:
    """A number that is shown in a style."""
    return f"<c s='{style}'><v>{number}</v></c>"
