"""Writes words into empty cells of a form, anywhere: in its fields, beside them, under the table, on other sheets.

    python scatter_words.py FORM.xlsx SEED OUT.xlsx

Cells inside a merged area hold nothing of their own and are left alone, as is the very hidden sheet. Prints a JSON list
of [sheet, address, word].
"""

import json
import random
import sys

import openpyxl
from openpyxl.cell.cell import MergedCell

WORDS = 40


def scatter(form, seed, out):
    """Writes the words and tells where they are."""
    chance = random.Random(seed)
    workbook = openpyxl.load_workbook(form)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    written = []
    while len(written) < WORDS:
        sheet = chance.choice(sheets)
        cell = sheet.cell(chance.randint(1, sheet.max_row + 5), chance.randint(1, sheet.max_column + 3))
        if isinstance(cell, MergedCell) or cell.value is not None:
            continue
        cell.value = f"迷子{len(written)}号"
        written.append([sheet.title, cell.coordinate, cell.value])
    workbook.save(out)
    return written


def main():
    form, seed, out = sys.argv[1:]
    print(json.dumps(scatter(form, int(seed), out), ensure_ascii=False))


main()
