"""Follows every link of a workbook and names those that lead nowhere.

    python links.py FILE

A link inside the workbook has to lead to a cell that holds something, by its address or by a defined name. A link to a
file has to be relative, the file has to be there, and the place behind `#` has to be a sheet of it with such a cell.
Every defined name has to stand for cells of the workbook.

Prints a JSON object: for each sheet "inside" and "outside" (how many links of each kind), "files" (those linked),
"broken", and "unlinked": the cells that show a number and lead nowhere, keys (shown as `0`) left out. Wrong names are told
under the name of the first sheet.
"""

import json
import os
import re
import sys
from urllib.parse import unquote

import openpyxl
from openpyxl.utils import range_boundaries

MOST_ROWS = 1_048_576
PLACE = re.compile(r"^(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<cells>[$A-Z0-9:]+)$")


def sheet_and_cells(place):
    match = PLACE.match(place)
    if not match:
        return None
    sheet = match["plain"] or match["quoted"].replace("''", "'")
    return sheet, match["cells"].replace("$", "")


def wrong_place(workbook, place):
    """What is wrong with a place of a workbook; nothing if it is there."""
    if place in workbook.defined_names:
        place = workbook.defined_names[place].attr_text
    found = sheet_and_cells(place)
    if found is None:
        return f"no place: {place}"
    sheet, cells = found
    if sheet not in workbook.sheetnames:
        return f"no sheet: {place}"
    first_col, first_row, last_col, last_row = range_boundaries(cells)
    held = workbook[sheet]
    if last_row > held.max_row or last_col > held.max_column:
        return f"outside the sheet: {place}"
    if cells != "A1" and held.cell(first_row, first_col).value is None:
        return f"an empty cell: {place}"
    return None


def wrong_file(folder, target, place, opened):
    path = os.path.normpath(os.path.join(folder, unquote(target)))
    if "://" in target or os.path.isabs(unquote(target)):
        return f"not relative: {target}"
    if not os.path.isfile(path):
        return f"no file: {target}"
    if place is None:
        return None
    if path not in opened:
        opened[path] = openpyxl.load_workbook(path)
    found = sheet_and_cells(place)
    if found is None or found[0] not in opened[path].sheetnames:
        return f"no sheet: {target}#{place}"
    return None


def wrong_names(workbook):
    """Defined names that lead nowhere; those of a sheet are its print set-up, which presentation.py looks at."""
    for name, defined in workbook.defined_names.items():
        places = list(defined.destinations)
        if not places:
            yield f"{name} stands for no cells: {defined.attr_text}"
        for sheet, cells in places:
            if sheet not in workbook.sheetnames:
                yield f"{name} stands for a sheet that is not there: {defined.attr_text}"
            elif range_boundaries(cells.replace("$", ""))[3] > MOST_ROWS:
                yield f"{name} stands for cells outside the sheet: {defined.attr_text}"


def shows_number(cell):
    is_number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    return is_number and cell.number_format != "0"


def main(path):
    workbook = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True)
    folder = os.path.dirname(os.path.abspath(path))
    opened, report = {}, {}
    for sheet in workbook.worksheets:
        told = {"inside": 0, "outside": 0, "files": set(), "broken": [], "unlinked": []}
        shown = results[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                if link is None:
                    if shows_number(shown[cell.coordinate]):
                        told["unlinked"].append(cell.coordinate)
                    continue
                if link.target is None:
                    told["inside"] += 1
                    wrong = wrong_place(workbook, link.location)
                else:
                    told["outside"] += 1
                    told["files"].add(unquote(link.target))
                    wrong = wrong_file(folder, link.target, link.location, opened)
                if wrong:
                    told["broken"].append(f"{cell.coordinate} {wrong}")
        told["files"] = sorted(told["files"])
        report[sheet.title] = told
    report[workbook.sheetnames[0]]["broken"] += wrong_names(workbook)
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
