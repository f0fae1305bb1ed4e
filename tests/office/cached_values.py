"""The results that an .xlsx file itself stores beside its formulas, read from its XML with nothing but the standard
library: what a viewer shows that does not calculate."""

import posixpath
import zipfile
from xml.etree import ElementTree

from compared import Failed

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def sheet_parts(package):
    """Names of the sheets with the parts they are in, in order."""
    relations = {
        relation.get("Id"): relation.get("Target")
        for relation in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    for sheet in workbook.iter(f"{MAIN}sheet"):
        target = relations[sheet.get(RELATION)]
        yield sheet.get("name"), posixpath.normpath(posixpath.join("xl", target)).lstrip("/")


def shared_texts(package):
    """The texts that cells of a workbook name by their number; a writer may write every text out."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    texts = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in text.iter(f"{MAIN}t")) for text in texts]


def cached_values(path):
    """{(sheet, address): result} of every formula cell; the result is a float, a str, a bool, Failed or None."""
    found = {}
    with zipfile.ZipFile(path) as package:
        texts = shared_texts(package)
        for name, part in sheet_parts(package):
            for cell in ElementTree.fromstring(package.read(part)).iter(f"{MAIN}c"):
                if cell.find(f"{MAIN}f") is None:
                    continue
                value = cell.find(f"{MAIN}v")
                # A writer that does not calculate leaves the result out, or empty.
                text = None if value is None else value.text or None
                kind = cell.get("t", "n")
                if text is None:
                    result = "" if kind == "str" and value is not None else None
                elif kind == "n":
                    result = float(text)
                elif kind == "b":
                    result = text == "1"
                elif kind == "s":
                    # Excel writes the result of a formula out; Gnumeric names it like the text of a cell.
                    result = texts[int(text)]
                elif kind == "e":
                    result = Failed(text)
                else:
                    result = text
                found[name, cell.get("r")] = result
    return found
