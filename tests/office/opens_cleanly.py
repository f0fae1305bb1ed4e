"""Opens workbooks with openpyxl and fails on the first warning: a part that it cannot keep, a style it has to invent.

    python opens_cleanly.py FILE…

Prints a JSON object: for each file, its sheets with the number of filled cells.
"""

import json
import sys
import warnings

import openpyxl


def main(files):
    warnings.simplefilter("error")
    contents = {}
    for path in files:
        try:
            workbook = openpyxl.load_workbook(path)
        except Warning as warning:
            sys.exit(f"{path}: openpyxl warns: {warning}")
        contents[path] = {
            sheet.title: sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
            for sheet in workbook.worksheets
        }
    json.dump(contents, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
