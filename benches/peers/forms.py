"""What both scripts share: which cells they add up, and how the made-up submissions write money and ratings.

It reads what the samples hold and no more: no finding, no doubt, no other form.
"""

import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

NAME = re.compile(r"in_p(\d+)_(?:effect_(\d+)_(planned|actual)|(rating))")
CELL = re.compile(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)")
MONEY = re.compile(r"約?(\d+)(万円|千円)?")


def arguments():
    """The submissions in order, and what every way of writing a rating means."""
    folder, plan = map(Path, sys.argv[1:])
    meaning = {}
    for level in tomllib.loads(plan.read_text("utf-8"))["scales"][-1]["levels"]:
        for text in [level["code"], level["label"], level["short"], level["phrase"], *level["synonyms"]]:
            meaning[plain(text)] = level["code"]
    return sorted(folder.rglob("*.xlsx")), meaning


def plain(text):
    return unicodedata.normalize("NFKC", str(text)).strip()


def cells(names):
    """(program, line or None, field, sheet, column letters, row) of the named cells that are added up."""
    for name, target in names:
        named = NAME.fullmatch(name)
        if named:
            program, line, money, rating = named.groups()
            sheet, column, row = CELL.match(target).groups()
            yield int(program), line, money or rating, sheet, column, int(row)


def yen(value):
    """Yen of a cell in thousands, 0 where nothing can be added."""
    if isinstance(value, (int, float)):
        return round(value * 1000)
    money = MONEY.fullmatch(plain(value or "").replace(",", ""))
    if not money:
        return 0
    return int(money[1]) * (10_000 if money[2] == "万円" else 1_000)


def rating(value, meaning):
    text = plain(value or "")
    return meaning.get(text) or meaning.get(re.split("[: ]", text)[0])


def answer(effects, ratings):
    """Prints yen by program (planned, actual) and how many programs have which rating."""
    sums = {str(program): [int(planned), int(actual)] for program, planned, actual in sorted(effects)}
    json.dump({"effects": sums, "ratings": dict(sorted(ratings))}, sys.stdout, ensure_ascii=False)
