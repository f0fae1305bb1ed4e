"""The last filled cell of the column under a heading.

    python last_cell.py FILE SHEET HEADING

Prints its address as a JSON text.
"""

import json
import sys

import openpyxl


def main(path, name, heading):
    sheet = openpyxl.load_workbook(path)[name]
    head = next((c for row in sheet.iter_rows() for c in row if c.value == heading), None)
    if head is None:
        sys.exit(f"{name} has no heading {heading!r}")
    column = (sheet.cell(row, head.column) for row in range(sheet.max_row, head.row, -1))
    json.dump(next(cell.coordinate for cell in column if cell.value is not None), sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
