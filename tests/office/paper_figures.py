"""Reads the committee's papers back and compares every figure with summary.json.

    python paper_figures.py PAPERS.xlsx SUMMARY.json PLAN.toml

A table is known by its headings, a row by what its first cells say, a column by its heading; each numeric cell has to
be the figure of the summary that belongs there. A number that no table claims is a fault, so that a new table needs a
comparison here. Numbers in sentences have to be those of a sentence of the summary, or figures of it. Amounts of
earlier plans are no figures of a round: they come from the plan. Findings are counted in findings.csv beside the
summary.

Prints a JSON object: "tables" (rows compared, by sheet and kind of table), "figures" (numeric cells compared), "texts"
(sentences with numbers) and "faults".
"""

import csv
import json
import os
import re
import sys
import tomllib
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import openpyxl

HEAD_FILL = "FF243B5A"
VIEWS = {
    "単年度": "new",
    "継続込み": "in_force",
    "累計(新たな効果)": "cumulative_new",
    "累計(継続込み)": "cumulative_in_force",
}
STATUSES = {
    "achieved": "達成",
    "on_course": "達成見込み",
    "short": "ペース不足",
    "falling_back": "後退",
    "undecidable": "判定できない",
}
UNITS = {"円": 1, "千円": 1000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
# Columns of what no summary may hold: who wrote it, and where it stood.
INTERNAL = re.compile("記入者|内線|記入日|ファイル|出典")
KINDS = {"implementation": "実施", "study": "検討"}


def year_label(year):
    """`令和4年度`."""
    era, first = ("令和", 2018) if year >= 2019 else ("平成", 1988)
    number = "元" if year == first + 1 else str(year - first)
    return f"{era}{number}年度"


def year_short(year):
    return f"R{year - 2018}" if year >= 2019 else f"H{year - 1988}"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def flat(text):
    """A text without its line breaks."""
    return "".join(str(text).split())


# Rows of the tally that say something of each code, by what they begin with.
OF_CODES = {"割合": "share", "前回": "previous", "増減": "change"}


def whole(cell):
    """The cell, or the one that is merged over it: it has the value, and the box."""
    for area in cell.parent.merged_cells.ranges:
        if cell.coordinate in area:
            return cell.parent.cell(area.min_row, area.min_col)
    return cell


class Table:
    """A table of a sheet: cells by heading for every row."""

    def __init__(self, sheet, head, rows):
        self.sheet = sheet
        cells = [cell for cell in sheet[head] if cell.value is not None]
        self.heads = {flat(cell.value): cell.column for cell in cells}
        self.rows = rows

    def has(self, *heads):
        return all(head in self.heads for head in heads)

    def cell(self, row, head):
        return self.sheet.cell(row, self.heads[head])

    def text(self, row, head):
        """What a cell says; a paper sets the lines of a text itself."""
        value = self.cell(row, head).value
        return "" if value is None else str(value).replace("\n", "")

    def said(self, row, head):
        """The same of what is said once for several rows, in a cell over all of them."""
        return whole(self.cell(row, head)).value

    def unit(self):
        """The unit that the heading above the table names."""
        for row in range(self.rows[0] - 2 if self.rows else 0, 0, -1):
            match = re.search(r"\((%s)\)" % "|".join(UNITS), str(self.sheet.cell(row, 1).value or ""))
            if match:
                return UNITS[match[1]]
        return None


def is_head(sheet, row):
    """The first heading of a table is never that of the current year, which has another colour."""
    cells = [cell for cell in sheet[row] if cell.value is not None]
    return bool(cells) and cells[0].fill.fgColor.rgb == HEAD_FILL and cells[0].fill.fill_type == "solid"


def tables_of(sheet):
    """The tables of a sheet, in order; a table ends with its boxed rows."""
    row = 1
    while row <= sheet.max_row:
        if not is_head(sheet, row):
            row += 1
            continue
        head, row = row, row + 1
        first = next(cell.column for cell in sheet[head] if cell.value is not None)
        while row <= sheet.max_row and whole(sheet.cell(row, first)).border.bottom.style and not is_head(sheet, row):
            row += 1
        yield Table(sheet, head, list(range(head + 1, row)))


def tables_with(value, key, wanted):
    """Every table of the plan, its revisions included, that has this under this key."""
    if isinstance(value, dict):
        if value.get(key) == wanted:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from tables_with(inner, key, wanted)


class Comparison:
    def __init__(self, workbook, summary, plan, found):
        self.workbook, self.summary, self.plan = workbook, summary, plan
        # How many findings there are, by program and severity.
        self.found = found
        self.claimed, self.faults, self.tables = set(), [], {}
        self.compared_texts = set()
        self.years = {year_label(year): year for year in summary["effects"]["years"]}

    def place(self, cell):
        return f"{cell.parent.title}!{cell.coordinate}"

    def fault(self, cell, text):
        self.faults.append(f"{self.place(cell)} {text}")

    def is_figure(self, cell, expected, divisor=1):
        """The cell holds this figure; where the summary has none, no number."""
        self.claimed.add(self.place(cell))
        if expected is None:
            if is_number(cell.value):
                self.fault(cell, f"is {cell.value}, the summary has no figure")
            return
        wanted = float(Decimal(str(expected)) / divisor)
        if not is_number(cell.value) or abs(cell.value - wanted) > 1e-12 * abs(wanted):
            self.fault(cell, f"is {cell.value!r}, the summary says {wanted}")

    def is_text(self, cell, expected):
        if flat(cell.value or "") != flat(expected):
            self.fault(cell, f"is {cell.value!r}, the summary says {expected!r}")

    def count(self, table, kind):
        name = f"{table.sheet.title}: {kind}"
        self.tables[name] = self.tables.get(name, 0) + len(table.rows)

    # One function for each kind of table. Each says whether the table is of its kind.

    def tally(self, table):
        if not any(head.startswith("評価した") for head in table.heads):
            return False
        ratings = self.summary["ratings"]
        rows = {row["name"]: row for row in ratings["directions"]} | {"計": ratings["total"]}
        repeats = ratings["repeats"]
        if repeats:
            rows["延べ"] = repeats["total"]
        codes = ratings["codes"]
        first = next(iter(table.heads))
        seen = []
        for at in table.rows:
            name = table.text(at, first)
            key = next((key for start, key in OF_CODES.items() if name.startswith(start)), None)
            if key is not None:
                self.row_of_codes(table, at, key)
                continue
            seen.append(name)
            figure = rows.get(name)
            if figure is None:
                self.fault(table.cell(at, first), f"no row of the summary: {name}")
                continue
            for head, column in list(table.heads.items())[1:]:
                cell = table.sheet.cell(at, column)
                self.is_figure(cell, self.tally_figure(head, figure, codes))
        missing = [row["name"] for row in ratings["directions"] if row["name"] not in seen]
        if missing or "計" not in seen:
            self.fault(table.sheet.cell(table.rows[0], 1), f"rows are missing: {missing}")
        return True

    def row_of_codes(self, table, at, key):
        """What is said of each code below the total, and of nothing else."""
        ratings = self.summary["ratings"]
        for head, column in list(table.heads.items())[1:]:
            code = next((code for code in sorted(ratings["codes"], key=len, reverse=True) if head.startswith(code)), None)
            figure = None if code is None or head.endswith("割合(%)") else ratings["total"]["codes"][code][key]
            self.is_figure(table.sheet.cell(at, column), figure)

    def tally_figure(self, head, figure, codes):
        if head.endswith("割合(%)"):
            on_schedule = head.removesuffix("の割合(%)").split("・")
            if on_schedule == [codes[0]] and len(codes) > 1 and figure["codes"][codes[0]]["count"] != figure["on_schedule"]["count"]:
                return figure["codes"][codes[0]]["share"]
            return figure["on_schedule"]["share"]
        if head.startswith("評価した"):
            return figure["rated"]
        fixed = {
            "評価対象外": sum(figure["not_rated"].values()),
            "区分が未記入": figure["unclear"],
            "未提出": figure["not_submitted"],
        }
        if head in fixed:
            return fixed[head]
        code = next((code for code in sorted(codes, key=len, reverse=True) if head.startswith(code)), None)
        if code is not None:
            return figure["codes"][code]["count"]
        return figure["items"] if head.endswith("数") else None

    def indicators(self, table):
        if not table.has("指標", "達成率(%)", "状況"):
            return False
        figures = {(figure["program_no"], flat(figure["name"])): figure for figure in self.summary["indicators"]}
        for at in table.rows:
            key = (table.cell(at, "No.").value, flat(table.text(at, "指標")))
            figure = figures.pop(key, None)
            if figure is None:
                self.fault(table.cell(at, "No."), f"no indicator of the summary: {key}")
                continue
            self.claimed.add(self.place(table.cell(at, "No.")))
            divisor = self.divisor(table.cell(at, "単位"), figure)
            for head, column in table.heads.items():
                cell = table.sheet.cell(at, column)
                year = self.years.get(head.removesuffix("実績"))
                if year:
                    actual = next((one for one in figure["actuals"] if one["fiscal_year"] == year), None)
                    self.is_figure(cell, actual and actual["value"], divisor)
                    marks = actual and actual["approx"] and actual["value"] is not None
                    if bool(marks) != ("約" in cell.number_format):
                        self.fault(cell, f"約: {cell.number_format}")
                elif head == "達成率(%)":
                    self.is_figure(cell, figure["achievement_rate"])
                elif head.startswith("見通し"):
                    self.is_figure(cell, figure["outlook"], divisor)
                elif head.startswith("必要ペース"):
                    self.is_figure(cell, figure["pace"], divisor)
                elif head == "最新値":
                    self.is_figure(cell, figure["latest"], divisor)
            self.is_text(table.cell(at, "状況"), STATUSES[figure["status"]])
            self.is_text(table.cell(at, "目標"), figure["target_text"])
            self.is_baseline(table.cell(at, "基準値"), figure, divisor)
        if figures:
            self.fault(table.sheet.cell(1, 1), f"indicators are missing: {list(figures)}")
        return True

    def divisor(self, cell, figure):
        """What the summary's value is divided by: amounts are printed in thousands."""
        if cell.value == "千円" and figure["unit"] in ("円", "千円"):
            return 1000
        self.is_text(cell, figure["unit"])
        return 1

    def is_baseline(self, cell, figure, divisor):
        """The number that the text begins with: the baseline, or the newest value before the plan."""
        self.compared_texts.add(self.place(cell))
        number = re.match(r"約?(▲?[\d,]+(?:\.\d+)?)", str(cell.value))
        value = number and Decimal(number[1].replace(",", "").replace("▲", "-"))
        known = figure["baseline"] or self.newest_past(figure)
        wanted = known and Decimal(str(known)) / divisor
        if value != wanted:
            self.fault(cell, f"is {cell.value!r}, the summary says {wanted}")

    def newest_past(self, figure):
        past = [
            one
            for indicator in tables_with(self.plan, "id", figure["indicator_id"])
            for one in indicator.get("past", [])
        ]
        return max(past, key=lambda one: one["year"])["value"] if past else None

    def series(self, table):
        """Actuals of the years, a row for an indicator; or actuals and targets, two rows, which the charts are drawn from."""
        years = {head: self.year_of(head) for head in table.heads}
        what = next((head for head in table.heads if head in ("系列", "区分", "内訳", "種類")), None)
        if not table.has("No.", "指標") or not any(years.values()) or not (what or table.has("目標")):
            return False
        figures = {(figure["program_no"], flat(figure["name"])): figure for figure in self.summary["indicators"]}
        key, seen = None, set()
        for at in table.rows:
            if table.text(at, "指標"):
                key = (table.cell(at, "No.").value, flat(table.text(at, "指標")))
                self.claimed.add(self.place(table.cell(at, "No.")))
            figure = figures.get(key)
            if figure is None:
                self.fault(table.cell(at, "指標"), f"no indicator of the summary: {key}")
                continue
            seen.add(key)
            divisor = 1000 if figure["unit"] == "円" else 1
            points = {point["fiscal_year"]: point for point in figure["trend"]}
            row = "実績" if what is None else table.text(at, what)
            if what is None:
                self.is_text(table.cell(at, "目標"), figure["target_text"])
            for head, year in years.items():
                if year is not None:
                    point = points.get(year, {})
                    self.is_figure(table.cell(at, head), self.drawn(figure, row, point), divisor)
        missing = [key for key, figure in figures.items() if key not in seen and figure["latest"] is not None]
        if missing:
            self.fault(table.sheet.cell(1, 1), f"indicators are missing: {missing}")
        return True

    def drawn(self, figure, row, point):
        """What a row of the series holds of a year: actual, target, baseline, or a part of the target's band."""
        if row.startswith("実績"):
            return point.get("value")
        if row == "基準値":
            return figure["baseline"] if point.get("fiscal_year", 0) >= self.summary["effects"]["years"][0] else None
        if row in ("目標の下限", "目標の幅"):
            lower, upper = (Decimal(str(bound)) for bound in point.get("band") or (0, 0))
            return (lower if row == "目標の下限" else upper - lower) if point.get("band") else None
        return point.get("target")

    def year_of(self, head):
        """The fiscal year that a heading names, of the whole plan's."""
        head = head.removesuffix("実績").removesuffix("目標")
        first = self.summary["effects"]["years"][0]
        return next((year for year in range(first - 10, first + 20) if head in (year_label(year), year_short(year))), None)

    def effects(self, table):
        """Direction × kind, or one row for each way of counting."""
        if not any(self.year_of(head.removesuffix("計画")) for head in table.heads):
            return False
        if not table.has("区分"):
            return False
        first = next(iter(table.heads))
        by_view = first == "見方"
        directions = {row["name"]: row["direction_id"] for row in self.summary["ratings"]["directions"]}
        effects = self.summary["effects"]
        unit = table.unit()
        if unit is None:
            self.fault(table.sheet.cell(table.rows[0], 1), "the heading names no unit")
            return True
        expected = {(name, kind) for name in directions for kind in effects["kinds"]}
        for at in table.rows:
            name, kind = table.text(at, first), table.text(at, "区分")
            view = "new"
            if by_view:
                view = next((VIEWS[word] for word in sorted(VIEWS, key=len, reverse=True) if name.startswith(word)), None)
            cells = [cell for cell in effects["cells"] if cell["view"] == view]
            if name in directions:
                cells = [cell for cell in cells if cell["direction_id"] == directions[name]]
            elif not by_view and name not in ("計", "合計"):
                self.fault(table.cell(at, first), f"no direction of the summary: {name}")
                continue
            if kind in effects["kinds"]:
                cells = [cell for cell in cells if cell["kind"] == kind]
            elif kind not in ("計", "合計"):
                self.fault(table.cell(at, "区分"), f"no kind of the summary: {kind}")
                continue
            expected.discard((name, kind))
            self.effect_row(table, at, cells, unit)
        if not by_view and expected:
            self.fault(table.cell(table.rows[0], first), f"rows are missing: {sorted(expected)}")
        return True

    def effect_row(self, table, at, cells, unit):
        for head in table.heads:
            for what in ("計画", "実績"):
                year = self.years.get(head.removesuffix(what)) if head.endswith(what) else None
                if year is None:
                    continue
                key = "planned_yen" if what == "計画" else "actual_yen"
                total = sum(cell[key] for cell in cells if cell["fiscal_year"] == year)
                self.is_figure(table.cell(at, head), total, unit)
            for what in ("達成率(%)", "差", "構成比(%)"):
                year = self.years.get(head.removesuffix(what)) if head.endswith(what) else None
                if year is not None:
                    expected = self.compared([cell for cell in cells if cell["fiscal_year"] == year], what)
                    self.is_figure(table.cell(at, head), expected, unit if what == "差" else 1)

    def compared(self, cells, what):
        """What the amounts of some cells of a year and view come to; nothing where nothing was reported."""
        if not any(cell["planned_lines"] + cell["actual_lines"] for cell in cells):
            return None
        planned, actual = (Decimal(sum(cell[key] for cell in cells)) for key in ("planned_yen", "actual_yen"))
        if what == "構成比(%)":
            alike = (cells[0]["fiscal_year"], cells[0]["view"])
            every = self.summary["effects"]["cells"]
            whole = sum(cell["actual_yen"] for cell in every if (cell["fiscal_year"], cell["view"]) == alike)
            digits = Decimal(1).scaleb(-self.plan.get("share_decimals", 1))
            return (actual * 100 / whole).quantize(digits, ROUND_HALF_UP) if whole > 0 else None
        if any(cell["incomplete"] for cell in cells):
            return None
        if what == "差":
            return actual - planned
        return (actual * 100 / planned).quantize(Decimal("0.1"), ROUND_HALF_UP) if planned else None

    def effects_by_year(self, table):
        """A row for each year: what was planned and achieved by kind."""
        if not table.has("年度") or not any(kind in head for head in table.heads for kind in self.summary["effects"]["kinds"]):
            return False
        effects = self.summary["effects"]
        above = " ".join(str(table.sheet.cell(row, 1).value or "") for row in range(1, table.rows[0] - 1))
        heading = next((str(table.sheet.cell(row, 1).value) for row in range(table.rows[0] - 2, 0, -1) if table.sheet.cell(row, 1).value), above)
        view = next((VIEWS[word] for word in sorted(VIEWS, key=len, reverse=True) if word in heading), "new")
        unit = table.unit()
        for at in table.rows:
            label = table.text(at, "年度")
            year = self.year_of(label)
            for head in table.heads:
                kinds = [kind for kind in effects["kinds"] if kind in head] or effects["kinds"]
                what = next((key for word, key in (("計画", "planned_yen"), ("実績", "actual_yen")) if word in head), None)
                if what is None:
                    continue
                cells = [
                    cell
                    for cell in effects["cells"]
                    if cell["view"] == view and cell["fiscal_year"] == year and cell["kind"] in kinds
                ]
                self.is_figure(table.cell(at, head), sum(cell[what] for cell in cells), unit)
        return True

    def history(self, table):
        if not table.has("計画", "効果額"):
            return False
        past = self.plan.get("effect_history", [])
        for at, known in zip(table.rows, past, strict=True):
            self.is_text(table.cell(at, "計画"), known["label"])
            self.is_figure(table.cell(at, "効果額"), known["yen"], table.unit())
        return True

    def delayed(self, table):
        if not table.has("No.", "区分", "課題"):
            return False
        programs = {program["program_no"]: program for program in self.summary["programs"] if program["delayed"]}
        told = {}
        for at in table.rows:
            number = table.cell(at, "No.").value
            self.claimed.add(self.place(table.cell(at, "No.")))
            program = programs.get(number)
            if program is None:
                self.fault(table.cell(at, "No."), f"No.{number} is not behind")
                continue
            if number not in told:
                self.is_text(table.cell(at, "区分"), program["rating"])
                division = next((head for head in table.heads if head.startswith("担当課")), None)
                if division and not flat(table.text(at, division)).startswith(flat(program["division"])):
                    self.fault(table.cell(at, division), f"the summary says {program['division']}")
            texts = told.setdefault(number, {"課題": "", "次年度の取組": ""})
            for head in texts:
                texts[head] += table.text(at, head)
        for number, program in programs.items():
            for head, key in (("課題", "issues"), ("次年度の取組", "next")):
                if flat(told.get(number, {}).get(head, "")) != flat(program[key] or "(記入なし)"):
                    self.faults.append(f"{table.sheet.title} No.{number} {head} differs")
        return True

    def briefly(self, table):
        """The programs that are behind, on the page that sums all papers up."""
        if not table.has("遅れている取組", "担当課"):
            return False
        delayed = [program for program in self.summary["programs"] if program["delayed"]]
        for at, program in zip(table.rows, delayed):
            start = flat(f"No.{program['program_no']} {program['name']}")
            if flat(table.text(at, "遅れている取組")) != start:
                self.fault(table.cell(at, "遅れている取組"), f"the summary says {start}")
            self.is_text(table.cell(at, "区分"), program["rating"])
        return True

    def listed(self, table):
        """Every program with its ratings."""
        if not table.has("No.", "担当課", "取組の内容"):
            return False
        rows = iter(table.rows)
        for program, at in zip(self.summary["programs"], rows, strict=True):
            number = table.cell(at, "No.")
            self.claimed.add(self.place(number))
            if number.value != program["program_no"]:
                self.fault(number, f"the summary says {program['program_no']}")
            for head in table.heads:
                if head.startswith("今回"):
                    self.is_text(table.cell(at, head), program["rating"])
                elif head.startswith("前回") and table.text(at, head) != "-":
                    self.is_text(table.cell(at, head), program["earlier"][-1][1])
            done = table.text(at, "取組の内容")
            missing = "(未提出)" if program["rating"] == "未提出" else "(記入なし)"
            if not flat(program["achievement"] or missing).startswith(flat(done.removesuffix("…"))):
                self.fault(table.cell(at, "取組の内容"), f"the summary says {program['achievement']}")
            self.compared_texts.add(self.place(table.cell(at, "取組の内容")))
        return True

    def by_code(self, table):
        """Count and share of each code beside the round before."""
        if not table.has("区分", "割合(%)"):
            return False
        ratings = self.summary["ratings"]
        for at, code in zip(table.rows, ratings["codes"], strict=True):
            figure = ratings["total"]["codes"][code]
            if not table.text(at, "区分").startswith(code):
                self.fault(table.cell(at, "区分"), f"the summary says {code}")
            for head in table.heads:
                key = {"割合(%)": "share", "前回": "previous", "増減": "change"}.get(head)
                key = key or ("count" if head.endswith("数") else None)
                if key is not None:
                    self.is_figure(table.cell(at, head), figure[key])
        return True

    def bridge(self, table):
        if not table.has("種別", "改訂前", "改訂後"):
            return False
        keys = {
            "改訂前": "start",
            "新規": "added",
            "検討から移行": "promoted_in",
            "実施へ移行": "promoted_out",
            "統合": "merged",
            "終了": "ended",
            "改訂後": "end",
        }
        for at, row in zip(table.rows, self.summary["review"]["bridge"], strict=True):
            self.is_text(table.cell(at, "種別"), KINDS.get(row["kind"], "計"))
            for head in table.heads:
                if head in keys:
                    self.is_figure(table.cell(at, head), row[keys[head]])
        return True

    def changes(self, table):
        if not table.has("No.", "旧", "新"):
            return False
        texts = ("旧", "新", "理由")
        read = self.joined(table, texts)

        def new(change):
            # The office also sees what the division wrote.
            written = change["as_written"] if table.has("出典") else None
            return flat(change["new"] + (f"「{written}」と記入" if written else ""))

        wanted = [
            (change["program_no"], (flat(change["old"]) or "-", new(change) or "-", flat(change["reason"]) or "-"))
            for change in self.summary["review"]["changes"]
        ]
        if read != wanted:
            self.faults.append(f"{table.sheet.title}: {read} instead of {wanted}")
        self.compared_texts |= {self.place(table.cell(at, "新")) for at in table.rows}
        return True

    def studies(self, table):
        if not table.has("No.", "結論", "理由"):
            return False
        read = self.joined(table, ("結論", "理由"))
        wanted = self.summary["review"]["studies"]
        for (number, (verdict, reason)), study in zip(read, wanted, strict=True):
            no_verdict = study["verdict"] is None
            if number != study["program_no"] or not (no_verdict or verdict == flat(study["verdict"])):
                self.faults.append(f"{table.sheet.title} No.{number} {verdict}: {study}")
            if reason != flat(study["reason"] or ""):
                self.faults.append(f"{table.sheet.title} No.{number} {reason}: {study}")
        return True

    def proposals(self, table):
        """What divisions and the tool propose, with the effect so far."""
        if not table.has("No.", "提案(参考)"):
            return False
        programs = {program["program_no"]: program for program in self.summary["review"]["programs"]}
        seen = set()
        for at in table.rows:
            number = table.cell(at, "No.").value
            self.claimed.add(self.place(table.cell(at, "No.")))
            program = programs.get(number)
            if program is None:
                self.fault(table.cell(at, "No."), f"the review has no No.{number}")
                continue
            goes_on = number in seen
            seen.add(number)
            for head in table.heads:
                amount = re.search(r"効果額.*(計画|実績)\((%s)\)" % "|".join(UNITS), head)
                if amount and not goes_on:
                    key = "planned_yen" if amount[1] == "計画" else "actual_yen"
                    self.is_figure(table.cell(at, head), program["effect"][key], UNITS[amount[2]])
        return True

    def findings(self, table):
        """Findings of each program; findings.csv lists them."""
        if not table.has("No.", "要修正(件)", "確認(件)"):
            return False
        numbers = {str(table.cell(at, "No.").value) for at in table.rows}
        for at in table.rows:
            number = table.cell(at, "No.").value
            self.claimed.add(self.place(table.cell(at, "No.")))
            # The last row is the sum of those above.
            counted = numbers if number is None else {str(number)}
            for head, severity in (("要修正(件)", "error"), ("確認(件)", "warning")):
                count = sum(self.found.get((number, severity), 0) for number in counted)
                self.is_figure(table.cell(at, head), count)
        return True

    def joined(self, table, texts):
        """Rows with the texts of the rows in which they go on."""
        rows = []
        program = list(table.heads)[1]
        for at in table.rows:
            number = table.said(at, "No.")
            self.claimed.add(self.place(table.cell(at, "No.")))
            found = [flat(table.said(at, head) or "") for head in texts]
            if rows and table.text(at, program).endswith("(続き)"):
                rows[-1] = (rows[-1][0], tuple(a + b for a, b in zip(rows[-1][1], found)))
            else:
                rows.append((number, tuple(found)))
        return rows

    def words(self, table):
        """Terms and what they mean, papers and their titles: no figure stands in such a table."""
        return not any(is_number(table.sheet.cell(at, column).value) for at in table.rows for column in table.heads.values())

    def compare_tables(self, sheet):
        known = [
            self.tally,
            self.indicators,
            self.series,
            self.briefly,
            self.effects,
            self.effects_by_year,
            self.history,
            self.delayed,
            self.listed,
            self.by_code,
            self.bridge,
            self.changes,
            self.studies,
            self.proposals,
            self.findings,
            self.words,
        ]
        for table in tables_of(sheet):
            kind = next((kind.__name__ for kind in known if table.rows and kind(table)), None)
            if kind is None:
                self.faults.append(f"{sheet.title}: nobody knows the table of {list(table.heads)}")
            else:
                self.count(table, kind)
                self.compared_texts |= {
                    self.place(table.sheet.cell(at, column))
                    for head, column in table.heads.items()
                    if INTERNAL.search(head)
                    for at in table.rows
                }

    # Sentences

    def sentence_faults(self, sheet, allowed, strings):
        texts = 0
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value
                if not isinstance(text, str) or not re.search(r"\d", text):
                    continue
                texts += 1
                if flat(text) in strings or self.place(cell) in self.compared_texts:
                    continue
                for number in numbers_of(text):
                    if number not in allowed:
                        self.fault(cell, f"{number} is no figure of the summary: {text[:80]}")
        return texts

    def compare_sentences(self):
        """Sentences that name their figures have to name the right ones."""
        tally = self.summary["indicator_tally"]
        delayed = sum(program["delayed"] for program in self.summary["programs"])
        named = [
            (r"指標(\d+)件のうち", tally["indicators"]),
            (r"目標を達成しているものは(\d+)件", tally["achieved"]),
            (r"未達成は(\d+)件", tally["not_achieved"]),
            (r"判定できないものは(\d+)件", tally["undecided"]),
            (r"予定より遅れている(\d+)\D+の課題", delayed),
        ]
        found = 0
        for sheet in self.workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    for pattern, wanted in named:
                        match = isinstance(cell.value, str) and re.search(pattern, cell.value.replace("\n", ""))
                        if match:
                            found += 1
                            if int(match[1]) != wanted:
                                self.fault(cell, f"{match[0]}: the summary says {wanted}")
        texts = [flat(cell.value) for sheet in self.workbook for row in sheet.iter_rows() for cell in row if cell.value]
        for sentence in self.summary["sentences"]:
            if not any(flat(sentence) in text for text in texts):
                self.faults.append(f"no paper says: {sentence}")
        return found


# What is no figure: dates, years, numbers of programs, papers and notes, digits of rounding.
NOT_FIGURES = re.compile(
    r"(令和|平成)[\d元]+年(度|\d+月\d+日)?|[RH]\d+(\.\d+\.\d+)?|No\.\d+|資料\d+|注\d+|小数第\d+位|小数点以下\d+桁"
    r"|100%|^\d+ |\d+の表|第\d+期|[1１]年"
)
NUMBER = re.compile(r"▲?\d[\d,]*(?:\.\d+)?")


def numbers_of(text):
    text = NOT_FIGURES.sub(" ", text.replace("\n", ""))
    return [Decimal(number.replace(",", "").replace("▲", "-")) for number in NUMBER.findall(text)]


def figures_of(value, found):
    """Every number of the summary, amounts in every unit in which they may be printed too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.endswith("_yen") and is_number(inner):
                add_amount(inner, found)
            figures_of(inner, found)
    elif isinstance(value, list):
        for inner in value:
            figures_of(inner, found)
    elif is_number(value):
        found.add(Decimal(str(value)))
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        found.add(Decimal(value))
        found.add(Decimal(value) / 1000)
    return found


def add_amount(yen, found):
    for unit in UNITS.values():
        for digits in ("1", "0.1"):
            found.add((Decimal(yen) / unit).quantize(Decimal(digits), ROUND_HALF_UP))


def strings_of(value, found):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            strings_of(inner, found)
    elif isinstance(value, str):
        found.append(flat(value))
    return found


class Strings:
    """Texts of the summary and the plan; a row that goes on holds a piece of one."""

    def __init__(self, *sources):
        self.whole = "\x00".join(text for source in sources for text in strings_of(source, []))

    def __contains__(self, text):
        return text.removesuffix("(続き)") in self.whole


def main(papers, summary, plan):
    findings = os.path.join(os.path.dirname(summary), "findings.csv")
    workbook = openpyxl.load_workbook(papers, data_only=True)
    with open(summary, encoding="utf-8") as file:
        summary = json.load(file)
    with open(plan, "rb") as file:
        plan = tomllib.load(file)
    with open(findings, encoding="utf-8", newline="") as file:
        found = Counter((row["program"], row["severity"]) for row in csv.DictReader(file))
    comparison = Comparison(workbook, summary, plan, found)
    allowed, strings, texts = figures_of(summary, set()), Strings(summary, plan), 0
    for effect in plan.get("effect_history", []):
        add_amount(effect["yen"], allowed)
    numeric = set()
    for sheet in workbook.worksheets:
        comparison.compare_tables(sheet)
        if sheet.title.startswith("資料"):
            texts += comparison.sentence_faults(sheet, allowed, strings)
        numeric |= {
            f"{sheet.title}!{cell.coordinate}" for row in sheet.iter_rows() for cell in row if is_number(cell.value)
        }
    named = comparison.compare_sentences()
    faults = comparison.faults + [f"{place} is compared with nothing" for place in sorted(numeric - comparison.claimed)]
    report = {
        "tables": comparison.tables,
        "figures": len(numeric & comparison.claimed),
        "texts": texts,
        "named": named,
        "faults": faults,
    }
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
