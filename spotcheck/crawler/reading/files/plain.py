"""Text files, and pages saved under the name of a document."""

from __future__ import annotations

import re

from spotcheck.crawler.reading.decode import Undecodable, decode
from spotcheck.crawler.reading.files.content import Content, Unreadable, tidy
from spotcheck.crawler.reading.markup import lines, parse, serialised
from spotcheck.crawler.reading.tables import read_tables
from spotcheck.crawler.records import DocumentState

_OFFICE = re.compile(rb"schemas-microsoft-com:office:|<o:p>|ProgId[\"']? content=[\"']?(?:Excel|Word)", re.IGNORECASE)
_TABULAR = {"xls", "et", "csv"}
_NEVER = {"pdf", "docx", "xlsx", "pptx", "zip", "rar", "7z", "ofd", "doc", "wps", "ppt", *_TABULAR}


def read_text(body: bytes) -> Content:
    """A text file."""
    return Content(text=tidy(decoded(body)))


def read_html(body: bytes, extension: str) -> Content:
    """A page where a document with ``extension`` was to be: one that Word or Excel saved, or a table called xls, is read.

    Any other page in place of a document is BROKEN; where the address names no kind of document it is UNSUPPORTED.
    """
    content = page_content(decoded(body))
    if _OFFICE.search(body[:20_000]) or (content.tables and extension in _TABULAR):
        return content
    if extension in _NEVER:
        raise Unreadable(DocumentState.BROKEN, f"html_in_place: a web page where a {extension} file was to be")
    raise Unreadable(DocumentState.UNSUPPORTED, "html_in_place: a web page")


def page_content(source: str) -> Content:
    """Text and tables of a page, whatever it is."""
    root = parse(source)
    return Content(text=tidy("\n".join(lines(serialised(root)))), tables=read_tables(root))


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of the bytes. Unreadable where no encoding fits."""
    try:
        return decode(body, content_type)[0]
    except Undecodable as error:
        raise Unreadable(DocumentState.UNSUPPORTED, f"format: {error}") from None
