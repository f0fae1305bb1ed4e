"""Writes words and numbers into empty cells of forms, anywhere, in LibreOffice, and saves each form in several formats.

    python scatter_uno.py SEED OUT_DIR FORM.xlsx…

The same as `scatter_words.py` for the formats that openpyxl does not write. Writes OUT_DIR/<n>.{xlsx,xlsm,xls,ods} for
the n-th form and prints a JSON list per form of [sheet, address, text].
"""

import json
import os
import random
import sys

import libreoffice
from com.sun.star.table.CellContentType import EMPTY
from fill_uno import unprotect

EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods")
SCRIBBLES = 40


def is_free(sheet, cell):
    """Empty, and not hidden below a merged cell."""
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    area, address = cursor.RangeAddress, cell.CellAddress
    return cell.Type == EMPTY and (area.StartColumn, area.StartRow) == (address.Column, address.Row)


def scatter(document, chance, first):
    sheets = [document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)]
    sheets = [sheet for sheet in sheets if sheet.IsVisible]
    written = []
    while len(written) < SCRIBBLES:
        sheet = chance.choice(sheets)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        cell = sheet.getCellByPosition(chance.randint(0, end.EndColumn + 3), chance.randint(0, end.EndRow + 5))
        if not is_free(sheet, cell):
            continue
        number = first + len(written)
        if chance.random() < 0.3:
            cell.Value = 70_000 + number
            text = str(70_000 + number)
        else:
            cell.String = text = f"迷子{number}号"
        written.append([sheet.Name, libreoffice.address_of(cell), text])
    return written


def main(seed, out, forms):
    chance = random.Random(seed)
    told = []
    with libreoffice.desktop() as office:
        for index, form in enumerate(forms):
            with libreoffice.document(office, form) as document:
                unprotect(document)
                told.append(scatter(document, chance, index * SCRIBBLES))
                for extension in EXTENSIONS:
                    libreoffice.save_as(document, os.path.join(out, f"{index}{extension}"))
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
