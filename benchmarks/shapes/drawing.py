"""Draws a portal in a frame with a way of paging: every page, part, script and file of the site. Serves and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from benchmarks.shapes import lists, scripts
from benchmarks.shapes.markup import drawn, relative
from benchmarks.shapes.pagings import SIZE, Leaf, Way
from benchmarks.shapes.portal import Block, Column, File, Item, Portal
from benchmarks.shapes.records import Article, Entry, Frame, Row, Screen
from benchmarks.shapes.shells import tables
from benchmarks.shapes.web import Answer, Program, Site

_GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
_STATIC = {"/js/jquery.min.js": scripts.JQUERY, "/js/jpage.js": scripts.JPAGE}
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROXY = "/module/web/jpage/dataproxy.jsp"


class Drawing:
    """One site. What slots, lists and articles ask of it stands first."""

    def __init__(self, host: str, portal: Portal, frame: Frame, way: Way) -> None:
        self.host, self.portal, self.frame = host, portal, frame
        self._way = frame.way or way
        keys = (*(column.key for column, _ in portal.walk()), *(item.key for column, _ in portal.walk() for item in column.items))
        self._numbers = {key: number for number, key in enumerate(keys, 1)}
        self._pages: dict[str, str] = {}
        self._posts: dict[str, dict[str, str]] = {}  # path → page number → page
        self._fields: dict[str, str] = {}

    @cached_property
    def front(self) -> Entry:
        return Entry(name="首页", href=self.frame.home)

    @cached_property
    def flat(self) -> tuple[Entry, ...]:
        """The home page and every top column."""
        return (self.front, *(self._entry(column) for column in self.portal.columns))

    @cached_property
    def sections(self) -> tuple[Entry, ...]:
        """Sections with the columns under them, in the order of the columns."""
        names = dict.fromkeys(column.section for column in self.portal.columns)
        return tuple(
            Entry(
                name=name,
                href=f"/list.asp?section={n}" if self.frame.queries else f"/s{n}/",
                key=f"s{n}",
                under=tuple(self._entry(column) for column in self.portal.columns if column.section == name),
            )
            for n, name in enumerate(names, 1)
        )

    @cached_property
    def everything(self) -> list[Row]:
        """Every item, in the order of the columns."""
        return [self._row(item, column) for column, _ in self.portal.walk() for item in column.items]

    def rows_of(self, key: str) -> list[Row]:
        """The items of a top column."""
        return [self._row(item, column) for column in self.portal.columns if column.key == key for item in column.items]

    @cached_property
    def latest(self) -> list[Row]:
        """Dated items, newest first."""
        return sorted((row for row in self.everything if row.day), key=lambda row: row.day or date.min, reverse=True)

    def number(self, href: str) -> str:
        """An index number (索引号) for what stands at an address."""
        return f"YP{sum(map(ord, href)) % 90000 + 10000}"

    # --- drawing ---------------------------------------------------------------------------------------------------------------------

    def site(self) -> Site:
        """The whole site, ready to be served."""
        self._home()
        if self.frame.sections:
            for section in self.sections:
                self._section(section)
        for column, parent in self.portal.walk():
            self._column(column, parent)
        finished = {path: self._finished(path, page) for path, page in self._pages.items()}
        texts = {**_STATIC, **self._way.files, **(self.frame.files(self) if self.frame.files else {})}
        scripts = {path: Answer(body=text.encode(), kind="application/javascript; charset=utf-8") for path, text in texts.items()}
        files = {path: Answer(body=held, kind=_BOOK) for path, held in self.portal.files.items()}
        images = {f"/img/{name}": Answer(body=_GIF, kind="image/gif") for name in ("nav.gif", "banner.jpg", "r.png")}
        programs: dict[str, Program] = {PROXY: self._records} if self._way.datastore else {}
        return Site(host=self.host, pages={**finished, **scripts, **files, **images}, posts=dict(self._forms()), programs=programs)

    def _home(self) -> None:
        boxes = []
        rows = lists.bullets if self.frame.rows is lists.datastore else self.frame.rows
        for key in ("gzdt", "gfxwj"):
            column = next(each for each in self.portal.columns if each.key == key)
            held = rows(self, [self._row(item, column) for item in column.items[:5]])
            boxes.append(f"<div class='box'><h3>{column.name}</h3>{held}<p><a href='{self.path_of(column)}'>更多&gt;&gt;</a></p></div>")
        screen = Screen(path=self.frame.home, title=self.portal.body, main="".join(boxes), kind="home")
        page = self.frame.shell(self, screen)
        self._pages.update(self.frame.cover(self, page) if self.frame.cover else {self.frame.home: page})

    def _section(self, section: Entry) -> None:
        main = "".join(f"<h3><a href='{each.href}'>{each.name}</a></h3>" for each in section.under)
        self._show(Screen(path=section.href, title=section.name, main=main, kind="section", trail=(self.front, section), here=section.key))

    def _column(self, column: Column, parent: Column | None) -> None:
        path, trail = self.path_of(column), self._trail(column, parent)
        here = (parent or column).key
        family = (parent or column).children
        above = self._subnav(parent or column) if family else ""
        if column.items:
            self._list(column, trail, here, above)
            for number, item in enumerate(column.items):
                self._item(column, number, item, trail, here)
            return
        main, kind = self.frame.empty, "list"
        if column.blocks and all(isinstance(block, File) for block in column.blocks):
            main = self.frame.rows(self, [Row(label=b.label, href=b.path) for b in column.blocks if isinstance(b, File)])
        elif column.blocks:
            main, kind = f"<div class='text'>{self._body(column.blocks)}</div>", "page"
        elif column.children:
            main = ""
        self._show(Screen(path=path, title=column.name, main=above + main, kind=kind, trail=trail, here=here))

    def _list(self, column: Column, trail: tuple[Entry, ...], here: str, above: str) -> None:
        base, way = self.path_of(column), self._way
        rows = [self._row(item, column) for item in column.items]
        size = len(rows) if self.frame.whole else SIZE
        total = -(-len(rows) // size)
        for number in range(1, total + 1):
            leaf = Leaf(base=base, number=number, total=total, count=len(rows), at=lambda n: way.at(base, n))
            held = self._drawn_rows(rows[(number - 1) * size : number * size], leaf, self._numbers[column.key])
            if number > 1 and way.fragment:
                self._fragment(base, number, held)
                continue
            bar = way.bar(leaf) if not way.datastore and (total > 1 or way.always) else ""
            path = base if way.asks else leaf.at(number)
            screen = Screen(path=path, title=column.name, main=above + held + bar, trail=trail, here=here)
            if number == 1 or not way.asks:
                self._show(screen)
            if way.asks:
                self._fields[base] = way.asks
                self._posts.setdefault(base, {})[str(number)] = self.frame.shell(self, screen)
            if number == 1 and base.endswith("/"):
                self._pages.update({f"{base}{name}": self._pages[base] for name in ("index.html", "index.shtml", "list.shtml")})
            if way.datastore:
                break

    def _fragment(self, base: str, number: int, held: str) -> None:
        if self._way.asks:
            self._fields["/api/rows.jsp"] = "col+page"
            self._posts.setdefault("/api/rows.jsp", {})[f"{base.strip('/')}+{number}"] = held
        else:
            self._pages[self._way.at(base, number)] = held

    def _drawn_rows(self, rows: Sequence[Row], leaf: Leaf, number: int) -> str:
        if self._way.datastore:
            more = f"{PROXY}?startrecord={SIZE + 1}&endrecord={leaf.count}&perpage={SIZE}&columnid={number}&unitid=208&webid=1"
            return lists.datastore(self, rows, leaf.count, more if leaf.count > SIZE else "")
        held = self.frame.rows(self, rows)
        return f"<div id='rows'>{held}</div>" if self._way.fragment and leaf.number == 1 else held

    def _item(self, column: Column, number: int, item: Item, trail: tuple[Entry, ...], here: str) -> None:
        rows = [self._row(each, column) for each in column.items]
        first = item.blocks[0] if item.blocks else ""
        article = Article(
            title=item.title,
            day=item.day,
            body=self._body(item.blocks),
            path=rows[number].href,
            number=first if isinstance(first, str) and first.startswith("云政发") else "",
            before=rows[number - 1] if number else None,
            after=rows[number + 1] if number + 1 < len(rows) else None,
        )
        main = self.frame.article(self, article)
        self._show(Screen(path=article.path, title=item.title, main=main, kind="article", trail=trail, here=here, headed=True))

    def _show(self, screen: Screen) -> None:
        if self.frame.outsource and screen.kind == "list":
            left, parts = self.frame.outsource(screen.path, screen.main)
            screen = Screen(path=screen.path, title=screen.title, main=left, trail=screen.trail, here=screen.here)
            self._pages.update(parts)
        self._pages[screen.path] = self.frame.shell(self, screen)

    # --- addresses and small parts ---------------------------------------------------------------------------------------------------

    def path_of(self, column: Column) -> str:
        """Where a column stands."""
        return f"/list.asp?id={self._numbers[column.key]}" if self.frame.queries else f"/{column.key}/"

    def _entry(self, column: Column) -> Entry:
        return Entry(name=column.name, href=self.path_of(column), key=column.key)

    def _row(self, item: Item, column: Column) -> Row:
        number = self._numbers[item.key]
        return Row(label=item.title, href=f"/show.asp?id={number}" if self.frame.queries else f"/{column.key}/c{number}.html", day=item.day)

    def _trail(self, column: Column, parent: Column | None) -> tuple[Entry, ...]:
        top = parent or column
        section = tuple(each for each in self.sections if self.frame.sections and any(top.key == entry.key for entry in each.under))
        return (self.front, *section, *((self._entry(parent),) if parent else ()), self._entry(column))

    def _subnav(self, parent: Column) -> str:
        held = [f"<a href='{self.path_of(child)}'>{child.name}</a>" for child in parent.children]
        if self.frame.shell is tables:
            return "<table border='0'><tr>" + "".join(f"<td>{each}</td>" for each in held) + "</tr></table>"
        return "<ul class='sub'>" + "".join(f"<li>{each}</li>" for each in held) + "</ul>"

    def _body(self, blocks: Sequence[Block]) -> str:
        def href(key: str) -> tuple[str, str]:
            item, column = self.portal.home_of(key)
            return self._row(item, column).href, item.title

        return "".join(drawn(block, href) for block in blocks)

    def _finished(self, path: str, page: str) -> Answer:
        for change in self.frame.finish:
            page = change(page)
        if self.frame.relative:
            page = relative(page, path)
        kind = "text/html" + (f"; charset={self.frame.header}" if self.frame.header else "")
        return Answer(body=page.encode(self.frame.charset, "xmlcharrefreplace"), kind=kind)

    def _forms(self) -> Iterator[tuple[str, Program]]:
        for path, held in self._posts.items():
            yield path, self._form(path, held)

    def _form(self, path: str, held: Mapping[str, str]) -> Program:
        fields = self._fields[path].split("+")

        def answer(form: Mapping[str, str]) -> Answer:
            asked = "+".join(form.get(name, "1") for name in fields)
            return self._finished(path, held.get(asked) or held.get("1") or "")

        return answer

    def _records(self, asked: Mapping[str, str]) -> Answer:
        column = next((c for c, _ in self.portal.walk() if str(self._numbers[c.key]) == asked.get("columnid")), None)
        if column is None or not asked.get("startrecord", "").isdigit() or not asked.get("endrecord", "").isdigit():
            return Answer(body=b"", status=404)
        held = [self._row(item, column) for item in column.items][int(asked["startrecord"]) - 1 : int(asked["endrecord"])]
        store = lists.datastore(self, held, len(column.items)).partition("<script type='text/xml'>")[2].partition("</script>")[0]
        return Answer(body=store.encode(), kind="text/xml; charset=utf-8")
