"""A document as bytes and back, between the process that opened it and ours. Plain data only: what a hostile file made of it cannot run."""

from __future__ import annotations

import json
from typing import Any

from spotcheck.crawler.records import Document, DocumentState, Table


def packed(document: Document) -> bytes:
    """A document as JSON."""
    return json.dumps(
        {
            "url": document.url,
            "name": document.name,
            "format": document.format,
            "state": document.state.value,
            "text": document.text,
            "pages": document.pages,
            "detail": document.detail,
            "tables": [_fields(table) for table in document.tables],
        },
        separators=(",", ":"),
    ).encode("ascii")


def unpacked(data: bytes) -> Document:
    """The document of ``packed``. ValueError, KeyError or TypeError for anything else."""
    known: dict[str, Any] = json.loads(data)
    tables = tuple(
        Table(**{**table, **{name: tuple(table[name]) for name in ("heads", "notes")}, "rows": tuple(map(tuple, table["rows"]))})
        for table in known.pop("tables")
    )
    return Document(**{**known, "state": DocumentState(known["state"])}, tables=tables)


def _fields(table: Table) -> dict[str, Any]:
    return {name: getattr(table, name) for name in Table.__dataclass_fields__}
