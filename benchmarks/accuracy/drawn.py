"""A portal of our own in every frame of the shapes: columns of no, one, a few and many items, dated and undated, and of one page.

Each page is read, then the pages of a frame are compared as a site. Lists that only a script file shows count, too: nobody reads them
without a browser. Refuses to crawl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from benchmarks.accuracy.measures import Mark, same_day
from benchmarks.accuracy.peers import DATES_ONLY, Extractor, ask
from benchmarks.shapes.drawing import Drawing
from benchmarks.shapes.frames import FRAMES
from benchmarks.shapes.pagings import INDEX, SIZE
from benchmarks.shapes.portal import Block, Column, File, Item, Portal
from benchmarks.shapes.records import Frame
from benchmarks.shapes.web import Answer
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page, PageKind, Role
from spotcheck.crawler.urls import key
from spotcheck.portal.pages import whole_site

TODAY = date(2018, 6, 1)
OURS = "spotcheck"
_ASKED = 2  # articles of a frame on which the others are asked
_NAME = 8  # characters of a title up to which an undated page may as well be a column of one page
_ONE_PAGE = (PageKind.OTHER, PageKind.ARTICLE)


def _text(about: str) -> tuple[str, str]:
    """What a page says: no two pages say the same."""
    return (
        f"为做好{about}有关工作，县政府有关部门按照职责分工组织实施，执行中遇到的问题请及时向县政府办公室反映。",
        f"下一步，有关单位将围绕{about}继续做好各项服务，欢迎广大群众提出宝贵意见和建议，共同把这项工作做得更好。",
    )


_TITLES = (
    "关于调整城区公共停车收费标准的公告", "云浦县农村饮水安全工程建设方案", "城东片区老旧小区改造名单公示", "关于做好夏季防汛工作的通知",
    "县图书馆新馆对外开放", "云浦县中小学招生工作意见", "关于开展全民健身月活动的通知", "西溪路拓宽工程环境影响评价公示",
)  # fmt: skip
_SHORT = ("总体应急预案", "办事指南", "服务承诺书", "投诉须知", "便民电话", "收费依据")  # titles as short as the names of columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one page truly is. ``entries``: the addresses that it lists, None for what is no list; ``group`` names its like."""

    path: str
    group: str
    kinds: tuple[PageKind, ...]
    title: str
    entries: frozenset[str] | None = None
    day: date | None = None


def portal() -> Portal:
    """The portal that is drawn."""
    return Portal(
        body="云浦县人民政府",
        columns=(
            Column(key="jgzn", name="机构职能", section="政务公开", blocks=(*_text("机构职能"), *_text("内设机构"))),
            Column(key="gfxwj", name="规范性文件", section="政务公开", items=_items("wj", 4)),
            Column(key="zcjd", name="政策解读", section="政务公开", items=_items("jd", 1, 3)),
            Column(key="ghjh", name="规划计划", section="政务公开"),
            Column(
                key="ysqgk", name="依申请公开", section="政务公开",
                children=(
                    Column(key="sqxz", name="申请须知", blocks=_text("申请公开政府信息")),
                    Column(key="sljg", name="受理机构", blocks=(*_text("申请受理"), "受理时间：工作日上午8:30至11:30。")),
                    Column(key="sqlc", name="申请流程", blocks=_text("申请办理")[:1]),
                ),
            ),
            Column(key="gsgg", name="公示公告", section="重点领域", items=_items("gg", 2, 2)),
            Column(key="rsxx", name="人事信息", section="重点领域", items=_items("rs", 3, 5)),
            Column(key="yjya", name="应急预案", section="重点领域", items=_undated("ya", _SHORT[:1])),
            Column(key="bszn", name="服务事项", section="重点领域", items=_undated("zn", _SHORT[1:3])),
            Column(key="jsxm", name="建设项目", section="重点领域", items=_undated("xm", _TITLES[:4])),
            Column(key="mlqd", name="目录清单", section="重点领域", items=_undated("qd", _TITLES[3:8] + _SHORT[3:])),
            Column(
                key="jyta", name="建议提案", section="互动交流",
                children=(
                    Column(key="rddb", name="代表建议", items=_items("jy", 1, 7)),
                    Column(key="zxta", name="政协提案", items=_items("ta", 3, 1)),
                    Column(key="qtja", name="其他建议"),
                ),
            ),
            Column(key="bgxz", name="表格下载", section="互动交流", blocks=(_file("户外广告设置申请表"), _file("占用道路申请表"))),
            Column(key="sqb", name="申请表", section="互动交流", blocks=(_file("信息公开申请表"),)),
            Column(key="wsdc", name="网上调查", section="互动交流"),
            Column(key="gzdt", name="工作动态", section="新闻中心", items=_items("xw", 8)),
        ),
    )  # fmt: skip


def _items(key: str, count: int, start: int = 0) -> tuple[Item, ...]:
    return tuple(
        Item(key=f"{key}{n}", title=title, day=date(2018, 5, 28 - 3 * n - start), blocks=_text(f"{title}（{key}{n}）"))
        for n, title in enumerate((_TITLES * 2)[start : start + count])
    )


def _undated(key: str, titles: Sequence[str]) -> tuple[Item, ...]:
    return tuple(Item(key=f"{key}{n}", title=title, blocks=_text(f"{title}（{key}{n}）")) for n, title in enumerate(titles))


def _file(label: str) -> Block:
    return File(label=label, path=f"/files/{len(label)}.xlsx")


def measured(every: int = 1, peers: dict[str, Extractor] | None = None) -> tuple[dict[str, dict[str, list[Mark]]], list[str]]:
    """The measures by extractor over every ``every``-th frame, each frame a host, and a line for each page that is read wrongly."""
    found: dict[str, dict[str, list[Mark]]] = {}
    misses: list[str] = []

    def mark(name: str, who: str, frame: str, path: str, right: bool, why: str = "") -> None:
        found.setdefault(name, {}).setdefault(who, []).append(Mark(host=frame, platform=frame, url=path, right=right))
        if not right and who == OURS:
            misses.append(f"{frame}: {name}: {path}: {why}")

    for frame in FRAMES[::every]:
        drawing = Drawing(f"www.{frame.name}.example", portal(), frame, frame.way or INDEX)
        sent = {path: answer for path, answer in drawing.site().pages.items() if "html" in answer.kind and not _again(path)}
        read = _site(drawing, sent)
        asked = 0
        for wanted in _truths(drawing):
            page = read[key(urljoin(f"http://{drawing.host}/", wanted.path))]
            told = f"{page.kind.value}, {len(page.entries)} entries, {page.title}"
            mark("page kind", OURS, frame.name, wanted.path, page.kind in wanted.kinds, told)
            if wanted.entries is not None:
                listed = {_path(entry.url) for entry in page.entries}
                right = page.kind is PageKind.LIST and listed == wanted.entries and len(page.entries) == len(wanted.entries)
                mark("entries of a list", OURS, frame.name, wanted.path, right, f"{told} of {len(wanted.entries)}")
                mark(f"entries: {wanted.group}", OURS, frame.name, wanted.path, right)
            elif wanted.group.startswith("sub-column"):
                mark(f"kind: {wanted.group}", OURS, frame.name, wanted.path, page.kind in wanted.kinds and not page.entries)
            if wanted.group != "article":
                mark("title of column", OURS, frame.name, wanted.path, squeeze(page.title) == wanted.title, told)
                continue
            mark("title of document", OURS, frame.name, wanted.path, squeeze(page.title) == wanted.title, told)
            mark("published day", OURS, frame.name, wanted.path, same_day(page, wanted.day), str(page.published))
            if asked < _ASKED:
                asked += 1
                _compare(sent[wanted.path].body, frame, wanted, peers or {}, mark)
    return found, misses


def _compare(body: bytes, frame: Frame, wanted: Wanted, peers: dict[str, Extractor], mark: Callable[..., None]) -> None:
    """Others on the same article, in text that was decoded rightly for them."""
    for name, extractor in peers.items():
        answer = ask(extractor, body.decode(frame.charset), f"http://www.{frame.name}.example{wanted.path}")
        if name not in DATES_ONLY:
            mark("title of document", name, frame.name, wanted.path, squeeze(answer.title) == wanted.title)
        mark("published day", name, frame.name, wanted.path, answer.published == (wanted.day.isoformat() if wanted.day else ""))


def _again(path: str) -> bool:
    """Whether an address is another of a column's first page, to which nothing leads."""
    return path.count("/") > 1 and path.rpartition("/")[2] in ("index.html", "index.shtml", "list.shtml")


def _site(drawing: Drawing, sent: Mapping[str, Answer]) -> dict[str, Page]:
    origin = f"http://{drawing.host}"
    read = {}
    for path, answer in sent.items():
        role = Role.HOME if path == "/" else Role.NAVIGATION
        url = urljoin(origin, path)
        read[key(url)] = read_page(url=url, body=answer.body, content_type=answer.kind, role=role, today=TODAY)
    return whole_site(read, key, key(f"{origin}/")).pages


def _truths(drawing: Drawing) -> Iterator[Wanted]:
    """Every page whose truth is plain. A column that but holds others is left out: what it lists is a matter of taste."""
    numbered = iter(drawing.everything)
    for column, parent in drawing.portal.walk():
        rows = [next(numbered) for _ in column.items]
        path = drawing.path_of(column)
        if column.items:
            size = len(rows) if drawing.frame.whole else SIZE
            shown = [rows[start : start + size] for start in range(0, len(rows), size)]
            way = drawing.frame.way or INDEX
            for number, leaf in enumerate(shown, 1):
                group = f"list of {_size(len(leaf))}, {'dated' if leaf[0].day else 'undated'}"
                entries = frozenset(row.href for row in leaf)
                yield Wanted(path=way.at(path, number), group=group, kinds=(PageKind.LIST,), title=column.name, entries=entries)
            for row in rows:
                kinds = (PageKind.ARTICLE,) if row.day or len(row.label) > _NAME else _ONE_PAGE
                yield Wanted(path=row.href, group="article", kinds=kinds, title=squeeze(row.label), day=row.day)
        elif column.blocks and all(isinstance(block, File) for block in column.blocks):
            files = frozenset(block.path for block in column.blocks if isinstance(block, File))
            yield Wanted(path=path, group="files alone", kinds=(PageKind.LIST,), title=column.name, entries=files)
        elif column.blocks:
            yield Wanted(path=path, group=f"{'sub-' if parent else ''}column of one page", kinds=_ONE_PAGE, title=column.name)
        elif not column.children:
            yield Wanted(path=path, group="list of 0", kinds=(PageKind.LIST,), title=column.name, entries=frozenset())


def _size(count: int) -> str:
    return str(count) if count < 2 else "2-4" if count < 5 else "5 and more"


def _path(url: str) -> str:
    rest = url.partition("://")[2].partition("/")[2]
    return f"/{rest}"
