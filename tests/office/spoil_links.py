"""Spoils two links of a sheet: what a check of links has to find, both of them.

    python spoil_links.py FILE.xlsx OUT.xlsx SHEET

The first link to several rows keeps only its first row, the next one is taken away. Prints the places as a JSON list.
"""

import json
import re
import sys
import zipfile

from cached_values import sheet_parts

LINK = re.compile(r'<hyperlink ref="([A-Z]+[0-9]+)" location="([^"]*![A-Z]+)([0-9]+)(:[A-Z]+)([0-9]+)"[^>]*/>')


def main(path, out, sheet):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        part = dict(sheet_parts(package))[sheet]
    text = parts[part].decode()
    links = [match for match in LINK.finditer(text) if match[1][0] != "A" and match[3] != match[5]]
    narrowed, removed = links[:2]
    narrow = narrowed[0].replace(f"{narrowed[4]}{narrowed[5]}", f"{narrowed[4]}{narrowed[3]}")
    text = text.replace(narrowed[0], narrow).replace(removed[0], "")
    parts[part] = text.encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, content in parts.items():
            copy.writestr(name, content)
    json.dump([f"{sheet}!{match[1]}" for match in (narrowed, removed)], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
