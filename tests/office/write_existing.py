"""Writes a hand-made form (管理票, grid paper) of one program with openpyxl, filled in.

    python write_existing.py OUT.xlsx

It fits tests/plans/existing-ten/form.toml. Prints a JSON object: for each field the cell that it was written into and
the value that is to be read.
"""

import datetime
import json
import sys

from openpyxl import Workbook
from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

PRINTED = {
    "A1:AN1": "見本市行財政改革プラン 進捗管理票",
    "AA2:AD2": "対象年度",
    "AE2:AN2": "令和3年度",
    "A3:C3": "番号",
    "D3:F3": "④",
    "G3:J3": "取組名",
    "K3:Z3": "見本の未利用地の売却",
    "AA3:AD3": "主管課",
    "AE3:AN3": "見本財務課",
    "A4:C4": "記入者",
    "M4:O4": "内線",
    "U4:W4": "記入日",
    "A6:AN6": "1 取組の状況",
    "A7:J8": "取組項目",
    "K7:O8": "今年度の計画",
    "P7:AN7": "今年度の結果",
    "P8:S8": "状況",
    "T8:W8": "進み具合",
    "X8:AN8": "実施した\n内容",
    "A9:J10": "売却の公告",
    "K9:O10": "実施",
    "A18:R18": "2 指標の実績",
    "T18:AN18": "3 財政効果",
    "A19:F20": "指標名",
    "G19:I20": "目標",
    "J19:L20": "実績",
    "M19:N20": "単位",
    "O19:R20": "備考",
    "A21:F21": "売却の収入",
    "G21:I21": 20000,
    "M21:N21": "千円",
    "A22:F22": "売却した区画",
    "G22:I22": 4,
    "M22:N22": "区画",
    "T19:V20": "区分",
    "W19:AA20": "内容",
    "AB19:AC20": "性質",
    "AD19:AE20": "根拠",
    "AF19:AI20": "実績",
    "AJ19:AN20": "算定方法",
    "AH21:AI21": "百万円",
    "AH22:AI22": "円",
    "AH23:AI23": "千円",
    "AH24:AI24": "千円",
    "T25:V25": "計",
    "AF25:AG25": "(略)",
    "A26:AN26": "4 評価",
    "A27:D28": "進捗区分",
    "I27:O28": "評価しない理由",
    "A29:D32": "成\n果",
    "A33:D36": "課\n題",
    "A37:AN37": "5 来年度に向けて",
    "A38:AN38": "内容",
}

# Cells of lines that were not needed.
BLANK = ["AF23:AG23", "AF24:AG24"]

# Field: area, what is typed, what is read.
ANSWERS = {
    "reporter": ("D4:L4", "見本 太郎", "見本 太郎"),
    "extension": ("P4:T4", 1234, "1234"),
    "report_date": ("Y4:AF4", datetime.date(2022, 4, 8), "2022-04-08"),
    "activity_1_status": ("P9:S10", "実施中", "実施中"),
    "activity_1_rating": ("T9:W10", "Ａ", "A"),
    "activity_1_result": ("X9:AN10", "公告を3回行った。", "公告を3回行った。"),
    "indicator_land_sales_actual": ("J21:L21", 23456, "23456000"),
    "indicator_lots_actual": ("J22:L22", "5区画", "5"),
    "indicator_lots_note": ("O22:R22", "年度末に数えた。", "年度末に数えた。"),
    "effect_1_kind": ("T21:V21", "歳入", "歳入確保"),
    "effect_1_title": ("W21:AA21", "土地の売却", "土地の売却"),
    "effect_1_nature": ("AB21:AC21", "単年度", "単年度"),
    "effect_1_basis": ("AD21:AE21", "決算", "決算"),
    "effect_1_actual": ("AF21:AG21", 23.456, "23456000"),
    "effect_1_method": ("AJ21:AN21", "契約額の合計", "契約額の合計"),
    "effect_2_kind": ("T22:V22", "歳入確保", "歳入確保"),
    "effect_2_title": ("W22:AA22", "駐車場の貸付", "駐車場の貸付"),
    "effect_2_nature": ("AB22:AC22", "継続", "継続"),
    "effect_2_basis": ("AD22:AE22", "決算見込", "決算見込"),
    "effect_2_actual": ("AF22:AG22", "１，２００，０００", "1200000"),
    "effect_2_method": ("AJ22:AN22", "月額の12か月", "月額の12か月"),
    "rating": ("E27:H28", "A", "A"),
    "achievement": ("E29:AN32", "2区画を売却し、収入は見込みを上回った。", "2区画を売却し、収入は見込みを上回った。"),
    "issues": ("E33:AN36", "形の悪い土地が残っている。", "形の悪い土地が残っている。"),
    "next": ("A39:AN42", "残る土地の売り方を見直し、早めに公告する。", "残る土地の売り方を見直し、早めに公告する。"),
}


def put(sheet, area, value):
    first = area.split(":")[0]
    sheet.merge_cells(area)
    sheet[first] = value
    return sheet[first]


def main(out):
    book = Workbook()
    sheet = book.active
    sheet.title = "管理票④"
    for area, text in PRINTED.items():
        put(sheet, area, text)
    for area in BLANK:
        sheet.merge_cells(area)
    for area, value, _ in ANSWERS.values():
        cell = put(sheet, area, value)
        cell.fill = PatternFill("solid", fgColor="FFFFCC")
        cell.protection = Protection(locked=False)
        if isinstance(value, datetime.date):
            cell.number_format = '[$-411]ggge"年"m"月"d"日"'
    rating = DataValidation(type="list", formula1='"S,A,B"')
    rating.add("E27")
    sheet.add_data_validation(rating)
    book.save(out)
    expected = {
        field: {"cell": area.split(":")[0], "value": read} for field, (area, _, read) in ANSWERS.items()
    }
    json.dump(expected, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
