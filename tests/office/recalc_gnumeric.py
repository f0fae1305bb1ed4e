"""Recalculates every formula of workbooks in Gnumeric and compares the results with those stored in the files.

    python recalc_gnumeric.py FILE…

Prints a JSON object: for each file what compared.py says.
"""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from cached_values import cached_values
from compared import compared


def recalculated(path, out):
    """The results that Gnumeric stores in a copy, which it works out itself before it saves."""
    command = ["ssconvert", "--recalc", "-T", "Gnumeric_Excel:xlsx", path, out]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return cached_values(out)


def main(files):
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=2) as workers:
        outs = [os.path.join(folder, f"{number}.xlsx") for number in range(len(files))]
        results = list(workers.map(recalculated, files, outs))
    reports = {path: compared(cached_values(path), own) for path, own in zip(files, results)}
    json.dump(reports, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
