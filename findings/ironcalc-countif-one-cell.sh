#!/bin/sh
# IronCalc 0.9.1 (PyPI; the Rust crate of the same version evaluates alike) gives #VALUE! for COUNTIF, COUNTIFS, SUMIF,
# SUMIFS and AVERAGEIFS when a range is written as one cell (A1). Written as A1:A1 it counts. Excel and LibreOffice count both.
#
# Excel's help for COUNTIFS: criteria_range1 is the range to evaluate; a reference to one cell is a range. Writers of
# workbooks (rust_xlsxwriter among them) make such references whenever a list has exactly one record.
#
#   A1 = "x", B1 = 5
#   formula                    Excel, LibreOffice 7.4   seen here
#   =COUNTIF(A1,"x")                     1              #VALUE!
#   =COUNTIFS(A1,"x")                    1              #VALUE!
#   =SUMIF(A1,"x",B1)                    5              #VALUE!
#   =SUMIFS(B1,A1,"x")                   5              #VALUE!
#   =AVERAGEIFS(B1,A1,"x")               5              #VALUE!
#   =COUNTIFS(A1:A1,"x")                 1              1
#
# What to do: write a range of one cell as A1:A1 in what this version is to evaluate.
# Needs python3 and PyPI. Exit code 0: it behaves as said here; 1: it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check ironcalc==0.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.metadata
import sys

import ironcalc

print("ironcalc", importlib.metadata.version("ironcalc"))
model = ironcalc.create("one cell", "en", "UTC", "en")
model.set_user_input(0, 1, 1, "x")
model.set_user_input(0, 1, 2, "5")
seen = (
    ('=COUNTIF(A1,"x")', "1", "#VALUE!"),
    ('=COUNTIFS(A1,"x")', "1", "#VALUE!"),
    ('=SUMIF(A1,"x",B1)', "5", "#VALUE!"),
    ('=SUMIFS(B1,A1,"x")', "5", "#VALUE!"),
    ('=AVERAGEIFS(B1,A1,"x")', "5", "#VALUE!"),
    ('=COUNTIFS(A1:A1,"x")', "1", "1"),
)
for row, (formula, _, _) in enumerate(seen, 1):
    model.set_user_input(0, row, 4, formula)
model.evaluate()
changed = False
for row, (formula, excel, described) in enumerate(seen, 1):
    result = model.get_formatted_cell_value(0, row, 4)
    print(f"{formula}: {result} (Excel: {excel})")
    changed |= result != described
sys.exit(1 if changed else 0)
PYTHON
