"""Compares the results that a workbook stores beside its formulas with those of a program that recalculated it."""

# Stored results have 15 to 17 digits.
RELATIVE_TOLERANCE = 1e-12


class Failed(str):
    """The result of a formula that ended in an error, in the words of the program."""


def same(stored, result):
    if isinstance(stored, bool):
        stored = float(stored)
    if isinstance(result, bool):
        result = float(result)
    if isinstance(stored, float) and isinstance(result, float):
        return abs(stored - result) <= RELATIVE_TOLERANCE * max(abs(stored), abs(result))
    return stored == result


def compared(stored, results):
    """What is wrong. `stored` and `results` hold the result of every formula cell by (sheet, address).

    Gives "cells" (how many formula cells), "errors" (those whose result is an error) and "differences" (those whose
    stored result is another one, or missing, or that only one side knows as a formula).
    """
    report = {"cells": len(results), "errors": [], "differences": []}
    for (sheet, address), result in results.items():
        place, cached = f"{sheet}!{address}", stored.get((sheet, address))
        if isinstance(result, Failed):
            report["errors"].append(f"{place} {result}")
        elif not same(cached, result):
            report["differences"].append(f"{place} stored {cached!r}, is {result!r}")
    unknown = [place for place in stored if place not in results]
    report["differences"] += [
        f"{sheet}!{address} stored {stored[sheet, address]!r}, is no formula when recalculated"
        for sheet, address in unknown
    ]
    return report
