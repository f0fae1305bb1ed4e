"""One headless LibreOffice of our own: own profile, own pipe, gone at the end.

Tests run side by side; two instances that share a profile would become one, and the first test to end would close
the other's documents.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

START_UP_SECONDS = 120
# 游ゴシック comes with Windows. A digit of Noto Sans is as wide, so that columns are as wide here as there; any other
# stand-in would change what fits on a page.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>游ゴシック</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK JP</string></edit>
  </match>
</fontconfig>
"""
# Tests that run side by side open the same file. A document that another instance has open is opened read-only without a
# word, or not at all: a read-only one takes the values that are set in it and passes over number formats and looks.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseLocking" oor:op="fuse"><value>false</value></prop></item>
  <item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseDocumentSystemFileLocking" oor:op="fuse"><value>false</value></prop></item>
  <item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseDocumentOOoLockFile" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
# Names of the export filters, by file extension.
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".pdf": "calc_pdf_Export",
}


def properties(**named):
    """Keyword arguments as the sequence of properties that UNO takes."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


def url_of(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def _program():
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    sys.exit("LibreOffice (soffice) is not installed")


def _connect(pipe, process):
    resolver = uno.getComponentContext().ServiceManager.createInstance(
        "com.sun.star.bridge.UnoUrlResolver"
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    deadline = time.monotonic() + START_UP_SECONDS
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if process.poll() is not None:
                sys.exit(f"LibreOffice ended while starting (exit code {process.returncode})")
            if time.monotonic() > deadline:
                sys.exit(f"LibreOffice did not answer within {START_UP_SECONDS} seconds")
            time.sleep(0.2)


@contextlib.contextmanager
def desktop():
    """Starts LibreOffice and gives its desktop; ends it and removes its profile afterwards."""
    with tempfile.TemporaryDirectory(prefix="office-profile-", ignore_cleanup_errors=True) as profile:
        pipe = f"office{uuid.uuid4().hex}"
        command = [
            _program(),
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]
        settings = Path(profile, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(SETTINGS, encoding="utf-8")
        fonts = Path(profile, "fonts.conf")
        fonts.write_text(FONTS, encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        quiet = {name: subprocess.DEVNULL for name in ("stdin", "stdout", "stderr")}
        # The launcher hands over to soffice.bin: only the group as a whole can be ended for sure.
        process = subprocess.Popen(command, start_new_session=True, env=environment, **quiet)
        try:
            context = _connect(pipe, process)
            found = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            yield found
            with contextlib.suppress(Exception):
                found.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            process.wait()


@contextlib.contextmanager
def document(office, path):
    """Opens a workbook without showing it, and closes it without saving."""
    opened = office.loadComponentFromURL(url_of(path), "_blank", 0, properties(Hidden=True))
    if opened is None:
        sys.exit(f"LibreOffice cannot open {path}")
    try:
        if opened.isReadonly():
            sys.exit(f"LibreOffice cannot open {path} for writing")
        yield opened
    finally:
        opened.close(True)


def save_as(opened, path):
    """Saves a copy in the format that the extension names."""
    name = FILTERS[os.path.splitext(path)[1]]
    opened.storeToURL(url_of(path), properties(FilterName=name))


def address_of(cell):
    """`D34` of a cell."""
    address = cell.CellAddress
    column, letters = address.Column + 1, ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{address.Row + 1}"


def report_of_files(examine, usage):
    """Prints what `examine(office, path)` says of each file that the command line names, as one JSON object."""
    files = sys.argv[1:]
    if not files:
        sys.exit(usage)
    with desktop() as office:
        report = {path: examine(office, path) for path in files}
    json.dump(report, sys.stdout, ensure_ascii=False)
