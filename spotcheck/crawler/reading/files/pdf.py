"""PDF: the text of its pages, and the tables that ruled lines or columns of words show. Pictures of text are told, never read."""

from __future__ import annotations

import re
import threading
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from spotcheck.crawler.reading.files.content import MAX_TEXT, Content, Unreadable, tidy
from spotcheck.crawler.reading.files.pdf_layout import Sheet, words_of
from spotcheck.crawler.reading.files.pdf_tables import Found, join, tables_of
from spotcheck.crawler.records import DocumentState

_MAX_PAGES = 1000
_MAX_TABLE_PAGES = 300
_CHARACTERS_OF_A_SCAN = 10  # characters below which a page with a picture is a picture
_WRITTEN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd\ufffe\uffff\U000f0000-\U0010ffff]")
_OUTLINES = 30  # paths on a page without text: letters drawn as outlines
_PASSWORD = 4  # FPDF_ERR_PASSWORD
LOCK = threading.Lock()  # PDFium is not safe to be used by two threads


def read_pdf(body: bytes) -> Content:
    """Text and tables. SCAN when pages other than the covers are pictures without text, whatever text the others hold."""
    with LOCK:
        try:
            document = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            if raw.FPDF_GetLastError() == _PASSWORD or "password" in str(error).lower():
                raise Unreadable(DocumentState.ENCRYPTED, "password") from None
            raise Unreadable(DocumentState.BROKEN, f"damaged: {error}") from None
        try:
            return _read(document)
        finally:
            document.close()


def _read(document: Any) -> Content:
    count = len(document)
    texts: list[str] = []
    found: list[Found] = []
    pictures: list[int] = []
    strange = size = 0
    for number in range(min(count, _MAX_PAGES)):
        page = document[number]
        words = page.get_textpage()
        text = tidy(words.get_text_range().replace("\r\n", "\n").replace("\x02", ""))
        written = len(_WRITTEN.findall(text))
        strange += len(_PRIVATE.findall(text))
        if written < _CHARACTERS_OF_A_SCAN and _drawn(page):
            pictures.append(number)
        elif number < _MAX_TABLE_PAGES:
            found += tables_of(Sheet.of(page, words_of(words)), number + 1)
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
    return Content(text=text, tables=join(found), pages=count, state=state, detail=detail)


def _drawn(page: Any) -> bool:
    """Whether a page shows something that is no text: a picture, or letters drawn as outlines."""
    shapes = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH), max_depth=4)
    return any(shape.type == raw.FPDF_PAGEOBJ_IMAGE or n > _OUTLINES for n, shape in enumerate(shapes))
