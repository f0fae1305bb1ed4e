"""Makes every number of the papers wrong: what a comparison with summary.json has to find, each of them.

    python spoil_figures.py PAPERS.xlsx OUT.xlsx

Numbers that are formulas become plain numbers; keys (numbers of programs, years) stay. Prints the places as a JSON list.
"""

import json
import sys

import openpyxl


def main(path, out):
    workbook = openpyxl.load_workbook(path, data_only=True)
    places = []
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and cell.number_format != "0":
                    cell.value += 1
                    places.append(f"{sheet.title}!{cell.coordinate} ")
    workbook.save(out)
    json.dump(places, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
