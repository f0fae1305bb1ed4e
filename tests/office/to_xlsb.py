"""Writes workbooks again as .xlsb, which no office suite here writes: cells, results of formulas, names, properties.

    python to_xlsb.py FILE.xlsx…

Writes FILE.xlsb beside each. Only what a reader of forms looks at is carried over ([MS-XLSB], the records by number):
no merged cells, colours or widths, dates as the built-in format 14, a constant in the place of each formula.
"""

import datetime
import struct
import sys
import zipfile
from xml.sax.saxutils import quoteattr

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CUSTOM = "docProps/custom.xml"
STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}
GENERAL, DATE = 0, 1
EVERY_SHEET = 0xFFFFFFFF
# A formula that is the number 0.
CONSTANT = struct.pack("<IBHI", 3, 0x1E, 0, 0)


def record(kind, data=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while length >= 0x80:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + data


def wide(text):
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def cell_record(column, value, is_formula, epoch):
    style = DATE if isinstance(value, (datetime.date, datetime.datetime)) else GENERAL
    if style == DATE:
        value = to_excel(value, epoch)
    place = struct.pack("<II", column, style)
    if isinstance(value, bool):
        kind, data = (0x0A, 0x04)[not is_formula], place + bytes([value])
    elif isinstance(value, (int, float)):
        kind, data = (0x09, 0x05)[not is_formula], place + struct.pack("<d", value)
    else:
        kind, data = (0x08, 0x06)[not is_formula], place + wide(value)
    return record(kind, data + (b"\0\0" + CONSTANT if is_formula else b""))


def sheet_part(results, formulas, epoch):
    rows = b""
    for row in results.iter_rows():
        cells = [cell for cell in row if cell.value is not None and cell.value != ""]
        if cells:
            rows += record(0x00, struct.pack("<I", cells[0].row - 1) + bytes(13))
        for cell in cells:
            is_formula = formulas[cell.coordinate].data_type == "f"
            rows += cell_record(cell.column - 1, cell.value, is_formula, epoch)
    extent = record(0x94, struct.pack("<IIII", 0, results.max_row, 0, results.max_column))
    return record(0x81) + extent + record(0x91) + rows + record(0x92) + record(0x82)


def name_record(name, defined, sheets):
    """The record of a name that stands for one area, or nothing."""
    try:
        ((sheet, address),) = defined.destinations
    except ValueError:
        return b""
    corners = [coordinate_to_tuple(corner) for corner in address.replace("$", "").split(":")]
    (top, left), (bottom, right) = corners[0], corners[-1]
    at = sheets.index(sheet)
    if len(corners) == 1:
        formula = struct.pack("<BHIH", 0x3A, at, top - 1, left - 1)
    else:
        formula = struct.pack("<BHIIHH", 0x3B, at, top - 1, bottom - 1, left - 1, right - 1)
    start = struct.pack("<IBI", 0, 0, EVERY_SHEET) + wide(name)
    return record(0x27, start + struct.pack("<I", len(formula)) + formula + struct.pack("<II", 0, EVERY_SHEET))


def workbook_part(workbook, sheets):
    flags = 1 if workbook.epoch == CALENDAR_MAC_1904 else 0
    part = record(0x83) + record(0x99, struct.pack("<II", flags, 0) + wide("")) + record(0x8F)
    for index, title in enumerate(sheets):
        state = STATES[workbook[title].sheet_state]
        part += record(0x9C, struct.pack("<II", state, index + 1) + wide(f"rId{index + 1}") + wide(title))
    part += record(0x90)
    areas = b"".join(struct.pack("<Iii", 0, index, index) for index in range(len(sheets)))
    part += record(0x16A, struct.pack("<I", len(sheets)) + areas)
    for name, defined in workbook.defined_names.items():
        part += name_record(name, defined, sheets)
    return part + record(0x9D, bytes(26)) + record(0x84)


def relationships(targets):
    inside = "".join(
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(KIND + kind)} Target={quoteattr(target)}/>"
        for name, kind, target in targets
    )
    return f"<Relationships xmlns={quoteattr(RELATIONSHIPS)}>{inside}</Relationships>"


def convert(path):
    formulas = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True)
    sheets = formulas.sheetnames
    styles = record(0x116) + record(0x269, struct.pack("<I", 2))
    for number_format in (0, 14):
        styles += record(0x2F, struct.pack("<HH", 0, number_format) + bytes(12))
    styles += record(0x26A) + record(0x117)
    with zipfile.ZipFile(path) as package:
        custom = package.read(CUSTOM) if CUSTOM in package.namelist() else None
    with zipfile.ZipFile(path.removesuffix(".xlsx") + ".xlsb", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.bin")]))
        parts = [(f"rId{n + 1}", "worksheet", f"worksheets/sheet{n + 1}.bin") for n in range(len(sheets))]
        package.writestr("xl/_rels/workbook.bin.rels", relationships(parts))
        package.writestr("xl/workbook.bin", workbook_part(formulas, sheets))
        package.writestr("xl/styles.bin", styles)
        for title, (_, _, target) in zip(sheets, parts):
            part = sheet_part(results[title], formulas[title], formulas.epoch)
            package.writestr(f"xl/{target}", part)
        if custom is not None:
            package.writestr(CUSTOM, custom)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for argument in sys.argv[1:]:
        convert(argument)
