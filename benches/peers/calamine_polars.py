"""Reads every submission with python-calamine and adds up with polars: calamine_polars.py SUBMISSIONS PLAN.

python-calamine does not tell defined names, so these are taken from the package with a pattern.
"""

import re
import zipfile

import polars
import python_calamine

import forms

DEFINED = re.compile(r'<definedName name="([^"]+)"[^>]*>([^<]*)<')


def index(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


files, meaning = forms.arguments()
effects, ratings = [], []
for file in files:
    with zipfile.ZipFile(file) as package:
        names = DEFINED.findall(package.read("xl/workbook.xml").decode("utf-8"))
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    for program, _, field, sheet, column, row in forms.cells(names):
        value = sheets[sheet][row - 1][index(column)]
        if field == "rating":
            ratings.append(forms.rating(value, meaning))
        else:
            effects.append((program, field, forms.yen(value)))

money = polars.DataFrame(effects, schema={"program": polars.Int64, "field": polars.String, "yen": polars.Int64}, orient="row")
of = lambda field: polars.col("yen").filter(polars.col("field") == field).sum().alias(field)
sums = money.group_by("program").agg(of("planned"), of("actual"))
rated = polars.Series("rating", ratings, dtype=polars.String).drop_nulls().value_counts()
forms.answer(sums.iter_rows(), rated.iter_rows())
