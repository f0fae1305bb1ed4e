"""Counts which numeric figures of a sheet are formulas.

    python formula_share.py FILE SHEET

Years, numbers of programs and other keys are no figures: their number format is `0`.

Prints a JSON object: "figures" (how many numeric cells), "formulas" (how many of them are formulas) and "plain" (the
addresses of the others).
"""

import json
import sys

import openpyxl

KEY_FORMATS = {"0"}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def main(path, name):
    formulas = openpyxl.load_workbook(path)[name]
    results = openpyxl.load_workbook(path, data_only=True)[name]
    figures, plain = 0, []
    for row in results.iter_rows():
        for cell in row:
            if not is_number(cell.value) or cell.number_format in KEY_FORMATS:
                continue
            figures += 1
            if formulas[cell.coordinate].data_type != "f":
                plain.append(cell.coordinate)
    json.dump({"figures": figures, "formulas": figures - len(plain), "plain": plain}, sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
