"""Finds texts that do not fit their cells, by letting LibreOffice set them in columns as wide as Excel makes them.

    python overflow.py FILE…

A wrapped text must not need more height than its row has; a number and a text that does not wrap must fit on one line.
Beside the print area, where nothing is printed, such a text may run over the empty cells at its right. On paper only
what somebody wrote beside the fields of a form (a cell that is not locked) may: over single empty cells of the area.
Nothing of the program that wrote the file is asked: texts, widths, heights and looks are read from the file's XML, and
LibreOffice lays each text out on a sheet of our own, merged cells as one wide cell.

Prints a JSON object: for each file "measured" (how many cells) and "cut" (those that do not fit).
"""

import zipfile
from collections import namedtuple
from xml.etree import ElementTree

import libreoffice
from cached_values import MAIN, shared_texts, sheet_parts
from com.sun.star.table.CellHoriJustify import LEFT, STANDARD

# Pixels of the widest digit in the standard font, which column widths are counted in, and of a column without a width.
STANDARD_FONTS = {("Calibri", 11): (7, 64), ("游ゴシック", 11): (8, 72)}
# Hundredths of a millimetre.
PIXEL, POINT = 2540 / 96, 2540 / 72
# What an indent of one level is in Excel: LibreOffice takes it from a font that may not be installed.
INDENT = 9 * PIXEL
# Height of a line of 游ゴシック by the size of its letters.
LINE_RATIO = 1.67
# A line more or less is 200 and more; this is for rounding.
TOLERANCE = 20

# Columns that a text may run over, at most.
ON_A_SCREEN = 12

# Heights by width and look, then by text: workbooks say much in the same words.
KNOWN = {}

Look = namedtuple("Look", "font size bold wraps indent is_open")
Job = namedtuple("Job", "place text room")


def pixels(width, digit):
    return int((256 * width + int(128 / digit)) / 256 * digit)


def fonts_of(styles):
    """Name, size and weight of every font; the first is the standard font."""
    fonts = []
    for font in styles.find(f"{MAIN}fonts"):
        name, size = font.find(f"{MAIN}name").get("val"), float(font.find(f"{MAIN}sz").get("val"))
        fonts.append((name, size, font.find(f"{MAIN}b") is not None))
    return fonts


def looks(styles, fonts):
    """The look of every cell format; none where the text shrinks until it fits."""
    found = []
    for form in styles.find(f"{MAIN}cellXfs"):
        alignment = form.find(f"{MAIN}alignment")
        alignment = {} if alignment is None else alignment.attrib
        wraps, indent = alignment.get("wrapText") == "1", int(alignment.get("indent", 0))
        shrinks = alignment.get("shrinkToFit") == "1"
        protection = form.find(f"{MAIN}protection")
        is_open = protection is not None and protection.get("locked") == "0"
        found.append(None if shrinks else Look(*fonts[int(form.get("fontId"))], wraps, indent, is_open))
    return found


def number_of(address):
    """`AB7` → 28."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def row_of(address):
    """`AB7` → 7."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def is_printed(sheet, place):
    """Whether a cell is on paper: what is seen on the screen only may run over empty cells."""
    cell = sheet.getCellRangeByName(place).CellAddress
    return any(
        area.StartColumn <= cell.Column <= area.EndColumn and area.StartRow <= cell.Row <= area.EndRow
        for area in sheet.getPrintAreas()
    )


def printed_until(sheet, place):
    """The column behind the print area that holds a cell."""
    cell = sheet.getCellRangeByName(place).CellAddress
    areas = [area for area in sheet.getPrintAreas() if area.StartRow <= cell.Row <= area.EndRow]
    return max(area.EndColumn + 2 for area in areas if area.StartColumn <= cell.Column <= area.EndColumn)


def empty_until(first, held):
    """The column where the next text begins, of those that a screen shows."""
    return min([number for number in held if number > first] + [first + ON_A_SCREEN])


def jobs_of(path, document):
    """What is to be laid out, by pixels across and look."""
    jobs = {}
    with zipfile.ZipFile(path) as package:
        styles = ElementTree.fromstring(package.read("xl/styles.xml"))
        fonts = fonts_of(styles)
        formats, texts = looks(styles, fonts), shared_texts(package)
        digit, default_width = STANDARD_FONTS[fonts[0][:2]]
        for name, part in sheet_parts(package):
            sheet = document.Sheets.getByName(name)
            if not sheet.IsVisible:
                continue
            xml = ElementTree.fromstring(package.read(part))
            default_height = xml.find(f"{MAIN}sheetFormatPr").get("defaultRowHeight")
            widths, merged, boxes = {}, {}, []
            for column in xml.iter(f"{MAIN}col"):
                for number in range(int(column.get("min")), min(int(column.get("max")), 200) + 1):
                    widths[number] = pixels(float(column.get("width")), digit)
            # Below what is merged over rows there is the room of all of them.
            below = {}
            for area in xml.iter(f"{MAIN}mergeCell"):
                first, last = area.get("ref").split(":")
                merged[first] = number_of(last) - number_of(first) + 1
                below[first] = range(row_of(first) + 1, row_of(last) + 1)
                boxes.append((row_of(first), row_of(last), number_of(first)))
            tall = {int(row.get("r")): float(row.get("ht", default_height)) for row in xml.iter(f"{MAIN}row")}
            for row in xml.iter(f"{MAIN}row"):
                held = [
                    number_of(cell.get("r")) for cell in row if cell.find(f"{MAIN}v") is not None
                ]
                for cell in row:
                    value = cell.find(f"{MAIN}v")
                    if value is None or not value.text:
                        continue
                    place, kind = cell.get("r"), cell.get("t", "n")
                    if kind == "s":
                        text = texts[int(value.text)]
                    elif kind == "str":
                        text = value.text
                    else:
                        # Only an office suite knows how a number is shown.
                        text = sheet.getCellRangeByName(place).String
                    first = number_of(place)
                    columns = range(first, first + merged.get(place, 1))
                    look = formats[int(cell.get("s", 0))]
                    if look is None:
                        continue
                    if kind == "n":
                        look = look._replace(wraps=False)
                    elif not look.wraps and not is_printed(sheet, place):
                        columns = range(first, empty_until(first, held))
                    elif not look.wraps and look.is_open and place not in merged:
                        number = int(row.get("r"))
                        beside = [column for top, end, column in boxes if top <= number <= end]
                        until = min(empty_until(first, [*held, *beside]), printed_until(sheet, place))
                        columns = range(first, until)
                    across = sum(widths.get(number, default_width) for number in columns)
                    rows = [int(row.get("r")), *below.get(place, ())]
                    room = sum(tall.get(number, float(default_height)) for number in rows) * POINT
                    jobs.setdefault((across, look), []).append(Job(f"{name}!{place}", text, room))
    return jobs


def heights(scratch, across, look, texts):
    """Heights of rows that hold these texts, wrapped, in a column of this width."""
    area = scratch.getCellRangeByPosition(0, 0, 0, len(texts) - 1)
    area.clearContents(1023)
    area.CharHeight = area.CharHeightAsian = look.size
    area.CharWeight = area.CharWeightAsian = 150 if look.bold else 100
    area.CharFontName = area.CharFontNameAsian = look.font
    # An indent counts only from a side that is named.
    area.HoriJustify = LEFT if look.indent else STANDARD
    area.ParaIndent = round(look.indent * INDENT)
    area.IsTextWrapped = True
    area.NumberFormat = 100  # Text: nothing is read as a number or a formula.
    scratch.Columns.getByIndex(0).Width = round(across * PIXEL)
    area.setDataArray(tuple((text,) for text in texts))
    rows = area.Rows
    rows.OptimalHeight = True
    return [rows.getByIndex(index).Height for index in range(len(texts))]


def examine(office, path):
    cut, measured = [], 0
    with libreoffice.document(office, path) as document:
        jobs = jobs_of(path, document)
        document.Sheets.insertNewByName("測る", document.Sheets.Count)
        scratch = document.Sheets.getByName("測る")
        for (across, look), cells in jobs.items():
            # A text counts once, in its lowest row; a letter has the height of one line.
            lowest = {}
            for job in cells:
                measured += 1
                if job.text not in lowest or job.room < lowest[job.text].room:
                    lowest[job.text] = job
            known = KNOWN.setdefault((across, look), {})
            unknown = [text for text in ["あ", *lowest] if text not in known]
            if unknown:
                known.update(zip(unknown, heights(scratch, across, look, unknown)))
            line = known["あ"]
            for job in lowest.values():
                needs = known[job.text]
                room = job.room if look.wraps else line
                if look.wraps:
                    # The lines of the font that is meant are taller than those of its stand-in.
                    needs = max(needs, round(needs / line) * look.size * LINE_RATIO * POINT)
                if needs > room + TOLERANCE:
                    cut.append(f"{job.place} needs {needs}, has {room:.0f}: {job.text[:40]}")
    return {"measured": measured, "cut": cut}


if __name__ == "__main__":
    libreoffice.report_of_files(examine, __doc__)
