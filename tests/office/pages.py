"""Prints workbooks in LibreOffice and looks at each printed page.

    python pages.py FILE…

A page must not be blank, nor hold a heading without what it is the heading of, nor nothing but notes, nor the last row of
a list alone; a row, what is merged over rows and a drawing must fit on one page. A table that fits on one page must not go
on on another, unless the sheet repeats rows there that say what it is.

Prints a JSON object: for each file "pages" (by sheet), "printed" (pages of the PDF) and "faults".
"""

import itertools
import os
import re
import tempfile

import libreoffice

# LibreOffice writes the page objects of a PDF uncompressed.
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
# The looks that mean a heading (src/sheet/style.rs): white on navy over a table, navy and bold over a part.
NAVY, HEADING_POINTS, NOTE_POINTS = 0x243B5A, 11, 8
# Hundredths of a millimetre: rounding of heights, and of the scale to whole per cent.
TOLERANCE = 60


def page_starts(sheet, last):
    """First row of every printed page, counted from zero."""
    starts = [0]
    for at in sheet.getRowPageBreaks():
        if 0 < at.Position <= last and at.Position not in starts:
            starts.append(at.Position)
    return sorted(starts)


class Rows:
    """The rows of a sheet's print area."""

    def __init__(self, sheet, area):
        self.sheet, self.area = sheet, area
        self.texts = [tuple(row) for row in sheet.getCellRangeByPosition(
            area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
        ).getDataArray()]
        every = sheet.Rows
        self.heights = [every.getByIndex(row).Height for row in range(area.EndRow + 1)]

    def is_empty(self, row):
        return not any(text != "" for text in self.texts[row - self.area.StartRow])

    def first(self, row):
        return self.sheet.getCellByPosition(self.area.StartColumn, row)

    def is_head(self, row):
        """Whether a table's headings stand here: the first is never that of the current year, which is yellow."""
        cell = self.first(row)
        return cell.CellBackColor == NAVY and cell.String != ""

    def is_heading(self, row):
        """Whether the heading of a part stands here."""
        cell = self.first(row)
        return (
            cell.CharColor == NAVY
            and cell.CellBackColor == -1
            and cell.CharWeight > 100
            and cell.CharHeight == HEADING_POINTS
            and cell.String != ""
        )

    def is_note(self, row):
        """Whether small print stands here."""
        cell = self.first(row)
        return cell.CharHeight == NOTE_POINTS and cell.BottomBorder2.OuterLineWidth == 0 and cell.String != ""

    def goes_on(self, row):
        """Whether a cell goes on in this row that began above it."""
        if row <= self.area.StartRow:
            return False
        for col in range(self.area.StartColumn, self.area.EndColumn + 1):
            cursor = self.sheet.createCursorByRange(self.sheet.getCellByPosition(col, row))
            cursor.collapseToMergedArea()
            if cursor.RangeAddress.StartRow < row:
                return True
        return False

    def is_boxed(self, row):
        """Whether the row belongs to a table: its first cell has a line below."""
        return self.first(row).BottomBorder2.OuterLineWidth > 0

    def head_of(self, row):
        """The headings of the table that the row belongs to."""
        while row >= self.area.StartRow and self.is_boxed(row):
            if self.is_head(row) and not (row and self.is_head(row - 1)):
                return row
            row -= 1
        return None

    def table_height(self, head):
        """From the headings to the last row."""
        row, total = head, 0
        while row <= self.area.EndRow and self.is_boxed(row):
            total += self.heights[row]
            row += 1
        return total


def drawings_of(sheet):
    """Upper and lower edge of every drawing, with its name."""
    page = sheet.DrawPage
    for index in range(page.Count):
        shape = page.getByIndex(index)
        upper = shape.Position.Y
        yield shape.Name or f"drawing {index + 1}", upper, upper + shape.Size.Height


def pages_across(sheet, area):
    """How many pages stand side by side."""
    inner = (at.Position for at in sheet.getColumnPageBreaks())
    return 1 + sum(area.StartColumn < position <= area.EndColumn for position in inner)


def room_of(document, sheet, area):
    """Height and width of a page's room for cells, and the scale in which the area is printed."""
    style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
    height = style.Height - style.TopMargin - style.BottomMargin
    for what in ("Header", "Footer"):
        if getattr(style, f"{what}IsOn"):
            height -= getattr(style, f"{what}Height")
    width = style.Width - style.LeftMargin - style.RightMargin
    columns = sheet.Columns
    across = sum(
        columns.getByIndex(col).Width for col in range(area.StartColumn, area.EndColumn + 1)
    )
    return height, min(1.0, pages_across(sheet, area) * width / across)


def sheet_faults(document, sheet):
    areas = sheet.getPrintAreas()
    if len(areas) != 1:
        yield 0, f"{len(areas)} print areas"
        return
    area = areas[0]
    rows = Rows(sheet, area)
    starts = page_starts(sheet, area.EndRow)
    ends = [*starts[1:], area.EndRow + 1]
    yield len(starts) * pages_across(sheet, area), None
    repeated = sheet.getTitleRows() if sheet.getPrintTitleRows() else None
    height, scale = room_of(document, sheet, area)
    # What is left for the rows of a page under those that are repeated.
    room = height
    if repeated:
        room -= sum(rows.heights[repeated.StartRow : repeated.EndRow + 1]) * scale
    drawings = list(drawings_of(sheet))
    # Upper edge of every row, and the lower one of the last.
    edges = [0, *itertools.accumulate(rows.heights)]
    for name, upper, lower in drawings:
        pages = [
            page
            for page, (start, end) in enumerate(zip(starts, ends))
            if upper < edges[end] - TOLERANCE and lower > edges[start] + TOLERANCE
        ]
        if len(pages) != 1:
            yield 0, f"{name} is printed on {len(pages)} pages"
    for start, end in zip(starts, ends):
        where = f"rows {start + 1} to {end}"
        held = [row for row in range(start, end) if not rows.is_empty(row)]
        drawn = any(edges[start] <= upper < edges[end] for _, upper, _ in drawings)
        if not held and not drawn:
            yield 0, f"a blank page: {where}"
            continue
        for row in range(start, end):
            if rows.heights[row] * scale > room + TOLERANCE:
                yield 0, f"row {row + 1} is taller than a page"
        if held:
            told = [row for row in held if not (repeated and repeated.StartRow <= row <= repeated.EndRow)]
            if told and not drawn and all(rows.is_heading(row) or rows.is_head(row) for row in told):
                yield 0, f"a page with nothing but headings: {where}"
            if told and not drawn and all(rows.is_note(row) for row in told):
                yield 0, f"a page with nothing but notes: {where}"
            is_list_of = [row for row in told if rows.is_boxed(row)]
            if repeated and len(told) == 1 == len(is_list_of) and start > repeated.EndRow and rows.is_boxed(start - 1):
                yield 0, f"the last row stands alone: {where}"
            if rows.goes_on(start):
                yield 0, f"a page parts what stands over several rows: {where}"
            last = held[-1]
            below = [upper for _, upper, _ in drawings if edges[last] <= upper < edges[end]]
            if (rows.is_heading(last) or rows.is_head(last)) and not below and end <= area.EndRow:
                yield 0, f"a heading at the foot of a page: {where}"
        # A sheet repeats one set of rows; those of an individual page say whose page it is.
        if not repeated and start > area.StartRow and rows.is_boxed(start) and not rows.is_head(start):
            head = rows.head_of(start)
            if head is not None and rows.table_height(head) * scale <= room:
                yield 0, f"the table of row {head + 1} goes on in row {start + 1} without its headings"


def examine(office, path):
    report = {"pages": {}, "faults": []}
    with libreoffice.document(office, path) as document, tempfile.TemporaryDirectory() as folder:
        # Breaks are known once the document was printed.
        pdf = os.path.join(folder, "printed.pdf")
        libreoffice.save_as(document, pdf)
        with open(pdf, "rb") as file:
            report["printed"] = len(PAGE.findall(file.read()))
        for index in range(document.Sheets.Count):
            sheet = document.Sheets.getByIndex(index)
            if not sheet.IsVisible:
                continue
            for pages, fault in sheet_faults(document, sheet):
                if fault is None:
                    report["pages"][sheet.Name] = pages
                else:
                    report["faults"].append(f"{sheet.Name}: {fault}")
    if sum(report["pages"].values()) != report["printed"]:
        report["faults"].append(f"{report['printed']} pages are printed, {report['pages']} are known")
    return report


if __name__ == "__main__":
    libreoffice.report_of_files(examine, __doc__)
