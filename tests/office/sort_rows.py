"""Sorts the records of a sheet in LibreOffice, recalculates, and tells what each of them shows before and after.

    python sort_rows.py FILE SHEET BY KEY… -- WATCHED…

BY, KEY and WATCHED are headings: the records are sorted by the column BY, from the last to the first, and told apart by
the columns KEY. A row without a value in one of these goes on from the record above and is left out.

Prints a JSON object with "before" and "after": for each record, its keys joined by a blank, the shown texts of the
columns WATCHED; also "order" with the same keys, from the top, before and after.
"""

import json
import sys

import libreoffice
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField


def headings(sheet, wanted):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    for row in range(last.EndRow + 1):
        texts = [sheet.getCellByPosition(col, row).String for col in range(last.EndColumn + 1)]
        if set(wanted) <= set(texts):
            return row, last, [texts.index(heading) for heading in wanted]
    sys.exit(f"{sheet.Name} has no headings {wanted}")


def told(sheet, rows, keys, watched):
    shown, order = {}, []
    for row in rows:
        key = [sheet.getCellByPosition(col, row).String for col in keys]
        if all(key):
            order.append(" ".join(key))
            shown[order[-1]] = [sheet.getCellByPosition(col, row).String for col in watched]
    return shown, order


def main(path, name, by, keys, watched):
    with libreoffice.desktop() as office, libreoffice.document(office, path) as document:
        sheet = document.Sheets.getByName(name)
        head, last, columns = headings(sheet, [by, *keys, *watched])
        by, keys, watched = columns[0], columns[1 : len(keys) + 1], columns[len(keys) + 1 :]
        rows = range(head + 1, last.EndRow + 1)
        document.calculateAll()
        before, order = told(sheet, rows, keys, watched)
        records = sheet.getCellRangeByPosition(0, head + 1, last.EndColumn, last.EndRow)
        field = TableSortField(Field=by, IsAscending=False)
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        records.sort(
            (
                PropertyValue(Name="SortFields", Value=fields),
                PropertyValue(Name="ContainsHeader", Value=False),
            )
        )
        document.calculateAll()
        after, new_order = told(sheet, rows, keys, watched)
    report = {"before": before, "after": after, "order": {"before": order, "after": new_order}}
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 7 or "--" not in sys.argv[4:]:
        sys.exit(__doc__)
    split = sys.argv.index("--", 4)
    main(*sys.argv[1:4], sys.argv[4:split], sys.argv[split + 1 :])
