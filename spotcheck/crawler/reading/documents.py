"""Attachments → facts. The format is told by the bytes, never by the name; nothing is fetched, and only MemoryError is ever raised.

A hostile file may take all memory and time, or kill the process: a crawl opens documents through ``crawler.opening``.

``detail`` of a document that was not read begins with one of these words: ``empty``, ``damaged``, ``html_in_place``, ``password``,
``image_pages``, ``image``, ``fonts``, ``too_large``, ``format``, ``reader_failed``; inside a package, with the member's name.
BROKEN needs proof in the bytes (nothing there, a web page in place of a file, a damaged container);
what only our readers cannot do is UNSUPPORTED, for "we could not see it" is never "it is not there".
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import Any
from urllib.parse import unquote

from spotcheck.crawler.reading.file_kinds import IMAGES, sniff
from spotcheck.crawler.reading.files.content import Content, Unreadable
from spotcheck.crawler.records import Document, DocumentState

_NAMED = re.compile(
    r"\.(pdf|docx?|docm|wp[st]|rtf|xls[xmb]?|et|csv|pptx?|pptm|dps|od[tsp]|fod[tsp]|ofd|ceb|mht|mhtml|zip|rar|7z|txt)(?=$|[?#&;])",
    re.IGNORECASE,
)


def is_document_url(url: str) -> bool:
    """Whether an address names a document by its ending, in its path or its parameters."""
    return bool(_NAMED.search(url))


def read_document(*, url: str, name: str, body: bytes, ocr: bool = False) -> Document:
    """A document from its bytes. ``url`` and ``name`` only tell what a web page stands in place of. Raises MemoryError alone.

    ``ocr``: the words of a scan are recognised; it stays a scan, for what was not recognised may stand there all the same.
    """
    document = _document(url, name, body, inside=False)
    return _recognised(document, body) if ocr and document.state is DocumentState.SCAN else document


def _recognised(document: Document, body: bytes) -> Document:
    from spotcheck.crawler.reading.files.ocr import recognise

    try:
        text = recognise(body, document.format)
    except Exception as error:
        return replace(document, detail=f"{document.detail}; ocr failed: {error}"[:300])
    return replace(document, text=text or document.text, detail=f"{document.detail}; ocr")


def _document(url: str, name: str, body: bytes, *, inside: bool) -> Document:
    kind = ""
    try:
        kind = sniff(body)
        if kind == "ooxml":
            body = _reader("locked.unlocked")(body)
            kind = _within(body)
        content = _read(kind, _extension(name) or _extension(url), body, inside=inside)
    except Unreadable as refusal:
        content = Content(state=refusal.state, detail=refusal.detail)
    except MemoryError:
        raise  # for the process that opens it to tell: nothing is known of the file
    except BaseException as error:  # a reader that stumbles over a file costs us that file, never the crawl
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # of Rust, outside Exception
            raise
        content = Content(state=DocumentState.UNSUPPORTED, detail=f"reader_failed: {type(error).__name__}: {error}"[:300])
    return Document(
        url=url,
        name=name,
        format=kind,
        state=content.state,
        text=content.text,
        tables=content.tables,
        pages=content.pages,
        detail=content.detail,
    )


_READERS = {
    "pdf": "pdf.read_pdf",
    "docx": "word.read_docx",
    "wordml": "word.read_flat",
    "flatopc": "word.read_flat",
    "doc": "word97.read_doc",
    "rtf": "rtf.read_rtf",
    "xlsx": "sheet.read_xlsx",
    "xlsb": "sheet.read_xlsb",
    "xls": "sheet.read_xls",
    "xmlss": "xmlss.read_xmlss",
    "odt": "odf.read_odf",
    "ods": "odf.read_odf",
    "odp": "odf.read_odf",
    "flatodf": "odf.read_flat",
    "pptx": "slides.read_pptx",
    "ppt": "slides.read_ppt",
    "ofd": "ofd.read_ofd",
    "mht": "mht.read_mht",
    "txt": "plain.read_text",
    "csv": "sheet.read_csv",
}


def _read(kind: str, extension: str, body: bytes, *, inside: bool) -> Content:
    content: Content
    if not body:
        raise Unreadable(DocumentState.BROKEN, "empty: 0 bytes")
    if kind == "csv" and extension not in ("csv", "xls", "et", ""):
        kind = "txt"
    if kind == "html":
        content = _reader("plain.read_html")(body, extension)
        return content
    if kind in ("zip", "rar", "pdf") and not inside:
        content = _reader(_PACKAGES[kind])(body, lambda name, data: _document(name, name, data, inside=True))
        return content
    if kind in _READERS:
        content = _reader(_READERS[kind])(body)
        return content
    if kind == "ole":
        _reader("word97.container")(body)  # tells a damaged one
    if kind in IMAGES:
        raise Unreadable(DocumentState.SCAN, "image: a picture, its words cannot be read")
    raise Unreadable(DocumentState.UNSUPPORTED, f"format: {kind or 'unknown'}")


_PACKAGES = {"zip": "packages.read_zip", "rar": "packages.read_rar", "pdf": "pdf.read_pdf"}


def _within(body: bytes) -> str:
    """The kind of what a password had hidden; one that is hidden again is not opened again."""
    kind = sniff(body)
    return "ole" if kind == "ooxml" else kind


def _reader(name: str) -> Any:
    """A function of ``files`` by its name: only what a document needs is loaded for it."""
    module, _, function = name.partition(".")
    return getattr(import_module(f"spotcheck.crawler.reading.files.{module}"), function)


def _extension(address: str) -> str:
    found = _NAMED.findall(unquote(address))
    return found[-1].lower() if found else ""
