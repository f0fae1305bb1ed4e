#!/bin/sh
# An .xlsb that SheetJS 0.18.5 (npm) writes loses the cells right of a filled cell in python-calamine 0.9.1 and pyxlsb 1.0.10
# (PyPI), without an error. LibreOffice 7.4 shows every cell.
#
# MS-XLSB lets a cell that directly follows another be a short record (BrtShortBlank to BrtShortIsst, numbers 12 to 18: no
# column in it, it is the next one). SheetJS writes them. Both readers know the long records only and step over the short ones.
#
#   rows written             python-calamine     LibreOffice
#   p q r                    p - -               p q r
#   1 2 3                    1 - -               1 2 3
#   1.5 (empty) 2            1.5 - 2             1.5 - 2       (a gap breaks the chain: the cell after it has its column)
#
# What to do: count cells after reading an .xlsb by another writer, or read records 12 to 18 oneself.
# Needs python3, PyPI, node and npm. Exit code 0: it behaves as said here; 1: it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 pyxlsb==1.0.10
cd "$folder"
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
node -e '
const xlsx = require("xlsx");
const book = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([["p", "q", "r"], [1, 2, 3], [1.5, null, 2]]), "S");
for (const kind of ["xlsb", "xlsx"]) xlsx.writeFile(book, "cells." + kind);
console.log("xlsx (SheetJS)", xlsx.version);
'
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.metadata
import sys

import python_calamine
import pyxlsb

print("python-calamine", importlib.metadata.version("python-calamine"), "pyxlsb", importlib.metadata.version("pyxlsb"))


def by_calamine(name):
    return python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_name("S").to_python()


with pyxlsb.open_workbook("cells.xlsb") as book, book.get_sheet(1) as sheet:
    numbers = [[cell.v for cell in row] for row in sheet.rows()][1:]
seen = (
    ("xlsx, calamine", by_calamine("cells.xlsx"), [["p", "q", "r"], [1, 2, 3], [1.5, "", 2]]),
    ("xlsb, calamine", by_calamine("cells.xlsb"), [["p", "", ""], [1, "", ""], [1.5, "", 2]]),
    ("xlsb, pyxlsb (rows of numbers)", numbers, [[1, None, None], [1.5, None, 2]]),
)
changed = False
for what, result, described in seen:
    print(f"{what}: {result}")
    changed |= result != described
sys.exit(1 if changed else 0)
PYTHON
