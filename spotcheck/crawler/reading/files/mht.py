"""Pages saved whole as one message (MHT, MHTML): by Chrome, Internet Explorer, Word, Excel or WPS. Its pictures and styles are left out."""

from __future__ import annotations

import email
from email.message import Message

from spotcheck.crawler.reading.files.content import Content, Unreadable, tidy
from spotcheck.crawler.reading.files.plain import decoded, page_content
from spotcheck.crawler.records import DocumentState, Table

_MAX_PARTS = 200  # pages of one message: those of a workbook's sheets, or of frames


def read_mht(body: bytes) -> Content:
    """Text and tables of its pages, the first one first. UNSUPPORTED where it holds none."""
    texts: list[str] = []
    tables: list[Table] = []
    pages = [part for part in email.message_from_bytes(body).walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    for page in pages[:_MAX_PARTS]:
        content = page_content(decoded(_bytes(page), page.get("Content-Type", "")))
        texts.append(content.text)
        tables += content.tables
    if not pages:
        raise Unreadable(DocumentState.UNSUPPORTED, "format: a message that holds no page")
    if len(pages) > _MAX_PARTS:
        raise Unreadable(DocumentState.UNSUPPORTED, f"too_large: {len(pages)} pages")
    return Content(text=tidy("\n".join(texts)), tables=tuple(tables))


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
