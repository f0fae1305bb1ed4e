"""Recalculates every formula of workbooks in LibreOffice and compares the results with those stored in the files.

    python recalc.py [--all] FILE…

Opening a file, or converting it, shows the stored results: only calculateAll() makes the program do the sum itself.

Prints a JSON object: for each file what compared.py says.
With --all also "values": the recalculated result of every formula cell, by "sheet!address".
"""

import json
import sys

import libreoffice
from cached_values import cached_values
from com.sun.star.sheet.CellFlags import FORMULA
from com.sun.star.sheet.FormulaResult import STRING
from compared import Failed, compared


def formula_cells(document):
    """Every formula cell of every sheet, hidden ones too, with its sheet."""
    for index in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(index)
        cells = sheet.queryContentCells(FORMULA).Cells.createEnumeration()
        while cells.hasMoreElements():
            yield sheet.Name, cells.nextElement()


def result_of(cell):
    if cell.getError() != 0:
        return Failed(f"{cell.String} (error {cell.getError()}) {cell.Formula}")
    if cell.FormulaResultType2 != STRING:
        return cell.Value
    # Its String is the text as its number format shows it.
    ((text,),) = cell.DataArray
    return text


def examine(office, path):
    with libreoffice.document(office, path) as document:
        document.calculateAll()
        results = {
            (sheet, libreoffice.address_of(cell)): result_of(cell)
            for sheet, cell in formula_cells(document)
        }
    values = {
        f"{sheet}!{address}": result
        for (sheet, address), result in results.items()
        if not isinstance(result, Failed)
    }
    return {**compared(cached_values(path), results), "values": values}


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
