"""A record of 明細_指標 and the cells of 指標の推移 that hold it: that of the table, which is printed, and the one below
what is printed, which a chart is drawn from.

    python charted_record.py FILE

Prints a JSON object: "record", "shown" and "charted", each as sheet!cell.
"""

import json
import re
import sys

import openpyxl
from openpyxl.utils import range_boundaries

RECORD = re.compile(r"'(明細_指標)'!\$([A-Z]+)\$([0-9]+)(?![0-9])")


def main(path):
    sheet = openpyxl.load_workbook(path)["指標の推移"]
    _, _, _, last_printed = range_boundaries(str(sheet.print_area).rsplit("!", 1)[-1].replace("$", ""))
    drawn = {
        range_boundaries(series.val.numRef.f.rsplit("!", 1)[-1].replace("$", ""))[1]
        for chart in sheet._charts
        for series in chart.series
    }
    shown, charted = {}, {}
    for row in sheet.iter_rows():
        for cell in row:
            found = RECORD.search(str(cell.value)) if cell.data_type == "f" else None
            if found:
                place = f"{sheet.title}!{cell.coordinate}"
                record = f"{found[1]}!{found[2]}{found[3]}"
                if cell.row <= last_printed:
                    shown.setdefault(record, []).append(place)
                elif cell.row in drawn:
                    charted.setdefault(record, []).append(place)
    for record, places in charted.items():
        if len(places) == 1 == len(shown.get(record, [])):
            json.dump({"record": record, "shown": shown[record][0], "charted": places[0]}, sys.stdout)
            return
    sys.exit("no chart is drawn from a record that the table shows")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
