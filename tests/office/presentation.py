"""Looks for what a reader or a printer would stumble over: page set-up, frozen headings, filters, fonts, number
formats, drawings.

    python presentation.py KIND FILE…

KIND is `report`, `paper` (a report with a header on every page), `form` (to be filled) or `return` (a form with what
a division wrote beside it, which is not printed). Only what the files hold is looked at, whatever sheets there are.

Prints a JSON object: for each file "sheets" (names), "lists" (sheets with a filter), "drawings" (how many), "charts"
(how many of them are charts) and "faults".
"""

import json
import posixpath
import re
import sys
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
from cached_values import MAIN, RELATION, sheet_parts
from openpyxl.utils import get_column_letter, range_boundaries

DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FONT = "游ゴシック"
A4, A3 = 9, 8
# Number formats of what is no quantity: keys and years.
KEYS = {"0", "General", "@"}
PAPER_NUMBER = re.compile(r"^(資料\d+|参考)")
AS_OF = re.compile(r"令和\d+年\d+月\d+日|平成\d+年\d+月\d+日|[RH]\d+\.\d+\.\d+")
TITLED = "表紙"
# Sheets that are one page by their own settings: the title page, and what sums up all papers.
ONE_PAGE = (TITLED, "概要版")
# Points of the letters of a table, and the least that is read without a glass.
TEXT_POINTS, LEAST_POINTS = 9, 6.95
# Pixels of the widest sheet of a report on A4, and of what stands on each A3 of those side by side: letters of 7 points.
WIDEST = {A4: 1310, A3: 1917}
# Pixels between the margins of a page, and of a column without a width.
ROOM = {("landscape", A4): 1025, ("landscape", A3): 1495, ("portrait", A4): 695}
EMPTY_COLUMN = 72
# Inches of a margin, and pixels of an inch.
MARGIN, PIXELS = 0.5, 96
FORMS = ("form", "return")


def relations(package, part):
    """Targets by id of the relations of a part."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.namelist():
        return {}
    found = {}
    for relation in ElementTree.fromstring(package.read(path)):
        target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
        found[relation.get("Id")] = target.lstrip("/")
    return found


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def boundaries(reference):
    """(first column, first row, last column, last row) of `'sheet'!$A$1:$B$2`."""
    return range_boundaries(reference.rsplit("!", 1)[-1].replace("$", ""))


def filled(sheet):
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


# Pages


def page_faults(kind, sheet):
    setup, margins = sheet.page_setup, sheet.page_margins
    size, across = int(setup.paperSize or 0), setup.fitToWidth or 1
    # A sheet of the report that A4 would print too small to be read is on A3, and one that A3 would, on as many of them
    # side by side as it takes.
    width = width_of(sheet) if sheet.print_area else 0
    is_large = kind == "report" and setup.orientation == "landscape" and width > WIDEST[A4]
    pages_wide = -(-width // WIDEST[A3]) if is_large else 1
    if size != (A3 if is_large else A4):
        yield f"paper size {setup.paperSize}"
    if setup.orientation not in ("landscape", "portrait"):
        yield f"orientation {setup.orientation}"
    if kind == "paper" and setup.orientation != "landscape":
        yield "papers are printed across"
    if not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        yield "not fitted to the page"
    # openpyxl leaves out a number that is 1. A list that has to fit one page would be printed too small to be read.
    one_page = kind in FORMS or sheet.title in ONE_PAGE
    # A list that goes on beside a page names its rows there again.
    is_named = across == 1 or sheet.print_title_cols or not sheet.auto_filter.ref
    if across != pages_wide or not is_named or (setup.fitToHeight != 0 and not one_page):
        yield f"fits {setup.fitToWidth} × {setup.fitToHeight} pages"
    if kind in ("report", "paper"):
        # Wider margins make what is printed smaller.
        lost = max(0, margins.left + margins.right - 2 * MARGIN) * PIXELS
        room = ROOM.get((setup.orientation, size), 0) - lost
        points = TEXT_POINTS * min(1, across * room / width_of(sheet))
        if points < LEAST_POINTS:
            yield f"printed in letters of {points:.1f} points"
    sides = [margins.left, margins.right, margins.top, margins.bottom]
    # A form or a paper that is a little longer than its pages is made smaller by wider margins.
    widest = 1 if kind == "report" else 1.5
    if not all(0.2 <= side <= widest for side in sides) or min(margins.header, margins.footer) < 0.2:
        yield f"margins {sides}, {margins.header}, {margins.footer}"
    foot = "".join(part.text or "" for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right))
    if not re.search(r"&P\s*/\s*&N", foot):
        yield f"footer without n / N: {foot!r}"
    head = [sheet.oddHeader.left.text or "", sheet.oddHeader.right.text or ""]
    if kind == "paper" and sheet.title != TITLED:
        # A paper without a number of its own has at least a date.
        number = PAPER_NUMBER.match(sheet.title)
        if number and number[0] not in "".join(head):
            yield f"header {head} without {number[0]}"
        if not AS_OF.search("".join(head)):
            yield f"header {head} without a date"
    if not sheet.print_area:
        yield "no print area"
        return
    first_col, first_row, last_col, last_row = boundaries(str(sheet.print_area))
    drawn = any(row > last_row for chart in sheet._charts for row in rows_drawn(chart))
    outside = [
        cell.coordinate
        for cell in filled(sheet)
        if not (first_col <= cell.column <= last_col and first_row <= cell.row <= last_row)
        # Below what is printed, charts have the numbers that they are drawn from.
        and not (drawn and cell.row > last_row)
    ]
    if outside and kind != "return":
        yield f"outside the print area {sheet.print_area}: {outside[:5]}"


def width_of(sheet):
    """Pixels of the printed columns."""
    first_col, _, last_col, _ = boundaries(str(sheet.print_area))
    known = {
        number: int((256 * column.width + 16) / 256 * 8)
        for column in sheet.column_dimensions.values()
        for number in range(column.min or 1, (column.max or 1) + 1)
    }
    return sum(known.get(number, EMPTY_COLUMN) for number in range(first_col, last_col + 1))


def rows_drawn(chart):
    """Rows of its own sheet that a chart is drawn from."""
    for series in chart.series:
        reference = series.val.numRef.f if series.val and series.val.numRef else ""
        for row in re.findall(r"\$(\d+)", reference):
            yield int(row)


def screen_faults(kind, sheet, is_first):
    view = sheet.sheet_view
    if view.showGridLines is not False and view.showGridLines != 0:
        yield "gridlines"
    if not 60 <= (view.zoomScale or 100) <= 120:
        yield f"zoom {view.zoomScale}"
    if bool(view.tabSelected) != is_first:
        yield f"selected: {view.tabSelected}"
    if len(sheet.title) > 31:
        yield "a name of more than 31 letters"
    if kind not in FORMS:
        # With frozen panes there is a selection for each of them.
        active = {selection.activeCell for selection in view.selection}
        allowed = {"A1"}
        if sheet.freeze_panes:
            col, row, *_ = range_boundaries(sheet.freeze_panes)
            allowed |= {sheet.freeze_panes, f"A{row}", f"{get_column_letter(col)}1"}
        if not active <= allowed:
            yield f"selected cells {sorted(active)}"


# Lists


def list_faults(sheet):
    reference = sheet.auto_filter.ref
    if not reference:
        return
    first_col, head, last_col, last = boundaries(reference)
    heads = [sheet.cell(head, col).value for col in range(first_col, last_col + 1)]
    if not all(isinstance(text, str) and text.strip() for text in heads):
        yield f"filter {reference} over headings {heads}"
    if len(set(heads)) != len(heads):
        yield f"two columns of one heading: {heads}"
    for col in (first_col - 1, last_col + 1):
        if col >= 1 and sheet.cell(head, col).value is not None:
            yield f"filter {reference} leaves out a column"
    after = sheet.cell(last + 1, first_col)
    merged = any(after.coordinate in area for area in sheet.merged_cells.ranges)
    if after.value is not None and not merged:
        yield f"filter {reference} leaves out row {last + 1}"
    inside = [str(area) for area in sheet.merged_cells.ranges if head <= area.min_row <= last]
    if inside:
        yield f"merged cells in the list: {inside[:3]}"
    if not sheet.freeze_panes:
        yield f"the headings of {reference} are not frozen"
        return
    _, frozen, *_ = range_boundaries(sheet.freeze_panes)
    if frozen != head + 1:
        yield f"frozen at {sheet.freeze_panes}, headings in row {head}"
    title = sheet.print_title_rows
    if not title:
        yield f"headings in row {head} are not printed on every page"
        return
    rows = [int(row) for row in title.replace("$", "").split(":")]
    if not rows[0] <= head <= rows[-1]:
        yield f"repeats rows {title}, headings in row {head}"


# Cells


def cell_faults(kind, formulas, results):
    fonts, formats, sides = {}, {}, {}
    for cell in filled(formulas):
        if cell.font.name != FONT:
            fonts.setdefault(cell.font.name, []).append(cell.coordinate)
        value = results[cell.coordinate].value
        if not is_number(value) or not cell.protection.locked:
            continue
        shown = cell.number_format
        is_key = shown in KEYS
        if kind not in FORMS and shown == "General":
            formats.setdefault(shown, []).append(cell.coordinate)
        elif not is_key and "#,##0" in shown and '"▲"' not in shown:
            formats.setdefault(shown, []).append(cell.coordinate)
        if not is_key and "#,##0" in shown and cell.alignment.horizontal not in (None, "general", "right"):
            sides.setdefault(cell.alignment.horizontal, []).append(cell.coordinate)
    for what, found in (("font", fonts), ("number format", formats), ("number set to", sides)):
        for name, cells in found.items():
            yield f"{what} {name}: {cells[:5]}"


# Drawings


def anchored(anchor):
    """(first column, first row, last column, last row) that a drawing touches, counted from one."""
    at = lambda corner, what: int(anchor.find(f"{DRAW}{corner}/{DRAW}{what}").text)
    if anchor.find(f"{DRAW}to") is None:
        return None
    last_col, last_row = at("to", "col"), at("to", "row")
    # A drawing that ends at the edge of a cell does not touch it.
    last_col -= at("to", "colOff") == 0
    last_row -= at("to", "rowOff") == 0
    return at("from", "col") + 1, at("from", "row") + 1, last_col + 1, last_row + 1


def referenced(workbook, reference):
    """The cells behind a reference of a chart."""
    name, cells = reference.rsplit("!", 1)
    name = name.strip("'").replace("''", "'")
    area = workbook[name][cells.replace("$", "")]
    rows = area if isinstance(area, tuple) else ((area,),)
    return [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def chart_faults(workbook, sheet, chart, description):
    title = "".join(text.text or "" for text in chart.iterfind(f"{CHART}chart/{CHART}title//{ART}t"))
    axes = [axis for axis in chart.iter() if axis.tag in (f"{CHART}catAx", f"{CHART}valAx", f"{CHART}dateAx")]
    hidden = [axis.find(f"{CHART}delete") for axis in axes]
    # A word-sized chart inside a table has neither title nor axes: the table's headings speak for it.
    is_word_sized = bool(axes) and all(mark is not None and mark.get("val", "1") == "1" for mark in hidden)
    if not title.strip() and not is_word_sized:
        yield "a chart without a title"
    if not is_word_sized:
        if not re.search(r"[((].+[))]|単位", title):
            yield f"a chart without a unit: {title!r}"
        around = " ".join(str(cell.value) for cell in filled(sheet))
        if not AS_OF.search(f"{title} {around}"):
            yield f"a chart without a date: {title!r}"
    fonts = {font.get("typeface") for font in chart.iter(f"{ART}latin")} - {FONT}
    if fonts:
        yield f"a chart in {fonts}"
    values = chart.findall(f".//{CHART}val") + chart.findall(f".//{CHART}yVal")
    if not values:
        yield f"a chart of nothing: {title!r}"
    plotted = 0
    for value in values:
        reference = value.find(f"{CHART}numRef/{CHART}f")
        if reference is None:
            yield f"{title!r} plots no cells"
            continue
        cells = referenced(workbook, reference.text)
        wrong = [cell.coordinate for cell in cells if not (cell.value is None or is_number(cell.value))]
        if wrong:
            yield f"{title!r} plots texts as 0: {reference.text} {wrong[:5]}"
            continue
        plotted += sum(cell.value is not None for cell in cells)
        cached = {int(point.get("idx")): float(point.findtext(f"{CHART}v")) for point in value.iter(f"{CHART}pt")}
        held = {at: float(cell.value) for at, cell in enumerate(cells) if cell.value is not None}
        # The writer stores no results of formulas for a chart; what it stores has to be right.
        if any(abs(held.get(at, 0.0) - number) > 1e-9 * abs(number) for at, number in cached.items()):
            yield f"{title!r} stores {cached}, its cells hold {held}"
    if not plotted:
        yield f"{title!r} plots no number"
    for category in chart.iter(f"{CHART}cat"):
        reference = category.find(f".//{CHART}f")
        cells = [] if reference is None else referenced(workbook, reference.text)
        if not cells or any(cell.value is None for cell in cells):
            yield f"{title!r} has categories without a name"
    if len(description) < 10:
        yield f"{title!r}: alternative text {description!r}"


def drawing_faults(workbook, sheet, package, part, told):
    targets = relations(package, part)
    root = ElementTree.fromstring(package.read(part))
    area = boundaries(str(sheet.print_area)) if sheet.print_area else None
    for anchor in root:
        told["drawings"] += 1
        properties = anchor.find(f".//{DRAW}cNvPr")
        description = (properties.get("descr") or "").strip()
        if not description:
            yield f"{properties.get('name')} without alternative text"
        place = anchored(anchor)
        if place and area:
            inside = area[0] <= place[0] and area[1] <= place[1] and place[2] <= area[2] and place[3] <= area[3]
            if not inside:
                yield f"{properties.get('name')} at {place} leaves the print area {area}"
            covered = [
                cell.coordinate
                for row in sheet.iter_rows(place[1], place[3], place[0], place[2])
                for cell in row
                if cell.value is not None
            ]
            if covered:
                yield f"{properties.get('name')} at {place} covers {covered[:5]}"
        for chart in anchor.iter(f"{CHART}chart"):
            told["charts"] += 1
            content = ElementTree.fromstring(package.read(targets[chart.get(RELATION)]))
            yield from chart_faults(workbook, sheet, content, description)


def drawings(package, part):
    xml = ElementTree.fromstring(package.read(part))
    targets = relations(package, part)
    return [targets[drawing.get(RELATION)] for drawing in xml.iter(f"{MAIN}drawing")]


def property_faults(workbook):
    known = workbook.properties
    if not known.title or not known.subject:
        yield f"title {known.title!r}, subject {known.subject!r}"
    if known.creator or known.lastModifiedBy:
        yield f"names a person: {known.creator!r}, {known.lastModifiedBy!r}"


def examine(kind, path):
    # Loading is part of the examination: opens_cleanly.py says what a warning means.
    warnings.simplefilter("error")
    formulas = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True)
    visible = [sheet for sheet in formulas.worksheets if sheet.sheet_state == "visible"]
    told = {"sheets": [sheet.title for sheet in visible], "lists": [], "drawings": 0, "charts": 0}
    faults = list(property_faults(formulas))
    if formulas.active is not visible[0]:
        faults.append(f"{formulas.active.title} is shown first")
    with zipfile.ZipFile(path) as package:
        parts = dict(sheet_parts(package))
        for sheet in visible:
            found = [
                *page_faults(kind, sheet),
                *screen_faults(kind, sheet, sheet is visible[0]),
                *list_faults(sheet),
                *cell_faults(kind, sheet, results[sheet.title]),
            ]
            if sheet.auto_filter.ref:
                told["lists"].append(sheet.title)
            for part in drawings(package, parts[sheet.title]):
                found += drawing_faults(results, results[sheet.title], package, part, told)
            faults += [f"{sheet.title}: {fault}" for fault in found]
    return {**told, "faults": faults}


def main(kind, *files):
    json.dump({path: examine(kind, path) for path in files}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
