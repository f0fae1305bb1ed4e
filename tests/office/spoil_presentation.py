"""Makes two copies of a report with faults that presentation.py has to find.

    python spoil_presentation.py FILE.xlsx OUT_DIR

Prints a JSON object: for each copy, words of each fault.
"""

import json
import os
import re
import sys
import zipfile

SHEET, CHART = r"xl/worksheets/sheet\d+\.xml", r"xl/charts/chart\d+\.xml"
DRAWING, STYLES = r"xl/drawings/drawing\d+\.xml", r"xl/styles\.xml"
WORKBOOK, CORE = r"xl/workbook\.xml", r"docProps/core\.xml"

# Parts, what to replace in the first one that has it, by what, and the words of the fault.
FAULTS = [
    [
        (SHEET, r'paperSize="9"', 'paperSize="1"', "paper size 1"),
        (SHEET, r'fitToHeight="0"', 'fitToHeight="3"', "× 3 pages"),
        (SHEET, r'(<pageMargins left=)"[\d.]+"', r'\1"2"', "margins [2.0"),
        (SHEET, r"&amp;P / &amp;N", "", "footer without n / N"),
        (SHEET, r'showGridLines="0"', 'showGridLines="1"', "gridlines"),
        (SHEET, r'<sheetView ', '<sheetView zoomScale="400" ', "zoom 400"),
        (SHEET, r'tabSelected="1" ', "", "selected: "),
        (SHEET, r'<pane [^>]*/><selection[^>]*/>', "", "are not frozen"),
        (SHEET, r'(<autoFilter ref="A\d+:[A-Z]+)\d+', r"\g<1>8", "leaves out row"),
        (WORKBOOK, r'(<definedName name="_xlnm.Print_Area"[^>]*>[^<]*)\d+<', r"\g<1>3<", "outside the print area"),
        (STYLES, r"(<name val=)\"游ゴシック\"", r'\1"Arial"', "font Arial"),
        (STYLES, r"&quot;▲&quot;#,##0", "-#,##0", "number format"),
        (STYLES, r'horizontal="right"', 'horizontal="center"', "number set to center"),
        (CORE, r"</cp:coreProperties>", "<dc:creator>ある人</dc:creator></cp:coreProperties>", "names a person"),
        (DRAWING, r"(<xdr:from>.*?<xdr:row>)\d+", r"\g<1>0", "covers"),
        (CHART, r"<c:title>.*?</c:title>", "", "a chart without a title"),
        (CHART, r'(<c:val>.*?<c:ptCount val="\d+"/>)', r'\1<c:pt idx="0"><c:v>98765</c:v></c:pt>', "stores"),
        (CHART, r'typeface="游ゴシック"', 'typeface="Arial"', "a chart in"),
    ],
    # Those that would hide one of the first.
    [
        (SHEET, r'(<pane [^>]*topLeftCell="[A-Z]+)\d+', r"\g<1>30", "frozen at"),
        (SHEET, r'(<autoFilter ref="A\d+:)[A-Z]+', r"\g<1>C", "leaves out a column"),
        (WORKBOOK, r'<definedName name="_xlnm.Print_Titles".*?</definedName>', "", "not printed on every page"),
        (DRAWING, r'descr="[^"]*"', 'descr=""', "without alternative text"),
        (DRAWING, r"(<xdr:to>.*?<xdr:row>)\d+", r"\g<1>9999", "leaves the print area"),
        (CHART, r"(<c:val><c:numRef><c:f>[^$]*\$)[A-Z]+(\$\d+:\$)[A-Z]+", r"\1A\2A", "plots texts as 0"),
    ],
]


def spoil(parts, where, pattern, replacement):
    """The parts with the fault; every place of the first part that has one, for styles are shared."""
    for name in sorted(parts):
        if not re.fullmatch(where, name):
            continue
        text = parts[name].decode("utf-8")
        spoiled, count = re.subn(pattern, replacement, text, flags=re.DOTALL)
        if count:
            return {**parts, name: spoiled.encode("utf-8")}
    sys.exit(f"no {where} has {pattern}")


def main(path, out):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = {}
    for number, faults in enumerate(FAULTS):
        spoiled = parts
        for where, pattern, replacement, _ in faults:
            spoiled = spoil(spoiled, where, pattern, replacement)
        copy = os.path.join(out, f"{number}.xlsx")
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
            for name, content in spoiled.items():
                package.writestr(name, content)
        told[copy] = [words for *_, words in faults]
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
