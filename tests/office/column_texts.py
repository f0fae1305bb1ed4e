"""What the columns of a sheet's list show.

    python column_texts.py FILE SHEET

Prints a JSON object: for each heading of the filtered list, for each row below it, "cell" (its address) and "shows" (its
stored value).
"""

import json
import sys

import openpyxl
from openpyxl.utils import range_boundaries


def main(path, name):
    sheet = openpyxl.load_workbook(path, data_only=True)[name]
    first_col, head, last_col, last = range_boundaries(sheet.auto_filter.ref)
    told = {}
    for col in range(first_col, last_col + 1):
        cells = (sheet.cell(row, col) for row in range(head + 1, last + 1))
        shown = [{"cell": cell.coordinate, "shows": cell.value} for cell in cells]
        told[str(sheet.cell(head, col).value)] = shown
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
