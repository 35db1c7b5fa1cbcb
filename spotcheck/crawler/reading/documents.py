"""Attachments → facts. The format is told by the first bytes, never by the name; nothing is fetched and nothing is ever raised.

``detail`` of a document that was not read begins with one of these words: ``empty``, ``damaged``, ``html_in_place``, ``password``,
``image_pages``, ``image``, ``fonts``, ``too_large``, ``format``, ``reader_failed``; inside a package, with the member's name.
BROKEN needs proof in the bytes (nothing there, a web page in place of a file, a damaged container);
what only our readers cannot do is UNSUPPORTED, for "we could not see it" is never "it is not there".
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote

from spotcheck.crawler.reading.files.content import Content, Unreadable
from spotcheck.crawler.records import Document, DocumentState

_NAMED = re.compile(
    r"\.(pdf|docx?|wp[st]|rtf|xlsx?|et|csv|pptx?|dps|ofd|ceb|zip|rar|7z|txt)(?=$|[?#&;])",
    re.IGNORECASE,
)
_IMAGES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"II*\0": "tiff", b"MM\0*": "tiff"}
_MAGIC = {b"Rar!": "rar", b"7z\xbc\xaf\x27\x1c": "7z", b"{\\rtf": "rtf", b"\x1f\x8b": "gz", b"MIME-Version:": "mht"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "EncryptedPackage": "ooxml",
}
_PARTS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx", "OFD.xml": "ofd", "content.xml": "odf"}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|script|meta|div)\b", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_document_url(url: str) -> bool:
    """Whether an address names a document by its ending, in its path or its parameters."""
    return bool(_NAMED.search(url))


def sniff(body: bytes) -> str:
    """The format of the bytes: ``html``, ``txt``, ``csv``, ``pdf``, ``docx`` …; "" for none that is known.

    ``ole`` and ``zip`` where the kind inside is not known, ``ooxml`` where a password hides whether it is a docx or an xlsx.
    """
    head = body[:2048]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _package_kind(body)
    if head.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS.items() if f"{name}\0".encode("utf-16-le") in body), "ole")
    for magic, kind in (_IMAGES | _MAGIC).items():
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    start = head.lstrip(b"".join(_BOMS) + b" \t\r\n")
    if start.startswith(b"<") and _HTML.search(head.replace(b"\0", b"")):
        return "html"
    if not body.strip() or (b"\0" in head and not head.startswith(_BOMS)):
        return ""
    lines = [line for line in head.splitlines()[:-1] if line.strip()][:5]
    return "csv" if len(lines) > 1 and any(all(line.count(c) == lines[0].count(c) > 0 for line in lines) for c in (b",", b"\t")) else "txt"


def read_document(*, url: str, name: str, body: bytes, ocr: bool = False) -> Document:
    """A document from its bytes. ``url`` and ``name`` only tell what a web page stands in place of. Never raises.

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
    if kind in _IMAGES.values() or kind in ("bmp", "webp"):
        raise Unreadable(DocumentState.SCAN, "image: a picture, its words cannot be read")
    raise Unreadable(DocumentState.UNSUPPORTED, f"format: {kind or 'unknown'}")


def _extension(address: str) -> str:
    found = _NAMED.findall(unquote(address))
    return found[-1].lower() if found else ""


def _package_kind(body: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        names = [prefix for prefix in _PARTS if prefix.encode() in body[:65_536]]  # cut short: names stand before their parts too
    return next((kind for prefix, kind in _PARTS.items() if any(name.startswith(prefix) for name in names)), "zip")
