"""Everything that a snapshot shows as one text: a word that does not stand in it cannot matter there. Finds places of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from spotcheck.crawler.records import Table
from spotcheck.portal.matching import normal_text
from spotcheck.portal.nodes import Seen


def text_of(snapshot: Seen) -> str:
    """All that was recorded, normalised as words are and run together: it holds every word that any part of it holds, and a few more."""
    records = (*snapshot.visits(), *(page for _, page in snapshot.pages()), *(document for _, document in snapshot.documents()))
    return normal_text("".join(_strings(records)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        yield from _strings((*value.keys(), *value.values()))
    elif is_dataclass(value):
        if isinstance(value, Table):  # what a table is shows in its title, heads and first column together
            yield from (value.caption, value.sheet, *value.heads, *(row[0] for row in value.rows if row))
        for item in fields(value):
            yield from _strings(getattr(value, item.name))
