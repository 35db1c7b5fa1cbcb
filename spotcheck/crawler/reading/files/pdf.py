"""PDF: the text of its pages, and the tables that ruled lines or columns of words show. Pictures of text are told, never read."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from spotcheck.crawler.reading.files import packages
from spotcheck.crawler.reading.files import pdf_forms as forms
from spotcheck.crawler.reading.files.content import MAX_TEXT, Content, Unreadable, tidy
from spotcheck.crawler.reading.files.pdf_layout import Sheet
from spotcheck.crawler.reading.files.pdf_tables import Found, join, running_lines, tables_of
from spotcheck.crawler.reading.files.pdf_titles import Line, line_of
from spotcheck.crawler.records import Document, DocumentState

_MAX_PAGES = 1000
_MAX_TABLE_PAGES = 300
_CHARACTERS_OF_A_SCAN = 10  # characters below which a page with a picture is a picture
_COVER = 600  # characters up to which the only page of a pdf with files in it may be their cover
_DOCUMENTS = frozenset(
    ["pdf", "doc", "docx", "wordml", "rtf", "xls", "xlsx", "xlsb", "xmlss", "odt", "ods", "ofd", "mht", "csv", "zip", "rar", "ole", "ooxml"]
)
_WRITTEN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd\ufffe\uffff\U000f0000-\U0010ffff]")
_OUTLINES = 30  # paths on a page without text: letters drawn as outlines
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_FORMAT = 3  # FPDF_ERR_FORMAT
LOCK = threading.Lock()  # PDFium is not safe to be used by two threads


def read_pdf(body: bytes, read: Callable[[str, bytes], Document] | None = None) -> Content:
    """Text and tables. SCAN when pages other than the covers are pictures without text, whatever text the others hold.

    ``read`` (name, bytes) opens the files embedded in it; without it they are left alone.
    """
    with LOCK:
        try:
            document = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            code = raw.FPDF_GetLastError()
            if code == _PASSWORD or "password" in str(error).lower():
                raise Unreadable(DocumentState.ENCRYPTED, "password") from None
            if code == _FORMAT:
                raise Unreadable(DocumentState.BROKEN, f"damaged: {error}") from None
            raise Unreadable(DocumentState.UNSUPPORTED, f"format: {error}") from None
        try:
            document.init_forms()
            files = forms.Files()
            content = _read(document, files)
        finally:
            document.close()
    return content if read is None or not files.found else _with_files(content, [read(name, data) for name, data in files.found])


def _with_files(content: Content, files: Sequence[Document]) -> Content:
    """A pdf and the files in it. One whose only page says little is the cover of a portfolio: then each of them counts."""
    cover = (content.pages or 0) <= 1 and len(content.text) < _COVER
    inner = [document for document in files if cover or document.format in _DOCUMENTS]
    whole = packages.together(inner, [packages.IMAGE] * len(inner), len(inner))
    text = "\n".join(filter(None, (content.text, whole.text)))[:MAX_TEXT]
    worse = content if content.state is not DocumentState.READ else whole
    return replace(content, text=text, tables=content.tables + whole.tables, state=worse.state, detail=worse.detail)


def _read(document: Any, files: forms.Files) -> Content:
    files.of_document(document)
    if (shown := forms.dynamic(document)) is not None:
        return shown
    count = len(document)
    texts: list[str] = []
    found: list[Found] = []
    edges: list[list[Line]] = []
    pictures: list[int] = []
    strange = size = 0
    for number in range(min(count, _MAX_PAGES)):
        page = document[number]
        words = page.get_textpage()
        filled = forms.filled(document, page)
        files.of_page(page)
        text = tidy("\n".join([words.get_text_range().replace("\r\n", "\n").replace("\x02", ""), *(word.text for word in filled)]))
        written = len(_WRITTEN.findall(text))
        strange += len(_PRIVATE.findall(text))
        if written < _CHARACTERS_OF_A_SCAN and _drawn(page):
            pictures.append(number)
        elif number < _MAX_TABLE_PAGES:
            sheet = Sheet.of(page, words, filled)
            edges.append([line_of(line) for line in sheet.lines()])
            found += tables_of(sheet, number + 1)
        texts.append(text)
        size += len(text)
        words.close()
        page.close()
        if size > MAX_TEXT:
            break
    text = "\n".join(filter(None, texts))
    covers = {0, count - 1} if count > 2 and len(pictures) < 3 else set()
    state, detail = DocumentState.READ, ""
    if set(pictures) - covers or count == 0:
        state, detail = DocumentState.SCAN, f"image_pages: {len(pictures)} of {count}"
    elif strange * 4 > len(text):
        state, detail = DocumentState.SCAN, "fonts: its letters name no characters"
    elif len(texts) < count:
        state, detail = DocumentState.UNSUPPORTED, f"too_large: {count} pages"
    return Content(text=text, tables=join(found, running_lines(edges)), pages=count, state=state, detail=detail)


def _drawn(page: Any) -> bool:
    """Whether a page shows something that is no text: a picture, or letters drawn as outlines."""
    shapes = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH), max_depth=4)
    return any(shape.type == raw.FPDF_PAGEOBJ_IMAGE or n > _OUTLINES for n, shape in enumerate(shapes))
