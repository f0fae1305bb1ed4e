"""Opens a return copy in LibreOffice, writes right values into the cells that need mending and saves it.

    python mend_uno.py RETURN.xlsx MENDED.json OUT…

MENDED.json maps a sheet and an address ("No.12!F23") to what belongs there. The copy is saved once for each OUT, in
the format that its extension names. Sheets stay protected: a division has no password to remove either.
"""

import json
import sys

import libreoffice


def main(returned, mended, outs):
    with open(mended, encoding="utf-8") as file:
        mended = json.load(file)
    with libreoffice.desktop() as office, libreoffice.document(office, returned) as document:
        for place, answer in mended.items():
            sheet, address = place.rsplit("!", 1)
            cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
            if isinstance(answer, str):
                cell.String = answer
            else:
                cell.Value = answer
        for out in outs:
            libreoffice.save_as(document, out)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
