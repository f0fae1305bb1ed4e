"""Reads every submission with openpyxl and adds up with pandas: openpyxl_pandas.py SUBMISSIONS PLAN."""

import openpyxl
import pandas

import forms

files, meaning = forms.arguments()
rows = []
for file in files:
    book = openpyxl.load_workbook(file, data_only=True)
    names = ((name, defined.attr_text) for name, defined in book.defined_names.items())
    for program, _, field, sheet, column, row in forms.cells(names):
        rows.append((program, field, book[sheet][f"{column}{row}"].value))

table = pandas.DataFrame(rows, columns=["program", "field", "value"], dtype=object)
money = table[table.field != "rating"].assign(yen=lambda part: part.value.map(forms.yen).astype("int64"))
sums = money.pivot_table(index="program", columns="field", values="yen", aggfunc="sum")
rated = table[table.field == "rating"].value.map(lambda value: forms.rating(value, meaning)).dropna()
forms.answer(zip(sums.index, sums.planned, sums.actual), rated.value_counts().items())
