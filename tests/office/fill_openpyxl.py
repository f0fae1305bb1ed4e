"""Fills forms by their defined names with openpyxl, as a macro or a script of a division would.

    python fill_openpyxl.py TEMPLATE.xlsx ANSWERS.json OUT.xlsx
    python fill_openpyxl.py FOLDER ANSWERS.json OUT_FOLDER       every form of a folder, under the same file name
    python fill_openpyxl.py TEMPLATE.xlsx|FOLDER                 fills nothing, only tells which cells are named

ANSWERS.json maps defined names to what goes into the cell:

    "text"                             a text
    62.3                               a number
    {"date": "2023-04-10"}             a calendar date
    {"number": 0.623, "format": "0%"}  a number shown in this number format

Every name must be in one of the forms. Prints one JSON object: for each name that stands for one cell, the sheet and
the address it has.
"""

import datetime
import json
import os
import sys

import openpyxl


def named_cells(workbook):
    """Every defined name that stands for exactly one cell, with its worksheet and address."""
    cells = {}
    for name, defined in workbook.defined_names.items():
        targets = list(defined.destinations)
        if len(targets) != 1:
            sys.exit(f"{name} stands for {len(targets)} areas: {defined.attr_text}")
        sheet, address = targets[0]
        address = address.replace("$", "")
        if ":" not in address:
            cells[name] = (workbook[sheet], address)
    return cells


def put(cell, answer):
    """Writes one answer; the cell keeps its look unless the answer brings a number format."""
    if isinstance(answer, dict) and "date" in answer:
        cell.value = datetime.date.fromisoformat(answer["date"])
        cell.number_format = "yyyy/m/d"
    elif isinstance(answer, dict):
        cell.value = answer["number"]
        cell.number_format = answer["format"]
    else:
        cell.value = answer


def fill(template, answers, out):
    """Fills one form with those of the answers that it asks for, and gives where its named cells are."""
    workbook = openpyxl.load_workbook(template, read_only=out is None)
    cells = named_cells(workbook)
    if out is not None:
        for name in answers.keys() & cells.keys():
            sheet, address = cells[name]
            put(sheet[address], answers[name])
        workbook.save(out)
    return {
        name: {"sheet": sheet.title, "cell": address} for name, (sheet, address) in cells.items()
    }


def main(template, answers_file=None, out=None):
    answers = {}
    if answers_file is not None:
        with open(answers_file, encoding="utf-8") as file:
            answers = json.load(file)
    places = {}
    if os.path.isdir(template):
        for name in sorted(os.listdir(template)):
            target = out and os.path.join(out, name)
            places |= fill(os.path.join(template, name), answers, target)
    else:
        places = fill(template, answers, out)
    unknown = sorted(answers.keys() - places.keys())
    if unknown:
        sys.exit(f"{template} has no defined name {unknown[0]}")
    json.dump(places, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
