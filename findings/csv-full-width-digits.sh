#!/bin/sh
# A column of full-width digits (１２３), as Japanese offices type them, is four different things to four readers of CSV
# (PyPI): polars 2.1.0 takes it for a number and then cannot read it, frictionless 5.21.0 reads 123, DuckDB 2.0.1 and
# pandas 3.1.1 keep the text.
#
#   column x                    polars          polars, ignore_errors=True     frictionless   DuckDB    pandas
#   １２３, ４５６              ComputeError    Int128, null and null          integer        VARCHAR   text
#   1, １ (one typed wide)      ComputeError    Int128, 1 and null             integer        VARCHAR   text
#   １２.５ (ASCII point)       ComputeError    Float64, null                  number         VARCHAR   text
#   １２３, abc                 String          String                         string         VARCHAR   text
#
# polars guesses the type by a pattern for which any Unicode digit is a digit, and parses with one that knows ASCII only:
# the column that it chose itself does not fit. With ignore_errors, which its own message proposes, every amount is null.
#
# What to do: publish ASCII digits only; when reading, name the types (schema_overrides, infer_schema=False) and fold first.
# Needs python3 and PyPI. Exit code 0: it behaves as said here; 1: it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check polars==2.1.0 frictionless==5.21.0 duckdb==2.0.1 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.metadata
import sys

import duckdb
import frictionless
import pandas
import polars

print(*(f"{name} {importlib.metadata.version(name)}" for name in ("polars", "frictionless", "duckdb", "pandas")))


def by_polars(path, **options):
    try:
        frame = polars.read_csv(path, **options)
        return str(frame.schema["x"]), frame["x"].to_list()
    except polars.exceptions.ComputeError:
        return "ComputeError"


seen = (
    (["１２３", "４５６"], "ComputeError", ("Int128", [None, None]), "integer"),
    (["1", "１"], "ComputeError", ("Int128", [1, None]), "integer"),
    (["１２.５"], "ComputeError", ("Float64", [None]), "number"),
    (["１２３", "abc"], ("String", ["１２３", "abc"]), ("String", ["１２３", "abc"]), "string"),
)
changed = False
for values, plain, ignoring, described_type in seen:
    with open("x.csv", "w", encoding="utf-8") as file:
        file.write("\n".join(["x", *values, ""]))
    results = (
        (by_polars("x.csv"), plain),
        (by_polars("x.csv", ignore_errors=True), ignoring),
        (frictionless.describe("x.csv").schema.get_field("x").type, described_type),
        (duckdb.sql("select column_type from (describe select * from read_csv('x.csv', header=true))").fetchall()[0][0], "VARCHAR"),
        (pandas.read_csv("x.csv")["x"].tolist(), values),
    )
    print(values, [result for result, _ in results])
    changed |= any(result != described for result, described in results)
sys.exit(1 if changed else 0)
PYTHON
