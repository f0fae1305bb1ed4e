"""All examinations of LibreOffice in one start of it: recalculation, pages, texts that are cut.

    python every.py FILE…

Prints a JSON object: for each file what recalc.py ("recalculated"), pages.py ("pages") and overflow.py ("texts") say.
"""

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


if __name__ == "__main__":
    libreoffice.report_of_files(examine, __doc__)
