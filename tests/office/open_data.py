"""The published tables as readers of data see them: frictionless validates them, and pandas, polars and DuckDB read them
by the dictionary. Prints what is not valid, what a reader has otherwise than it is written, and the opinions as they are.

    open_data.py FOLDER
"""

import csv
import json
import sys
from pathlib import Path

import duckdb
import frictionless
import pandas
import polars

folder = Path(sys.argv[1])
package = json.loads((folder / "datapackage.json").read_text("utf-8"))

PANDAS = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string"}
POLARS = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean,
          "date": polars.Date}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def dictionary():
    """The types as dictionary.csv has them, by table and column."""
    types = {}
    with open(folder / "dictionary.csv", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            types.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    return types


def texts(table):
    """Every cell as it is written, without a reader that has opinions."""
    with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


report = frictionless.validate(str(folder / "datapackage.json"))
errors = [error.message for task in report.tasks for error in task.errors] + [error.message for error in report.errors]
types = dictionary()
differing = []
rows = 0
for resource in package["resources"]:
    name, path = resource["name"], folder / resource["path"]
    own = types[name]
    if own != {field["name"]: field["type"] for field in resource["schema"]["fields"]}:
        differing.append(f"{name}: the dictionary and the package differ")
    written = texts(name)
    rows += len(written)
    panda = pandas.read_csv(path, encoding="utf-8-sig", dtype={column: PANDAS[kind] for column, kind in own.items()},
                            keep_default_na=False, na_values=[""])
    bear = polars.read_csv(path, schema={column: POLARS[kind] for column, kind in own.items()})
    duck = duckdb.sql(
        "select * from read_csv(?, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = ?, nullstr = '',"
        " allow_quoted_nulls = true)",
        params=[str(path), {column: DUCKDB[kind] for column, kind in own.items()}]).fetchall()
    for place, row in enumerate(written):
        for col, (column, kind) in enumerate(own.items()):
            wanted = row[column]
            for reader, value in (("pandas", panda[column].iloc[place]), ("polars", bear[column][place]), ("duckdb", duck[place][col])):
                if value is None or pandas.isna(value):
                    same = wanted == ""
                elif kind in ("integer", "number"):
                    same = float(value) == float(wanted)
                elif kind == "boolean":
                    same = str(value).lower() == wanted
                else:
                    same = str(value) == wanted
                if not same:
                    differing.append(f"{reader} {name}.{column} row {place + 1}: {wanted!r} became {value!r}")
opinions = [row["text"] for row in texts("opinions")] if (folder / "opinions.csv").exists() else []
print(json.dumps({"errors": errors, "differing": differing[:20], "rows": rows, "opinions": opinions}, ensure_ascii=False))
