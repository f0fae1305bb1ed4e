#!/bin/sh
# formualizer 0.13.0 (PyPI) takes ROW(range) for one number where Excel, by its help,
# and LibreOffice take it for one number per row: in SUMPRODUCT, and so in every lookup of "the last row that fits".
# No error appears: the sheet shows a wrong figure.
#
# Excel's help for ROW: "If reference is a range of cells, and if ROW is entered as a vertical array, ROW returns the row
# numbers of reference as a vertical array." The arguments of SUMPRODUCT are arrays, without Ctrl+Shift+Enter.
#
#   A1:A3 = 7, 8, 8
#   formula                              Excel, LibreOffice 7.4   seen here
#   =SUMPRODUCT(ROW(A1:A3))                        6                  1
#   =SUMPRODUCT((A1:A3=8)*ROW(A1:A3))              5                  2
#   =SUMPRODUCT(MAX((A1:A3=8)*ROW(A1:A3)))         3                  1
#   =SUMPRODUCT((A1:A3=8)*A1:A3)                  16                 16   (an array of cells is taken whole)
#
# What to do: do not trust a formula with ROW(range) or COLUMN(range) to this version.
# Needs python3 and PyPI. Exit code 0: it behaves as said here; 1: it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check formualizer==0.13.0
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.metadata
import sys

import formualizer

print("formualizer", importlib.metadata.version("formualizer"))
book = formualizer.Workbook()
book.add_sheet("S")
for row, value in enumerate((7, 8, 8), 1):
    book.set_value("S", row, 1, value)
seen = (
    ("=SUMPRODUCT(ROW(A1:A3))", 6, 1),
    ("=SUMPRODUCT((A1:A3=8)*ROW(A1:A3))", 5, 2),
    ("=SUMPRODUCT(MAX((A1:A3=8)*ROW(A1:A3)))", 3, 1),
    ("=SUMPRODUCT((A1:A3=8)*A1:A3)", 16, 16),
)
changed = False
for row, (formula, excel, described) in enumerate(seen, 1):
    book.set_formula("S", row, 3, formula)
    result = book.evaluate_cell("S", row, 3)
    print(f"{formula}: {result} (Excel: {excel})")
    changed |= result != described
sys.exit(1 if changed else 0)
PYTHON
