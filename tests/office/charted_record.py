"""A record of 明細_指標 and the cell of 指標の推移 that draws it.

    python charted_record.py FILE

Prints a JSON object: "record" and "charted", each as sheet!cell.
"""

import json
import re
import sys

import openpyxl

RECORD = re.compile(r"'(明細_指標)'!\$([A-Z]+)\$([0-9]+)")


def main(path):
    sheet = openpyxl.load_workbook(path)["指標の推移"]
    for row in sheet.iter_rows():
        for cell in row:
            found = RECORD.search(str(cell.value)) if cell.data_type == "f" else None
            if found:
                record = f"{found[1]}!{found[2]}{found[3]}"
                json.dump({"record": record, "charted": f"{sheet.title}!{cell.coordinate}"}, sys.stdout)
                return
    sys.exit("no formula looks at a record")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
