"""Saves a workbook in Gnumeric under other names; the extension of each decides the format.

    python save_gnumeric.py FILE OUT…

Prints a JSON list of the files written.
"""

import json
import subprocess
import sys

# Formats that the extension alone leaves open.
EXPORTERS = {"xls": "Gnumeric_Excel:excel_biff8", "xlsx": "Gnumeric_Excel:xlsx", "ods": "Gnumeric_OpenCalc:odf"}


def main(path, outs):
    for out in outs:
        exporter = EXPORTERS[out.rsplit(".", 1)[1]]
        subprocess.run(["ssconvert", "-T", exporter, path, out], check=True, capture_output=True, timeout=120)
    json.dump(outs, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
