"""Halves the height of the tallest row of a workbook: what a search for cut texts has to catch.

    python spoil_height.py FILE.xlsx OUT.xlsx

Prints the sheet of the row.
"""

import re
import sys
import zipfile

from cached_values import sheet_parts

HEIGHT = re.compile(rb'(<row [^>]*\bht=")([0-9.]+)(")')


def main(path, out):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        rows = [
            (float(match[2]), sheet, part, match)
            for sheet, part in sheet_parts(package)
            for match in HEIGHT.finditer(parts[part])
        ]
    height, sheet, part, match = max(rows, key=lambda row: row[0])
    start, end = match.span()
    spoiled = match[1] + str(height / 2).encode() + match[3]
    parts[part] = parts[part][:start] + spoiled + parts[part][end:]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, content in parts.items():
            copy.writestr(name, content)
    print(sheet)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
