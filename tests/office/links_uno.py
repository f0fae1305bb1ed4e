"""Where the links of a workbook lead for LibreOffice.

    python links_uno.py FILE

Prints a JSON object: for each sheet, the links of its cells as LibreOffice resolved them; those to files as paths.
"""

import json
import sys

import libreoffice
import uno


def urls(cell):
    fields = cell.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        url = fields.nextElement().URL
        if url.startswith("file:"):
            file, _, place = url.partition("#")
            url = uno.fileUrlToSystemPath(file) + (f"#{place}" if place else "")
        yield url


def main(path):
    report = {}
    with libreoffice.desktop() as office, libreoffice.document(office, path) as document:
        for index in range(document.Sheets.Count):
            sheet = document.Sheets.getByIndex(index)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            address = cursor.RangeAddress
            found = []
            for row in range(address.EndRow + 1):
                for column in range(address.EndColumn + 1):
                    found.extend(urls(sheet.getCellByPosition(column, row)))
            report[sheet.Name] = found
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
