"""Marks cells of a form in LibreOffice as people do by hand, then saves it as .xlsx, .ods and .xls.

    python mark_uno.py FORM MARKS.json OUT_DIR

MARKS.json is a list of {"name": a defined name, …} with any of: "text" or "number" (what is typed), "format" (number
format code), "struck" (true, or how many letters from the first on), "raised" (how many letters at the end), "white" (true, or
how many letters from the first on),
"hidden" ("row" or "column"), "note", "box" (a text box with these words), "sheet" (true hides the sheet), "zeros" (true: the view leaves out zeros).

Writes OUT_DIR/marked.{xlsx,ods,xls}.
"""

import json
import os
import sys

import libreoffice
from com.sun.star.awt import Size
from com.sun.star.lang import Locale

from fill_uno import cell_named, unprotect

SINGLE_LINE = 1
WHITE = 0xFFFFFF


def letters(cell, start, count):
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    if start:
        cursor.goRight(start, False)
    cursor.goRight(count, True)
    return cursor


def mark(document, cell, wanted):
    if "text" in wanted:
        cell.String = wanted["text"]
    if "number" in wanted:
        cell.Value = wanted["number"]
    if "format" in wanted:
        locale = Locale("ja", "JP", "")
        formats = document.NumberFormats
        key = formats.queryKey(wanted["format"], locale, False)
        cell.NumberFormat = formats.addNew(wanted["format"], locale) if key == -1 else key
    struck = wanted.get("struck")
    if struck is True:
        cell.CharStrikeout = SINGLE_LINE
    elif struck:
        letters(cell, 0, struck).CharStrikeout = SINGLE_LINE
    if "raised" in wanted:
        cursor = letters(cell, len(cell.String) - wanted["raised"], wanted["raised"])
        cursor.CharEscapement, cursor.CharEscapementHeight = 33, 58
    white = wanted.get("white")
    if white is True:
        cell.CharColor, cell.CellBackColor = WHITE, WHITE
    elif white:
        letters(cell, 0, white).CharColor = WHITE
    sheet, address = cell.Spreadsheet, cell.CellAddress
    if wanted.get("hidden") == "row":
        sheet.Rows.getByIndex(address.Row).IsVisible = False
    elif wanted.get("hidden") == "column":
        sheet.Columns.getByIndex(address.Column).IsVisible = False
    if "note" in wanted:
        sheet.Annotations.insertNew(address, wanted["note"])
    if "box" in wanted:
        box = document.createInstance("com.sun.star.drawing.RectangleShape")
        box.Size = Size(3000, 800)
        sheet.DrawPage.add(box)
        box.Anchor = cell
        box.Position = cell.Position
        box.String = wanted["box"]
    if wanted.get("sheet"):
        sheet.IsVisible = False
    if wanted.get("zeros"):
        document.CurrentController.ShowZeroValues = False


def main(form, marks_file, out):
    with open(marks_file, encoding="utf-8") as file:
        marks = json.load(file)
    with libreoffice.desktop() as office, libreoffice.document(office, form) as document:
        unprotect(document)
        for wanted in marks:
            mark(document, cell_named(document, wanted["name"]), wanted)
        for extension in (".xlsx", ".ods", ".xls"):
            libreoffice.save_as(document, os.path.join(out, f"marked{extension}"))
    print("{}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
