"""All examinations of LibreOffice in one start of it: recalculation, pages, texts that are cut.

    python every.py FILE…

Prints a JSON object: for each file what recalc.py ("recalculated"), pages.py ("pages") and overflow.py ("texts") say.
"""

import json
import sys

import libreoffice
import overflow
import pages
import recalc


def examine(office, path):
    recalculated = recalc.examine(office, path)
    del recalculated["values"]
    return {
        "recalculated": recalculated,
        "pages": pages.examine(office, path),
        "texts": overflow.examine(office, path),
    }


def main(files):
    with libreoffice.desktop() as office:
        report = {path: examine(office, path) for path in files}
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
