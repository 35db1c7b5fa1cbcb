"""Records as rows and back again, exactly. Reads and writes no file.

Repeated text costs little: links are numbered once a snapshot, long text and table rows are deflated.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from isal import isal_zlib

from spotcheck.crawler.records import (
    Area,
    Attachment,
    Block,
    Column,
    Concealed,
    Control,
    Crumb,
    DateFact,
    DateType,
    Document,
    DocumentState,
    Entry,
    Outcome,
    Page,
    PageKind,
    Role,
    Table,
    Visit,
    WarcRef,
    Way,
)

AREAS = tuple(Area)
AREA_BITS = 3
_AREA_CODE = {area: code for code, area in enumerate(AREAS)}
_OUTCOMES = {member.value: member for member in Outcome}
_ROLES = {member.value: member for member in Role}
_KINDS = {member.value: member for member in PageKind}
_STATES = {member.value: member for member in DocumentState}
_TYPES = {member.value: member for member in DateType}

VISIT = (
    "url, outcome, role, label, status, fetched_at, content_type, sha256, size, redirect_to, detail, attempts, "
    "warc_file, warc_offset, warc_length"
)
PAGE = "url, kind, title, dialect, charset, published, site_code, blank, needs_script, facts, text, links, blocks"
DOCUMENT = "url, name, format, state, pages, detail, text"
ENTRY = "url, title, date, words, position, year_inferred"
TABLE = "caption, sheet, heads, notes, rows"
FORMER_FACTS = 16  # facts of a page before blocks and controls were kept
Row = tuple[Any, ...]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def deflate(text: str) -> bytes:
    """Text as a zlib stream; "" is b""."""
    return isal_zlib.compress(text.encode("utf-8"), 1) if text else b""


def inflate(blob: bytes) -> str:
    """What ``deflate`` was given."""
    return zlib.decompress(blob).decode("utf-8") if blob else ""


def pack_links(numbers: Iterable[int], areas: Iterable[Area]) -> bytes:
    """One 32-bit little-endian integer a link: its number in the snapshot, and its area in the lowest three bits."""
    return array("I", [number << AREA_BITS | _AREA_CODE[area] for number, area in zip(numbers, areas, strict=True)]).tobytes()


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """One 32-bit little-endian integer each."""
    return array("I", numbers).tobytes()


def unpack_numbers(blob: bytes) -> array[int]:
    """The integers of ``pack_links`` or ``pack_numbers``."""
    return array("I", blob)


def storable(value: Any) -> Any:
    """A record with the halves of characters (lone surrogates), which UTF-8 cannot hold, replaced by ``?``."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8") if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(map(storable, value))
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: storable(getattr(value, item.name)) for item in fields(value)})
    return value


def visit_row(visit: Visit) -> Row:
    """A visit as the row of its table, without the key."""
    warc = visit.warc
    place = (warc.file, warc.offset, warc.length) if warc else (None, None, None)
    return (
        visit.url,
        visit.outcome.value,
        visit.role.value,
        visit.label,
        visit.status,
        visit.fetched_at,
        visit.content_type,
        visit.sha256,
        visit.size,
        visit.redirect_to,
        visit.detail,
        visit.attempts,
        *place,
    )


def visit_of(row: Row) -> Visit:
    """The visit of a row."""
    return Visit(
        url=row[0],
        outcome=_OUTCOMES[row[1]],
        role=_ROLES[row[2]],
        label=row[3],
        status=row[4],
        fetched_at=row[5],
        content_type=row[6],
        sha256=row[7],
        size=row[8],
        redirect_to=row[9],
        detail=row[10],
        attempts=row[11],
        warc=WarcRef(file=row[12], offset=row[13], length=row[14]) if row[12] is not None else None,
    )


def page_row(page: Page, links: bytes, blocks: bytes) -> Row:
    """A page as the row of its table; ``links`` and ``blocks`` are packed already."""
    column = page.column
    facts = (
        page.dialect_by,
        _date(page.published) if page.published else None,
        [_date(fact) for fact in page.dates],
        [(crumb.name, crumb.url) for crumb in page.breadcrumb],
        (column.url, column.name, column.trail) if column else None,
        page.tags,
        page.metadata,
        page.marks,
        page.icp,
        page.host_unit,
        page.more,
        page.expected_entries,
        page.redirect_to,
        [(link.url, link.text, link.how) for link in page.concealed],
        page.foot,
        (page.site_codes, page.police, page.contact),
        {
            "pages": page.expected_pages,
            "controls": [(each.text, each.how.value, each.url, each.path) for each in page.controls],
            "includes": page.includes,
            "head_title": page.head_title,
            "headings": page.headings,
            "undecoded": page.undecoded,
        },
    )
    return (
        page.url,
        page.kind.value,
        page.title,
        page.dialect,
        page.charset,
        page.published.value.isoformat() if page.published else None,
        page.site_code,
        page.blank,
        page.needs_script,
        _encode(facts),
        deflate(page.text),
        links,
        blocks,
    )


def page_of(row: Row, **lists: Any) -> Page:
    """A page from its row; ``lists`` are its links, entries, attachments and tables."""
    by, published, dates, crumbs, column, tags, metadata, marks, icp, host_unit, more, expected, redirect_to, *later = json.loads(row[9])
    return Page(
        url=row[0],
        kind=_KINDS[row[1]],
        title=row[2],
        dialect=row[3],
        dialect_by=by,
        charset=row[4],
        published=_date_of(published) if published else None,
        dates=tuple([_date_of(fact) for fact in dates]),
        text=inflate(row[10]),
        breadcrumb=tuple([Crumb(name=name, url=url) for name, url in crumbs]),
        column=Column(url=column[0], name=column[1], trail=tuple(column[2])) if column else None,
        tags=tags,
        metadata=tuple([(name, value) for name, value in metadata]),
        marks=tuple(marks),
        site_code=row[6],
        icp=icp,
        host_unit=host_unit,
        more=tuple(more),
        expected_entries=expected,
        redirect_to=redirect_to,
        concealed=tuple([Concealed(url=url, text=text, how=how) for url, text, how in later[0]]) if later else (),
        foot=tuple(later[1]) if len(later) > 1 else (),
        site_codes=tuple([(place, code) for place, code in later[2][0]]) if len(later) > 2 else (),
        police=later[2][1] if len(later) > 2 else "",
        contact=later[2][2] if len(later) > 2 else "",
        blank=bool(row[7]),
        needs_script=bool(row[8]),
        **_whole_site_facts(later[3] if len(later) > 3 else {}),
        **lists,
    )


def _whole_site_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """What a page holds for the portal to make sense of; nothing in snapshots that were written before it was kept."""
    return {
        "former": not facts,
        "expected_pages": facts.get("pages"),
        "controls": tuple([Control(text=text, how=Way(how), url=url, path=path) for text, how, url, path in facts.get("controls", ())]),
        "includes": tuple(facts.get("includes", ())),
        "head_title": facts.get("head_title", ""),
        "headings": tuple(facts.get("headings", ())),
        "undecoded": facts.get("undecoded", 0),
    }


def block_row(block: Block) -> Row:
    """A block as a row; the same menu of a thousand pages is one row."""
    return (block.path, block.named.value if block.named else None, deflate(_encode([entry_row(each) for each in block.entries])))


def block_of(row: Row) -> Block:
    """The block of a row."""
    entries = tuple([entry_of(each) for each in json.loads(inflate(row[2]))])
    return Block(path=row[0], named=Area(row[1]) if row[1] else None, entries=entries)


def _date(fact: DateFact) -> Row:
    return (fact.value.isoformat(), fact.type.value, fact.words, fact.confidence, fact.labelled, fact.year_inferred)


def _date_of(row: list[Any]) -> DateFact:
    return DateFact(
        value=date.fromisoformat(row[0]), type=_TYPES[row[1]], words=row[2], confidence=row[3], labelled=row[4], year_inferred=row[5]
    )


def entry_row(entry: Entry) -> Row:
    """An entry as a row."""
    day = entry.date.isoformat() if entry.date else None
    return (entry.url, entry.title, day, entry.words, entry.position, entry.year_inferred)


def entry_of(row: Row) -> Entry:
    """The entry of a row."""
    return Entry(
        url=row[0],
        title=row[1],
        date=date.fromisoformat(row[2]) if row[2] else None,
        words=row[3],
        position=row[4],
        year_inferred=bool(row[5]),
    )


def attachment_of(row: Row) -> Attachment:
    """The attachment of a row."""
    return Attachment(url=row[0], name=row[1])


def table_row(table: Table) -> Row:
    """A table as a row; its cells are compressed."""
    heads = _encode({"record": table.heads} if table.record else table.heads)
    return (table.caption, table.sheet, heads, _encode(table.notes), deflate(_encode(table.rows)))


def table_of(row: Row) -> Table:
    """The table of a row."""
    heads = json.loads(row[2])
    return Table(
        caption=row[0],
        sheet=row[1],
        heads=tuple(heads["record"] if isinstance(heads, dict) else heads),
        record=isinstance(heads, dict),
        notes=tuple(json.loads(row[3])),
        rows=tuple([tuple(cells) for cells in json.loads(inflate(row[4]))]),
    )


def document_row(document: Document) -> Row:
    """A document as a row; its text is compressed, its tables stand in a table of their own."""
    return (
        document.url,
        document.name,
        document.format,
        document.state.value,
        document.pages,
        document.detail,
        deflate(document.text),
    )


def document_of(row: Row, tables: tuple[Table, ...]) -> Document:
    """The document of a row, with the tables read for it."""
    return Document(
        url=row[0],
        name=row[1],
        format=row[2],
        state=_STATES[row[3]],
        pages=row[4],
        detail=row[5],
        text=inflate(row[6]),
        tables=tables,
    )
