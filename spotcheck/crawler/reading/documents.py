"""Attachments → facts. The format is told by the bytes, never by the name; nothing is fetched, and only MemoryError is ever raised.

A hostile file may take all memory and time, or kill the process: a crawl opens documents through ``crawler.opening``.

``detail`` of a document that was not read begins with one of these words: ``empty``, ``damaged``, ``html_in_place``, ``password``,
``image_pages``, ``image``, ``fonts``, ``too_large``, ``format``, ``reader_failed``; inside a package, with the member's name.
BROKEN needs proof in the bytes (nothing there, a web page in place of a file, a damaged container);
what only our readers cannot do is UNSUPPORTED, for "we could not see it" is never "it is not there".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

from spotcheck.crawler.reading.file_kinds import IMAGES, sniff
from spotcheck.crawler.reading.files.content import Content, Unreadable
from spotcheck.crawler.records import Document, DocumentState

_NAMED = re.compile(
    r"\.(pdf|docx?|wp[st]|rtf|xlsx?|et|csv|pptx?|dps|ofd|ceb|zip|rar|7z|txt)(?=$|[?#&;])",
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


def _read(kind: str, extension: str, body: bytes, *, inside: bool) -> Content:
    from spotcheck.crawler.reading.files import ofd, packages, pdf, plain, sheet, word, word97

    readers: dict[str, Callable[[bytes], Content]] = {
        "pdf": pdf.read_pdf,
        "docx": word.read_docx,
        "doc": word97.read_doc,
        "xlsx": sheet.read_xlsx,
        "xls": sheet.read_xls,
        "csv": sheet.read_csv if extension in ("csv", "xls", "et", "") else plain.read_text,
        "txt": plain.read_text,
        "ofd": ofd.read_ofd,
    }
    if not body:
        raise Unreadable(DocumentState.BROKEN, "empty: 0 bytes")
    if kind in readers:
        return readers[kind](body)
    if kind == "html":
        return plain.read_html(body, extension)
    if kind == "zip" and not inside:
        return packages.read_zip(body, lambda name, data: _document(name, name, data, inside=True))
    if kind == "rar" and not inside:
        return packages.read_rar(body, lambda name, data: _document(name, name, data, inside=True))
    if kind == "ooxml":
        raise Unreadable(DocumentState.ENCRYPTED, "password")
    if kind == "ole":
        word97.container(body)  # tells a damaged one
    if kind in IMAGES:
        raise Unreadable(DocumentState.SCAN, "image: a picture, its words cannot be read")
    raise Unreadable(DocumentState.UNSUPPORTED, f"format: {kind or 'unknown'}")


def _extension(address: str) -> str:
    found = _NAMED.findall(unquote(address))
    return found[-1].lower() if found else ""
