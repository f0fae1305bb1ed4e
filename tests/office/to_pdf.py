"""Prints workbooks to PDF in LibreOffice and counts the pages.

    python to_pdf.py OUT_DIR FILE…

Prints a JSON object: for each file, the number of its pages and the names of its visible sheets.
"""

import json
import os
import re
import sys

import libreoffice

# LibreOffice writes the page objects of a PDF uncompressed.
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def main(out, files):
    printed = {}
    with libreoffice.desktop() as office:
        for path in files:
            name = os.path.splitext(os.path.basename(path))[0]
            pdf = os.path.join(out, f"{name}.pdf")
            with libreoffice.document(office, path) as document:
                sheets = [document.Sheets.getByIndex(i) for i in range(document.Sheets.Count)]
                visible = [sheet.Name for sheet in sheets if sheet.IsVisible]
                libreoffice.save_as(document, pdf)
            with open(pdf, "rb") as file:
                printed[path] = {"pages": len(PAGE.findall(file.read())), "sheets": visible}
    json.dump(printed, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
