"""Does to a filled form in LibreOffice what divisions do to theirs, and saves each result in every format it writes.

    python distort.py FORM.xlsx OTHER_DIVISION.xlsx LAST_YEAR.xlsx PLANTED.json OUT_DIR

PLANTED.json: {"name": …, "text": …}: a bad value that is typed into the cell of that name before anything else.

Writes OUT_DIR/<way>.{xlsx,xlsm,xls,ods}; .xlsb is a format that LibreOffice only reads. Prints a JSON object: for each
way, the sheet and the address that each named cell has afterwards.
"""

import json
import os
import sys

import libreoffice
from com.sun.star.table.CellContentType import EMPTY
from com.sun.star.util import Date
from fill_uno import cell_named, insert_row_above, named_cells, unprotect

EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods")
# Sheets of programs, two of them; the program on the second has every kind of block.
SHEETS = ("No.2", "No.12")
PROGRAM = "12"
LAST_COLUMN, LAST_ROW = 60, 150
# From 1899-12-30 to 1904-01-01.
DAYS_TO_1904 = 1462


def of(document, field):
    return cell_named(document, f"in_p{PROGRAM}_{field}")


def sheet_of(document):
    return of(document, "rating").Spreadsheet


def whole(sheet):
    return sheet.getCellRangeByPosition(0, 0, LAST_COLUMN, LAST_ROW)


def rows_inserted(document):
    for field in ("reporter", "activity_2_status", "effect_3_kind", "next"):
        insert_row_above(of(document, field))


def columns_inserted(document):
    for field in ("effect_1_actual", "activity_1_status"):
        cell = of(document, field)
        cell.Spreadsheet.Columns.insertByIndex(cell.CellAddress.Column, 1)
    sheet_of(document).Columns.insertByIndex(0, 1)


def spare_row_deleted(document):
    """The last line of the effects, into which nothing was written."""
    cell = of(document, "effect_8_kind")
    cell.Spreadsheet.Rows.removeByIndex(cell.CellAddress.Row, 1)


def column_deleted(document):
    """The column in which the least is printed, of those in which no field begins; merged areas run across it."""
    sheet = sheet_of(document)
    fields = [cell for cell in named_cells(document).values() if cell.Spreadsheet.Name == sheet.Name]
    named = {cell.CellAddress.Column for cell in fields}

    def printed(column):
        cells = (sheet.getCellByPosition(column, row) for row in range(LAST_ROW))
        return sum(cell.Type != EMPTY for cell in cells)

    free = [column for column in range(max(named)) if column not in named]
    sheet.Columns.removeByIndex(min(free, key=printed), 1)


def sheets_renamed(document):
    for index, name in enumerate(SHEETS):
        document.Sheets.getByName(name).Name = f"提出用 ({index + 1})"


def sheets_reordered(document):
    for name in SHEETS:
        document.Sheets.moveByName(name, 0)
    document.Sheets.moveByName("表紙", document.Sheets.Count)


def rows_hidden(document):
    for field in ("activity_1_status", "rating", "effect_2_kind"):
        cell = of(document, field)
        cell.Spreadsheet.Rows.getByIndex(cell.CellAddress.Row).IsVisible = False


def cells_merged(document):
    """Across and down, over cells into which nothing was written."""
    for first, last in (("effect_7_kind", "effect_7_title"), ("effect_7_method", "effect_8_method")):
        start, end = of(document, first).CellAddress, of(document, last).CellAddress
        area = sheet_of(document).getCellRangeByPosition(start.Column, start.Row, end.Column, end.Row)
        area.merge(True)


def merges_undone(document):
    whole(sheet_of(document)).merge(False)


def names_of_sheets_swapped(document):
    first, second = (document.Sheets.getByName(name) for name in SHEETS)
    first.Name, second.Name = "間", SHEETS[0]
    first.Name = SHEETS[1]


def names_removed(document):
    for name in document.NamedRanges.ElementNames:
        document.NamedRanges.removeByName(name)


def counted_from_1904(document):
    """The same days, stored as other numbers."""
    document.NullDate = Date(1, 1, 1904)
    for name, cell in named_cells(document).items():
        if name.endswith("_report_date"):
            cell.Value -= DAYS_TO_1904


WAYS = (
    rows_inserted,
    columns_inserted,
    spare_row_deleted,
    column_deleted,
    sheets_renamed,
    sheets_reordered,
    rows_hidden,
    cells_merged,
    merges_undone,
    names_of_sheets_swapped,
    counted_from_1904,
)


def places(document):
    return {
        name: {"sheet": cell.Spreadsheet.Name, "cell": libreoffice.address_of(cell)}
        for name, cell in named_cells(document).items()
        if cell is not None
    }


def save(document, out, way):
    for extension in EXTENSIONS:
        libreoffice.save_as(document, os.path.join(out, way + extension))


def copied_into_another_workbook(office, document, out):
    """The sheets alone, without names, cover and the form's own hidden sheet, as 移動またはコピー leaves them."""
    found = places(document)
    for way, swapped in (("sheets_copied", False), ("sheets_copied_and_swapped", True)):
        blank = office.loadComponentFromURL("private:factory/scalc", "_blank", 0, libreoffice.properties(Hidden=True))
        try:
            own = list(blank.Sheets.ElementNames)
            for index, name in enumerate(SHEETS):
                blank.Sheets.importSheet(document, name, index)
            for name in own:
                blank.Sheets.removeByName(name)
            names_removed(blank)
            if swapped:
                names_of_sheets_swapped(blank)
            save(blank, out, way)
        finally:
            blank.close(True)
        other = dict(zip(SHEETS, reversed(SHEETS))) if swapped else dict(zip(SHEETS, SHEETS))
        yield way, {name: {**place, "sheet": other[place["sheet"]]} for name, place in found.items()}


def main(form, other_division, last_year, planted, out):
    with open(planted, encoding="utf-8") as file:
        planted = json.load(file)
    told = {}
    with libreoffice.desktop() as office:
        for distort in WAYS:
            with libreoffice.document(office, form) as document:
                unprotect(document)
                cell_named(document, planted["name"]).String = planted["text"]
                distort(document)
                save(document, out, distort.__name__)
                told[distort.__name__] = places(document)
        with libreoffice.document(office, form) as document:
            unprotect(document)
            cell_named(document, planted["name"]).String = planted["text"]
            told |= dict(copied_into_another_workbook(office, document, out))
            with libreoffice.document(office, other_division) as other:
                foreign = [name for name in other.Sheets.ElementNames if name.startswith("No.")][0]
                document.Sheets.importSheet(other, foreign, document.Sheets.Count)
            save(document, out, "sheet_of_another_division_pasted_in")
            told["sheet_of_another_division_pasted_in"] = places(document)
        with libreoffice.document(office, last_year) as document:
            save(document, out, "form_of_last_year")
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
