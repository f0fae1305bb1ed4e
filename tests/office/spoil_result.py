"""Puts a wrong result beside a formula, the formula left as it is: what a check of stored results has to catch.

    python spoil_result.py FILE.xlsx OUT.xlsx RESULT

Spoils the first numeric formula of the first sheet that has one and prints its place as sheet!address.
"""

import re
import sys
import zipfile

from cached_values import sheet_parts

FORMULA_WITH_RESULT = re.compile(
    rb'(<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<marks>[^>]*)><f>[^<]*</f><v>)[^<]*(</v>)'
)


def main(path, out, result):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        for sheet, part in sheet_parts(package):
            for match in FORMULA_WITH_RESULT.finditer(parts[part]):
                if b't="' in match["marks"]:
                    continue
                start, end = match.span()
                spoiled = match[1] + result.encode() + match[4]
                parts[part] = parts[part][:start] + spoiled + parts[part][end:]
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                    for name, content in parts.items():
                        copy.writestr(name, content)
                print(f"{sheet}!{match['cell'].decode()}")
                return
    sys.exit(f"{path} has no formula with a number as its result")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
