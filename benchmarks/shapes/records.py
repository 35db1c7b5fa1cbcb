"""What drawing is told: a screen, its menu entries and rows, and the choices of a frame. Draws nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing
    from benchmarks.shapes.pagings import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a menu: a column, or a section with the columns under it."""

    name: str
    href: str
    key: str = ""
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list."""

    label: str
    href: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One page to draw: where it stands, what it is called, how one comes here, whose menu entry it is, its drawn content."""

    path: str
    title: str
    main: str
    kind: str = "list"  # home, section, list, page, article
    trail: tuple[Entry, ...] = ()
    here: str = ""
    headed: bool = False  # the content brings its own heading

    @property
    def is_home(self) -> bool:
        return self.kind == "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An item to draw: its drawn body and its neighbours."""

    title: str
    day: date | None
    body: str
    path: str
    number: str = ""
    before: Row | None = None
    after: Row | None = None


Slot = Callable[["Drawing", Screen], str]
Rows = Callable[["Drawing", Sequence[Row]], str]
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way to draw a whole site."""

    name: str
    about: str
    shell: Callable[[Drawing, Screen], str]
    rows: Rows
    article: Callable[[Drawing, Article], str]
    crumb: Slot
    head: Callable[[Drawing, Screen], str]  # the <title>
    heading: Callable[[str], str]  # of a screen that is no article
    banner: Slot  # the site's name
    top: Slot
    left: Slot
    right: Slot
    bottom: Slot
    foot: Slot
    finish: tuple[Change, ...] = ()
    charset: str = "utf-8"
    declared: str | None = "utf-8"  # by a meta tag
    header: str | None = "utf-8"  # by HTTP
    sections: bool = False  # sections have pages of their own
    queries: bool = False  # addresses are list.asp?id=3
    empty: str = ""
    relative: bool = False  # addresses are ../
    whole: bool = False  # lists stand on one page
    way: Way | None = None
    outsource: Callable[[str, str], tuple[str, Mapping[str, str]]] | None = None  # of a list's content: what stays, fragments
    cover: Callable[[Drawing, str], Mapping[str, str]] | None = None  # the pages that stand for the drawn home page
    home: str = "/"
    files: Callable[[Drawing], Mapping[str, str]] | None = None
