"""The alternative text of every chart of workbooks, read from their XML with nothing but the standard library.

    python chart_texts.py FILE…

Prints a JSON object: for each file, for each sheet that has charts, the list of their texts; null for a chart without.
"""

import json
import posixpath
import sys
import zipfile
from xml.etree import ElementTree

from cached_values import PACKAGE, sheet_parts

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def drawings(package, part):
    """The parts with the drawings of a sheet."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return
    for relation in ElementTree.fromstring(package.read(relations)).iter(f"{PACKAGE}Relationship"):
        if relation.get("Type").endswith("/drawing"):
            yield posixpath.normpath(posixpath.join(folder, relation.get("Target")))


def texts(path):
    found = {}
    with zipfile.ZipFile(path) as package:
        for sheet, part in sheet_parts(package):
            for drawing in drawings(package, part):
                frames = ElementTree.fromstring(package.read(drawing)).iter(f"{DRAWING}graphicFrame")
                for frame in frames:
                    text = frame.find(f".//{DRAWING}cNvPr").get("descr")
                    found.setdefault(sheet, []).append(text)
    return found


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    json.dump({path: texts(path) for path in sys.argv[1:]}, sys.stdout, ensure_ascii=False)
