"""Changes one cell of a workbook in LibreOffice, recalculates, and tells what other cells show before and after.

    python change_record.py FILE SHEET CELL TEXT WATCHED…

TEXT is what somebody types: a number becomes one.

WATCHED is `sheet!cell`, or `sheet!text`: then it is all cells of the first row that begins with that text.
Prints a JSON object with "before" and "after": the shown texts, by WATCHED; and "errors": all cells of the workbook that
are in error after the change, as sheet!cell.
"""

import json
import re
import sys

import libreoffice
from recalc import formula_cells


def shown_in(cell):
    """The text, without the room that a number format puts behind it."""
    return cell.String.rstrip(" ")


def row_of(sheet, text):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    for row in range(last.EndRow + 1):
        if shown_in(sheet.getCellByPosition(0, row)) == text:
            return [shown_in(sheet.getCellByPosition(col, row)) for col in range(last.EndColumn + 1)]
    sys.exit(f"{sheet.Name} has no row {text}")


def watch(document, watched):
    shown = {}
    for place in watched:
        name, wanted = place.split("!")
        sheet = document.Sheets.getByName(name)
        if re.fullmatch(r"[A-Z]+[0-9]+", wanted):
            shown[place] = shown_in(sheet.getCellRangeByName(wanted))
        else:
            shown[place] = row_of(sheet, wanted)
    return shown


def main(path, sheet, cell, text, watched):
    with libreoffice.desktop() as office, libreoffice.document(office, path) as document:
        document.calculateAll()
        before = watch(document, watched)
        document.Sheets.getByName(sheet).getCellRangeByName(cell).Formula = text
        document.calculateAll()
        after = watch(document, watched)
        errors = [
            f"{sheet}!{libreoffice.address_of(cell)}"
            for sheet, cell in formula_cells(document)
            if cell.getError() != 0
        ]
    json.dump({"before": before, "after": after, "errors": errors}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:5], sys.argv[5:])
