"""Saves a workbook in LibreOffice under other names; the extension of each decides the format.

    python save_as.py FILE OUT…

Prints a JSON list of the files written.
"""

import json
import sys

import libreoffice


def main(path, outs):
    with libreoffice.desktop() as office:
        with libreoffice.document(office, path) as document:
            for out in outs:
                libreoffice.save_as(document, out)
    json.dump(outs, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
