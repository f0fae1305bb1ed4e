"""Recalculates every formula of workbooks in LibreOffice and compares the results with those stored in the files.

    python recalc.py [--all] FILE…

Opening a file, or converting it, shows the stored results: only calculateAll() makes the program do the sum itself.

Prints a JSON object: for each file "cells" (how many formula cells), "errors" (those whose result is an error) and
"differences" (those whose stored result is another one, or missing, or that only one side knows as a formula).
With --all also "values": the recalculated result of every formula cell, by "sheet!address".
"""

import json
import sys

import libreoffice
from cached_values import cached_values
from com.sun.star.sheet.CellFlags import FORMULA
from com.sun.star.sheet.FormulaResult import STRING

# Stored results have 15 to 17 digits.
RELATIVE_TOLERANCE = 1e-12


def formula_cells(document):
    """Every formula cell of every sheet, hidden ones too, with its sheet."""
    for index in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(index)
        cells = sheet.queryContentCells(FORMULA).Cells.createEnumeration()
        while cells.hasMoreElements():
            yield sheet.Name, cells.nextElement()


def result_of(cell):
    if cell.FormulaResultType2 != STRING:
        return cell.Value
    # Its String is the text as its number format shows it.
    ((text,),) = cell.DataArray
    return text


def same(stored, result):
    if isinstance(stored, bool):
        stored = float(stored)
    if isinstance(stored, float) and isinstance(result, float):
        return abs(stored - result) <= RELATIVE_TOLERANCE * max(abs(stored), abs(result))
    return stored == result


def examine(office, path):
    stored = cached_values(path)
    report = {"cells": 0, "errors": [], "differences": [], "values": {}}
    with libreoffice.document(office, path) as document:
        document.calculateAll()
        for sheet, cell in formula_cells(document):
            address = libreoffice.address_of(cell)
            place = f"{sheet}!{address}"
            report["cells"] += 1
            if cell.getError() != 0:
                error = f"{place} {cell.String} (error {cell.getError()}) {cell.Formula}"
                report["errors"].append(error)
                continue
            result = result_of(cell)
            report["values"][place] = result
            cached = stored.pop((sheet, address), None)
            if not same(cached, result):
                report["differences"].append(f"{place} stored {cached!r}, is {result!r}")
    report["differences"] += [
        f"{sheet}!{address} stored {cached!r}, is no formula for LibreOffice"
        for (sheet, address), cached in stored.items()
        if not any(error.startswith(f"{sheet}!{address} ") for error in report["errors"])
    ]
    return report


def main(arguments):
    keep_values = "--all" in arguments
    files = [argument for argument in arguments if argument != "--all"]
    reports = {}
    with libreoffice.desktop() as office:
        for path in files:
            reports[path] = examine(office, path)
            if not keep_values:
                del reports[path]["values"]
    json.dump(reports, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
