"""Follows every figure of 総括 and 財政効果 to the rows that it counts, and looks whether its link leads there.

    python figure_links.py FILE

The rows are found by reading the formula: COUNTIFS, COUNTIF, COUNTA and SUMIFS over other sheets are evaluated row by
row, sums and references are followed to the cells of the two sheets that they add up. Of a share, the rows of the
programs that have the state; of an achievement rate, those of both amounts. The link must begin at the first of the
rows and hold all of them; what it holds behind the last may only be rows in which a record goes on. A figure without
rows has no link.

Prints a JSON object: "followed" (how many links of each kind of figure lead where they should: "counts", "totals",
"shares", "amounts", "rates", and "scattered" for the counts among them whose rows are not adjacent), "nothing" (figures
that count nothing) and "wrong" (the others, with what is wrong).
"""

import json
import re
import sys

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

SHEETS = ["総括", "財政効果"]
ASSESSMENTS = "明細_評価"
KEY_FORMAT = "0"
REFERENCE = re.compile(r"^(?:'(?P<quoted>(?:[^']|'')+)'!|(?P<plain>[^'!]+)!)?(?P<cells>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$")


class Unknown(Exception):
    """A formula that this script cannot read."""


def area_of(text, sheet=None):
    match = REFERENCE.match(text)
    if not match:
        raise Unknown(f"no reference: {text}")
    named = match["quoted"].replace("''", "'") if match["quoted"] else match["plain"]
    return named or sheet, range_boundaries(match["cells"].replace("$", ""))


def parsed(formula):
    """The formula as nested lists: a call is (name, [arguments]), an argument a list of operands and operators."""
    stack = [("", [[]])]
    for token in Tokenizer(formula).items:
        if token.type in ("FUNC", "PAREN") and token.subtype == "OPEN":
            stack.append((token.value[:-1], [[]]))
        elif token.type in ("FUNC", "PAREN"):
            call = stack.pop()
            stack[-1][1][-1].append(call)
        elif token.type == "SEP":
            stack[-1][1].append([])
        elif token.type != "WHITE-SPACE":
            stack[-1][1][-1].append(token)
    (_, [expression]) = stack.pop()
    return expression


def meets(value, criterion):
    """Whether COUNTIFS counts the value, for the criteria that these reports write."""
    if criterion == "=":
        return value is None or value == ""
    text = re.sub(r"~(.)", r"\1", criterion.removeprefix("="))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value is not None and str(value).casefold() == text.casefold()


class Book:
    def __init__(self, path):
        self.formulas = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)

    def value(self, sheet, row, col):
        return self.values[sheet].cell(row, col).value

    def criterion(self, sheet, argument):
        (token,) = argument
        if token.subtype == "TEXT":
            return token.value[1:-1].replace('""', '"')
        if token.subtype == "NUMBER":
            return token.value
        named, (col, row, _, _) = area_of(token.value, sheet)
        return str(self.value(named, row, col))

    def matching(self, sheet, arguments):
        """Rows that meet every pair of range and criterion, and the columns that were looked at."""
        pairs = []
        for cells, criterion in zip(arguments[::2], arguments[1::2]):
            named, (col, first, _, last) = area_of(cells[0].value, sheet)
            pairs.append((named, col, first, last, self.criterion(sheet, criterion)))
        named, _, first, last, _ = pairs[0]
        rows = [
            row
            for row in range(first, last + 1)
            if all(meets(self.value(own, row, col), wanted) for own, col, _, _, wanted in pairs)
        ]
        return named, rows, {col for _, col, _, _, _ in pairs}

    def behind(self, sheet, expression):
        """{(sheet, row): columns that its formula looks at} of everything that an expression counts."""
        found = {}
        after_division = False
        for part in expression:
            if isinstance(part, tuple):
                rows = self.behind_call(sheet, *part)
            elif part.type == "OPERAND" and part.subtype == "RANGE":
                rows = self.behind_area(*area_of(part.value, sheet))
            else:
                after_division |= part.value == "/"
                continue
            # A share is followed by its numerator.
            if not (after_division and any(named == ASSESSMENTS for named, _ in rows)):
                found.update(rows)
        return found

    def behind_call(self, sheet, name, arguments):
        if name in ("COUNTIFS", "COUNTIF"):
            named, rows, columns = self.matching(sheet, arguments)
            return {(named, row): columns for row in rows}
        if name == "SUMIFS":
            _, (col, _, _, _) = area_of(arguments[0][0].value, sheet)
            named, rows, columns = self.matching(sheet, arguments[1:])
            return {(named, row): columns for row in rows if self.value(named, row, col) is not None}
        if name == "SUMIF":
            named, (col, first, _, _) = area_of(arguments[2][0].value, sheet)
            _, (_, from_row, _, _) = area_of(arguments[0][0].value, sheet)
            found = {}
            for row in self.matching(sheet, arguments[:2])[1]:
                at = row - from_row + first
                found.update(self.behind_area(named, (col, at, col, at)))
            return found
        if name == "COUNTA":
            named, (col, first, _, last) = area_of(arguments[0][0].value, sheet)
            rows = range(first, last + 1)
            return {(named, row): {col} for row in rows if self.value(named, row, col) is not None}
        if name == "IF":
            return self.behind(sheet, arguments[2])
        if name in ("ROUND", ""):
            return self.behind(sheet, arguments[0])
        if name == "SUM":
            found = {}
            for argument in arguments:
                found.update(self.behind(sheet, argument))
            return found
        raise Unknown(f"no way to follow {name}")

    def behind_area(self, named, bounds):
        if named not in SHEETS:
            raise Unknown(f"a cell of {named} by itself")
        left, top, right, bottom = bounds
        found = {}
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                found.update(self.behind_cell(named, self.formulas[named].cell(row, col)))
        return found

    def behind_cell(self, sheet, cell):
        return self.behind(sheet, parsed(cell.value)) if cell.data_type == "f" else {}

    def wrong_link(self, link, rows):
        """What is wrong with a link to these rows; nothing if it leads there."""
        if link is None or link.location is None:
            return "no link"
        try:
            sheet, (_, first, _, last) = area_of(link.location)
        except Unknown as unknown:
            return str(unknown)
        if {named for named, _ in rows} != {sheet}:
            return f"{link.location} is another sheet"
        numbers = [row for _, row in rows]
        if first != min(numbers) or last < max(numbers):
            return f"{link.location} for the rows {min(numbers)} to {max(numbers)}"
        looked_at = set().union(*rows.values())
        for row in range(max(numbers) + 1, last + 1):
            if any(self.value(sheet, row, col) is not None for col in looked_at):
                return f"{link.location} goes on behind row {max(numbers)}"
        return None


def kind_of(formula, rows):
    if formula.startswith("=IF("):
        return "shares" if any(named == ASSESSMENTS for named, _ in rows) else "rates"
    if "SUM(" in formula or "SUMIF(" in formula:
        return "totals"
    return "counts" if "COUNT" in formula else "amounts"


def main(path):
    book = Book(path)
    followed = dict.fromkeys(["counts", "totals", "shares", "amounts", "rates", "scattered"], 0)
    nothing, wrong = 0, []
    for name in SHEETS:
        for cells in book.formulas[name].iter_rows():
            for cell in cells:
                value = book.value(name, cell.row, cell.column)
                link = cell.hyperlink
                if not isinstance(value, (int, float)):
                    continue
                place = f"{name}!{cell.coordinate}"
                if cell.data_type != "f" or cell.number_format == KEY_FORMAT:
                    if value != 0 and link is None:
                        wrong.append(f"{place} no link")
                    continue
                try:
                    rows = book.behind_cell(name, cell)
                except Unknown as unknown:
                    wrong.append(f"{place} {unknown}: {cell.value}")
                    continue
                if not rows:
                    nothing += 1
                    if link is not None or value != 0:
                        wrong.append(f"{place} counts nothing, and is {value} with {link}")
                    continue
                if told := book.wrong_link(link, rows):
                    wrong.append(f"{place} {told}")
                    continue
                kind = kind_of(cell.value, rows)
                followed[kind] += 1
                numbers = [row for _, row in rows]
                gaps = max(numbers) - min(numbers) + 1 - len(rows)
                followed["scattered"] += kind == "counts" and gaps > 0
    json.dump({"followed": followed, "nothing": nothing, "wrong": wrong}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
