"""Measures how far apart in grey the steps of the scale are printed.

    python grey.py FILE

Takes the colours of the chart with bars stacked to 100 % from the workbook, prints the workbook in LibreOffice, draws the
pages (pdftoppm) and finds the pixels of each colour in the pictures.

Prints a JSON object: "steps" (name, pixels, and their lightness L* from 0 to 100, by the luminance of the picture) and
"least", the smallest difference of two.
"""

import collections
import itertools
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import libreoffice

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Of 256 steps of a channel: viewers round colours.
NEAR = 3


def colours(path):
    """Name and colour of each series of the bars."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if not part.startswith("xl/charts/chart"):
                continue
            chart = ElementTree.fromstring(package.read(part))
            if any(one.get("val") == "percentStacked" for one in chart.iter(f"{CHART}grouping")):
                for series in chart.iter(f"{CHART}ser"):
                    name = next(series.find(f"{CHART}tx").iter(f"{CHART}v")).text
                    fill = series.find(f"{CHART}spPr").find(f"{DRAWING}solidFill")
                    yield name, bytes.fromhex(fill.find(f"{DRAWING}srgbClr").get("val"))
                return


def pixels(path):
    """How many pixels of the printed pages have each colour."""
    counted = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        pdf = os.path.join(folder, "printed.pdf")
        with libreoffice.desktop() as office, libreoffice.document(office, path) as document:
            libreoffice.save_as(document, pdf)
        subprocess.run(["pdftoppm", "-r", "60", pdf, os.path.join(folder, "page")], check=True)
        for page in sorted(name for name in os.listdir(folder) if name.endswith(".ppm")):
            with open(os.path.join(folder, page), "rb") as file:
                kind, size, _ = file.readline(), file.readline(), file.readline()
                if kind.strip() != b"P6" or len(size.split()) != 2:
                    sys.exit(f"{page} is no picture")
                points = file.read()
            counted.update(points[at : at + 3] for at in range(0, len(points), 3))
    return counted


def lightness(colour):
    """L* of a colour of a screen (IEC 61966-2-1, CIE 1976)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in colour)]
    luminance = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def main(path):
    counted = pixels(path)
    steps = []
    for name, wanted in colours(path):
        near = {
            colour: count
            for colour, count in counted.items()
            if all(abs(one - other) <= NEAR for one, other in zip(colour, wanted))
        }
        count = sum(near.values())
        mean = sum(lightness(colour) * count for colour, count in near.items()) / max(count, 1)
        steps.append({"name": name, "pixels": count, "lightness": mean})
    pairs = itertools.combinations((step["lightness"] for step in steps), 2)
    json.dump({"steps": steps, "least": min(abs(one - other) for one, other in pairs)}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
