"""What the charts of a workbook show: titles, descriptions and the stored results of the cells that they draw.

    python charts.py FILE

Prints a JSON object: for each sheet with charts a list of "title", "description" and "series"; each of these with its
"name", "categories" and "values".
"""

import json
import posixpath
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.cell import range_boundaries

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def targets(package, part):
    """The parts that a part refers to, by the ids of the references."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    root = ElementTree.fromstring(package.read(relations))
    return {
        one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target")))
        for one in root
        if one.get("TargetMode") != "External"
    }


def cells(results, reference):
    name, area = reference.rsplit("!", 1)
    sheet = results[name.strip("'").replace("''", "'")]
    left, top, right, bottom = range_boundaries(area)
    rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def series_of(results, chart):
    for series in chart.iter(f"{CHART}ser"):
        name = series.find(f"{CHART}tx")
        yield {
            "name": "".join(name.itertext()),
            "categories": cells(results, series.find(f"{CHART}cat").find(f".//{CHART}f").text),
            "values": cells(results, series.find(f"{CHART}val").find(f".//{CHART}f").text),
        }


def charts_of(package, results, drawing):
    parts = targets(package, drawing)
    for frame in ElementTree.fromstring(package.read(drawing)).iter(f"{DRAWING}graphicFrame"):
        part = parts[frame.find(f".//{CHART}chart").get(f"{RELATION}id")]
        chart = ElementTree.fromstring(package.read(part))
        title = chart.find(f"{CHART}chart/{CHART}title")
        yield {
            "title": "".join(text.text for text in title.iter(f"{TEXT}t")),
            "description": frame.find(f".//{DRAWING}cNvPr").get("descr"),
            "series": list(series_of(results, chart)),
        }


def main(path):
    results = openpyxl.load_workbook(path, data_only=True)
    shown = {}
    with zipfile.ZipFile(path) as package:
        sheets = targets(package, "xl/workbook.xml")
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        for sheet in book.iter(f"{SHEET}sheet"):
            part = sheets[sheet.get(f"{RELATION}id")]
            drawing = ElementTree.fromstring(package.read(part)).find(f"{SHEET}drawing")
            if drawing is not None:
                drawing = targets(package, part)[drawing.get(f"{RELATION}id")]
                shown[sheet.get("name")] = list(charts_of(package, results, drawing))
    json.dump(shown, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
