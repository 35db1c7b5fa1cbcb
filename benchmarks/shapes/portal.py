"""What a small portal holds: columns, items, tables, attachments. Says nothing of how a page looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table under its caption. Without ``heads`` it is a record: each row is an element and what it says."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attachment, by what its link says and where it stands; a path that the portal has no bytes for is a dead link."""

    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A line that leads to another item."""

    lead: str
    item: str


Block = str | Table | File | Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page that a list leads to. Without ``day`` neither list nor page shows a date."""

    key: str
    title: str
    day: date | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: with items a list; with blocks a single page, a table or attachments alone; with children a parent; else empty."""

    key: str
    name: str
    section: str = ""
    items: tuple[Item, ...] = ()
    blocks: tuple[Block, ...] = ()
    children: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """A body's portal."""

    body: str
    columns: tuple[Column, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[Column, Column | None]]:
        """Every column with its parent."""
        for column in self.columns:
            yield column, None
            for child in column.children:
                yield child, column

    def home_of(self, item: str) -> tuple[Item, Column]:
        """An item and the column that lists it."""
        return next((each, column) for column, _ in self.walk() for each in column.items if each.key == item)

    def without(self, column: str) -> Portal:
        """Without this column and all it holds."""
        return replace(self, columns=tuple(each for each in self.columns if each.key != column))

    def with_column(self, key: str, change: Callable[[Column], Column]) -> Portal:
        """With one top column changed."""
        return replace(self, columns=tuple(change(each) if each.key == key else each for each in self.columns))

    def with_item(self, key: str, **changes: Any) -> Portal:
        """With one item of a top column changed."""
        _, home = self.home_of(key)
        items = tuple(replace(each, **changes) if each.key == key else each for each in home.items)
        return self.with_column(home.key, lambda column: replace(column, items=items))
