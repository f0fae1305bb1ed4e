"""Finds texts that do not fit their cells, by letting LibreOffice set them in columns as wide as Excel makes them.

    python overflow.py FILE…

A wrapped text must not need more height than its row has; a number and a text that does not wrap must fit on one line.
Nothing of the program that wrote the file is asked: widths are computed from the file as Excel does, and each text is
laid out on a sheet of our own, merged cells as one wide cell.

Prints a JSON object: for each file "measured" (how many cells) and "cut" (those that do not fit).
"""

import functools
import json
import sys
import zipfile
from xml.etree import ElementTree

import libreoffice
from cached_values import MAIN, sheet_parts
from com.sun.star.sheet.CellFlags import DATETIME, FORMULA, STRING, VALUE

# Pixels of the widest digit and of the room beside the text, in the font that column widths are counted in.
DIGIT, INCH, PIXELS_PER_INCH = 7, 2540, 96
DEFAULT_PIXELS = 64
# How a cell looks, and whether its text wraps; asked at once.
PROPERTIES = ("CharFontName", "CharHeight", "CharWeight", "ParaIndent", "IsTextWrapped")
# What an indent of one level is in Excel: 9 pixels.
INDENT = 9 * INCH // PIXELS_PER_INCH
# A line more or less is 400 and more; this is for rounding.
TOLERANCE = 20


def pixels(width):
    return int((256 * width + int(128 / DIGIT)) / 256 * DIGIT)


def column_widths(xml):
    """{column from 0: pixels}."""
    widths = {}
    for column in xml.iter(f"{MAIN}col"):
        for index in range(int(column.get("min")) - 1, min(int(column.get("max")), 200)):
            widths[index] = pixels(float(column.get("width")))
    return widths


def merged_columns(xml):
    """{address of the first cell: how many columns it is merged over}; no area here has more than one row."""
    areas = {}
    for area in xml.iter(f"{MAIN}mergeCell"):
        first, last = area.get("ref").split(":")
        areas[first] = number_of(last) - number_of(first) + 1
    return areas


def number_of(address):
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def filled_cells(sheet):
    ranges = sheet.queryContentCells(STRING | VALUE | DATETIME | FORMULA)
    cells = ranges.Cells.createEnumeration()
    while cells.hasMoreElements():
        yield cells.nextElement()


def jobs_of(document, path):
    """What is to be laid out: (place, text, wraps, height of the row) by look and width."""
    jobs = {}
    with zipfile.ZipFile(path) as package:
        for name, part in sheet_parts(package):
            sheet = document.Sheets.getByName(name)
            if not sheet.IsVisible:
                continue
            xml = ElementTree.fromstring(package.read(part))
            widths, merged = column_widths(xml), merged_columns(xml)
            row_height = functools.cache(lambda row, rows=sheet.Rows: rows.getByIndex(row).Height)
            for cell in filled_cells(sheet):
                text = cell.String
                if not text:
                    continue
                *look, wraps = cell.getPropertyValues(PROPERTIES)
                address, place = cell.CellAddress, libreoffice.address_of(cell)
                columns = range(address.Column, address.Column + merged.get(place, 1))
                across = sum(widths.get(column, DEFAULT_PIXELS) for column in columns)
                job = (f"{name}!{place}", text, wraps, row_height(address.Row))
                jobs.setdefault((across, *look), []).append(job)
    return jobs


def heights(scratch, look, texts):
    """Heights of rows that hold these texts, wrapped, in a column with this look."""
    across, font, size, weight, indent = look
    area = scratch.getCellRangeByPosition(0, 0, 0, len(texts) - 1)
    area.clearContents(1023)
    area.CharHeight = area.CharHeightAsian = size
    area.CharWeight = area.CharWeightAsian = weight
    area.CharFontName = area.CharFontNameAsian = font
    # LibreOffice takes an indent from the workbook's font, or from the one in its place; all are of one level here.
    area.ParaIndent = INDENT if indent else 0
    area.IsTextWrapped = True
    area.NumberFormat = 100  # Text: nothing is read as a number or a formula.
    scratch.Columns.getByIndex(0).Width = round(across * INCH / PIXELS_PER_INCH)
    area.setDataArray(tuple((text,) for text in texts))
    rows = area.Rows
    rows.OptimalHeight = False
    rows.OptimalHeight = True
    return [rows.getByIndex(index).Height for index in range(len(texts))]


def examine(office, path):
    cut, measured = [], 0
    with libreoffice.document(office, path) as document:
        jobs = jobs_of(document, path)
        document.Sheets.insertNewByName("測る", document.Sheets.Count)
        scratch = document.Sheets.getByName("測る")
        for look, cells in jobs.items():
            # The last one is a letter: the height of one line.
            needed = heights(scratch, look, [text for _, text, _, _ in cells] + ["あ"])
            line = needed.pop()
            for (place, text, wraps, has), needs in zip(cells, needed):
                measured += 1
                limit = has if wraps else line
                if needs > limit + TOLERANCE:
                    cut.append(f"{place} needs {needs}, has {limit}: {text[:40]}")
    return {"measured": measured, "cut": cut}


def main(files):
    with libreoffice.desktop() as office:
        report = {path: examine(office, path) for path in files}
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
