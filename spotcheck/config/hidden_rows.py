"""Which rows of an xlsx file are hidden, read from its parts. Tells nothing of other formats, and of a torn file as little."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def hidden_rows(body: bytes) -> Mapping[str, frozenset[int]]:
    """The numbers of the hidden rows of each sheet, by its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return {name: _hidden(parts.read(part)) for name, part in _sheets(parts)}
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError):
        return {}


def _sheets(parts: zipfile.ZipFile) -> list[tuple[str, str]]:
    links = _parsed(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {str(each.get("Id")): str(each.get("Target")) for each in links}
    book = _parsed(parts.read("xl/workbook.xml"))
    found = [(str(each.get("name")), targets.get(str(each.get(_LINK)), "")) for each in book.iter(f"{_MAIN}sheet")]
    return [(name, target.lstrip("/") if target[:1] == "/" else posixpath.normpath(f"xl/{target}")) for name, target in found if target]


def _hidden(sheet: bytes) -> frozenset[int]:
    found = set()
    for _, row in etree.iterparse(io.BytesIO(sheet), tag=f"{_MAIN}row", resolve_entities=False, no_network=True):
        if row.get("hidden") in ("1", "true") and str(row.get("r", "")).isdigit():
            found.add(int(str(row.get("r"))))
        row.clear()
    return frozenset(found)


def _parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
