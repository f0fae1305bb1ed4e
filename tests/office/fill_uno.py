"""Fills forms in LibreOffice and edits them as people do, then saves each as .xlsx, .ods and .xls.

    python fill_uno.py TEMPLATE ANSWERS.json OUT_DIR

ANSWERS.json: {"edit": "12", "answers": {…}, "inserted": {…}}. "edit" is the program whose sheet is edited, as its
defined names spell it. "answers" maps defined names to a text, a number or {"date": "2023-04-10"}. "inserted" is what
is typed into the row inserted into the table of effects: each answer under the column of the field that it names.

On the sheet of that program a row is inserted above the tables, one inside the table of activities and one inside
the table of effects, and a column in the middle; the sheet gets another name and the last place.

Writes OUT_DIR/edited.{xlsx,ods,xls} and, with the inserted row typed, OUT_DIR/typed.xlsx. Prints a JSON object:
"places", for each defined name of one cell the sheet and the address it has after all that, and "inserted", the
addresses of what was typed into the inserted row.
"""

import datetime
import json
import os
import sys

import libreoffice

# Serial number 0 of a date in an xlsx file of the ordinary calendar.
DAY_ZERO = datetime.date(1899, 12, 30)
NEW_NAME = "No_{}(記入済 最終)"


def cell_named(document, name):
    """The cell that a defined name stands for (the first of its area), where it is at this moment."""
    area = document.NamedRanges.getByName(name).ReferredCells
    if area is None:
        sys.exit(f"{name} stands for no cell")
    return area.getCellByPosition(0, 0)


def named_cells(document):
    """Every defined name of a form that stands for a cell to be filled."""
    names = [name for name in document.NamedRanges.ElementNames if name.startswith("in_p")]
    return {name: cell_named(document, name) for name in names}


def put(cell, answer):
    if isinstance(answer, dict):
        cell.Value = (datetime.date.fromisoformat(answer["date"]) - DAY_ZERO).days
    elif isinstance(answer, str):
        cell.String = answer
    else:
        cell.Value = answer


def unprotect(document):
    """The forms are protected without a password: a hint, not a lock."""
    for index in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(index)
        sheet.unprotect("")
        if sheet.isProtected():
            sys.exit(f"{sheet.Name} asks for a password")


def insert_row_above(cell):
    sheet, row = cell.Spreadsheet, cell.CellAddress.Row
    sheet.Rows.insertByIndex(row, 1)
    return row


def edit(document, program):
    """Inserts rows and a column on a program's sheet, renames it and moves it; gives the row inserted into the table
    of effects."""

    def now(*fields):
        """The cell of the first of these fields that the form has."""
        names = [f"in_p{program}_{field}" for field in fields]
        known = [name for name in names if document.NamedRanges.hasByName(name)]
        return cell_named(document, known[0])

    insert_row_above(now("reporter"))
    # A program without a schedule has only rows for added activities.
    status = ("activity_2_status", "activity_x2_status")
    insert_row_above(now(*status))
    inserted = insert_row_above(now("effect_3_kind"))
    sheet = now("effect_3_kind").Spreadsheet
    sheet.Columns.insertByIndex(now(*status).CellAddress.Column, 1)
    sheet.Name = NEW_NAME.format(program)
    document.Sheets.moveByName(sheet.Name, document.Sheets.Count)
    return inserted


def type_into_row(document, program, row, answers):
    """Types a further line of a table, each answer under the column of a field; gives the addresses."""
    addresses = []
    for field, answer in answers.items():
        above = cell_named(document, f"in_p{program}_{field}")
        cell = above.Spreadsheet.getCellByPosition(above.CellAddress.Column, row)
        put(cell, answer)
        addresses.append(libreoffice.address_of(cell))
    return addresses


def main(template, request_file, out):
    with open(request_file, encoding="utf-8") as file:
        request = json.load(file)
    program, answers = request["edit"], request["answers"]
    names = sorted(answers)
    with libreoffice.desktop() as office, libreoffice.document(office, template) as document:
        unprotect(document)
        cells = named_cells(document)
        unknown = [name for name in names if name not in cells]
        if unknown:
            sys.exit(f"{template} has no defined name {unknown[0]}")
        # Half of the answers before the edit, half after it: both ways happen.
        for name in names[::2]:
            put(cells[name], answers[name])
        row = edit(document, program)
        cells = named_cells(document)
        for name in names[1::2]:
            put(cells[name], answers[name])
        for extension in (".xlsx", ".ods", ".xls"):
            libreoffice.save_as(document, os.path.join(out, f"edited{extension}"))
        places = {
            name: {"sheet": cell.Spreadsheet.Name, "cell": libreoffice.address_of(cell)}
            for name, cell in cells.items()
        }
        inserted = type_into_row(document, program, row, request["inserted"])
        libreoffice.save_as(document, os.path.join(out, "typed.xlsx"))
    json.dump({"places": places, "inserted": inserted}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
