"""Follows the place of every value of the 明細 sheets into the submissions, and compares what stands there.

    python provenance.py FILE

A place is an address with a link. The link has to lead to that address; where the sheet says how the value was written,
that is what has to stand in the cell, else the value itself.

Prints a JSON object: for each sheet and value, "same" (how many cells hold just this) and "different" (those that do
not, with both texts).
"""

import json
import os
import sys
from urllib.parse import unquote

import openpyxl

OTHERWISE = "出典: 値と違う書き方の欄"
# Heading of the place, of the value, and of the text as written if the sheet has it. Line breaks are left out.
SHEETS = {
    "明細_評価": [
        ("出典:区分", "進捗区分", "出典: 区分に書かれていたもの"),
        ("出典:評価しない理由", "評価しない理由", None),
        ("出典:成果・状況", "成果・検討状況", None),
        ("出典:課題", "課題", None),
        ("出典:次年度", "次年度の取組", None),
        ("出典:方向性・結論", "今後の方向性|検討の結論", None),
        ("出典:見直しの理由", "見直しの理由", None),
    ],
    "明細_指標": [
        ("出典:値", "値", "出典: 値に書かれていたもの"),
        ("出典:備考", "備考", None),
    ],
    "明細_取組": [
        ("出典:状態", "状態", "出典: 状態に書かれていたもの"),
        ("出典:区分", "進捗区分", None),
        ("出典:実績", "実績", None),
        ("出典:追加の項目", "取組項目", None),
    ],
    "明細_財政効果": [
        ("出典:実績額", "実績額(円)", "出典: 実績額に書かれていたもの"),
        ("出典:計画額", "計画額(円)", "出典: 計画額に書かれていたもの"),
        ("出典:区分", "区分", None),
        ("出典:性質", "性質", None),
        ("出典:根拠", "根拠", None),
        ("出典:内容", "内容", None),
        ("出典:算定方法", "算定方法", None),
    ],
}


def text_of(value):
    """A cell's content as text; a number without the noise of its binary form."""
    if isinstance(value, (int, float)):
        return repr(round(value, 10)).removesuffix(".0")
    return "" if value is None else str(value).strip()


def records(sheet):
    """Each row below the headings as a mapping from heading to cell."""
    head = next(row for row in sheet.iter_rows() if row[0].value == "No.")
    names = [str(cell.value).replace("\n", "") for cell in head]
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        yield dict(zip(names, row, strict=True))


def otherwise(record):
    cell = record.get(OTHERWISE)
    lines = str(cell.value).split("\n") if cell is not None and cell.value else []
    return dict(line.split(": ", 1) for line in lines)


def main(path):
    workbook = openpyxl.load_workbook(path)
    folder = os.path.dirname(os.path.abspath(path))
    opened, report = {}, {}
    for name, places in SHEETS.items():
        for record in records(workbook[name]):
            for place, values, raw in places:
                told = report.setdefault(name, {}).setdefault(values, {"same": 0, "different": []})
                address, link = record[place].value, record[place].hyperlink
                if address is None:
                    continue
                sheet, cell = link.location.rsplit("!", 1)
                file = os.path.normpath(os.path.join(folder, unquote(link.target)))
                if file not in opened:
                    opened[file] = openpyxl.load_workbook(file)
                held = opened[file][sheet.strip("'").replace("''", "'")]
                found = text_of(held[cell].value)
                shown = [record[value] for value in values.split("|")]
                shown = next((one.value for one in shown if one.value is not None), None)
                written = otherwise(record)
                named = [written[value] for value in values.split("|") if value in written]
                said = record[raw].value if raw else next(iter(named), shown)
                if cell == address and found == text_of(said):
                    told["same"] += 1
                else:
                    told["different"].append([record[place].coordinate, text_of(said), found])
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
