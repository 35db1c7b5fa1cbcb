"""Endless sites of our own: an honest portal of some eighty pages, and traps that it links to, each answering for ever."""

from __future__ import annotations

import calendar
import hashlib
import random
import re
from collections.abc import Callable
from typing import Any

from tests.crawler.web import Answer

COLUMNS = {
    "ys": "部门预算", "js": "部门决算", "wj": "规范性文件", "gb": "政府公报",
    "sf": "收费目录清单", "rs": "人事信息", "xw": "工作动态", "tj": "统计信息",
}  # fmt: skip
WORDS = re.findall("..", "会议计划办法通知单位项目资金检查管理工作部署任务要求落实报送进度服务群众公开监督安全生产教育卫生环境农业")
NAV = '<div class="nav"><a href="/">首页</a> ' + " ".join(f'<a href="/{name}/">{label}</a>' for name, label in COLUMNS.items()) + "</div>"


def words(seed: str, number: int) -> str:
    """Some text that is always the same for a seed, and another one for any other seed."""
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) + ("。" if chance.random() < 0.2 else "") for _ in range(number))


def name_of(seed: str) -> str:
    """A title of some words."""
    return words(seed, 4).replace("。", "")


def shown(title: str, body: str, *, nav: str = NAV) -> Answer:
    return Answer(f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{nav}<h1>{title}</h1>{body}</body></html>")


def items(links: list[tuple[str, str]]) -> str:
    return "<ul>" + "".join(f'<li><a href="{url}">{label}</a></li>' for url, label in links) + "</ul>"


def honest(articles: int = 9) -> dict[str, Any]:
    """A home page, eight columns with dated lists, and their articles."""
    site: dict[str, Any] = {}
    for number, (name, label) in enumerate(COLUMNS.items()):
        rows = [
            (f"/{name}/t{n}.html", f"关于{name_of(f'{name}{n}')}的通知（{n}）", f"2017-{n % 12 + 1:02}-1{number}") for n in range(articles)
        ]
        listed = "".join(f"<li><a href='{u}'>{t}</a><span>{d}</span></li>" for u, t, d in rows)
        site[f"/{name}/"] = shown(label, f"<ul class='list'>{listed}</ul>")
        for url, title, day in rows:
            text = f"<p>发布日期：{day}　来源：办公室</p><div class='content'><p>{words(url, 60)}</p></div>"
            site[url] = shown(title, text)
    news = [(f"/xw/t{n}.html", f"动态{n}") for n in range(4)]
    site["/"] = shown("清河县统计局", items(news))
    return site


Trap = Callable[[str], Answer | None]


def months(path: str) -> Answer | None:
    """A calendar by path: every month leads to its days, to the month before and to the next."""
    if found := re.fullmatch(r"/cal/(\d+)/(\d+)/", path):
        year, month = int(found[1]), int(found[2])
        before, after = (f"/cal/{year - (month < 2)}/{(month - 2) % 12 + 1}/", f"/cal/{year + (month > 11)}/{month % 12 + 1}/")
        last = calendar.monthrange(2000 + year % 100, month)[1]
        days = "".join(f'<td><a href="/cal/{year}/{month}/{day}.html">{day}</a></td>' for day in range(1, last + 1))
        return shown(f"{year}年{month}月日程", f'<a href="{before}">上一月</a><a href="{after}">下一月</a><table><tr>{days}</tr></table>')
    if found := re.fullmatch(r"/cal/(\d+)/(\d+)/(\d+)\.html", path):
        after = f"/cal/{found[1]}/{found[2]}/{int(found[3]) + 1}.html"
        return shown(f"{found[1]}年{found[2]}月{found[3]}日", f'<p>今日没有安排。</p><a href="{after}">后一天</a>')
    return None


def days(path: str) -> Answer | None:
    """A calendar by query, whose links speak of what they show."""
    if not (found := re.fullmatch(r"/richeng\?d=(\d+)", path)):
        return None
    day = int(found[1])
    onward = f'<a href="/richeng?d={day + 1}">查看第{day + 1}日领导值班安排</a>'
    return shown(f"第{day}日领导值班安排", f"<p>值班安排：办公室第{day}组值班。</p>{onward}")


def token(*parts: str) -> str:
    return hashlib.sha1("/".join(parts).encode()).hexdigest()[:12]


def sessions(path: str) -> Answer | None:
    """The whole honest site once more under a session number in the query, new on every page."""
    bare, _, number = path.partition("?sid=")
    if not number or (found := honest().get(bare)) is None:
        return None
    sid = token(bare, number)
    return Answer(re.sub(r"""(href=["'])(/[^"'?]*)""", rf"\1\2?sid={sid}", str(found.body)))


def tokens(path: str) -> Answer | None:
    """The same with the session number as a folder."""
    if not (match := re.fullmatch(r"/s/(\w+)(/.*)", path)) or (found := honest().get(match[2])) is None:
        return None
    return Answer(re.sub(r"""(href=["'])(/[^"']*)""", rf"\1/s/{token(path)}\2", str(found.body)))


def deeper(path: str) -> Answer | None:
    """Relative links without end: a/b/a/b/…"""
    if not path.startswith("/deep/"):
        return None
    return shown("目录", '<p>本目录下的内容见下级目录，请逐级查看。</p><a href="jia/">甲类目录</a><a href="yi/">乙类目录</a>')


def numbers(path: str) -> Answer | None:
    """Pages of words put together at random, each of which leads to ten more, under numbers."""
    return salad(path, "zl", lambda mark: str(int(mark, 16) % 10**8))


def letters(path: str) -> Answer | None:
    """The same under names of letters."""
    return salad(path, "hb", lambda mark: "".join(chr(97 + int(c, 16)) for c in mark[:7]))


def salad(path: str, name: str, file: Callable[[str], str]) -> Answer | None:
    if not path.startswith(f"/{name}/"):
        return None
    urls = [f"/{name}/{file(token(path, str(n)))}.html" for n in range(10)]
    links = [(url, name_of(url)) for url in urls]
    return shown(name_of(path), f"<p>{words(path, 80)}</p>" + items(links))


def facets(path: str) -> Answer | None:
    """A search that can be narrowed in ever more ways, and shows the same ten items in another order."""
    if not path.startswith("/search"):
        return None
    chance = random.Random(path)
    rows = [(f"/xw/t{n}.html", f"动态{n}") for n in range(9)]
    chance.shuffle(rows)
    asked = path.partition("?")[2]
    ways = (("year", "年份"), ("type", "类型"), ("dept", "部门"))
    more = [(f"/search?{asked}{'&' if asked else ''}{name}={n}", f"按{label}筛选") for name, label in ways for n in range(3)]
    return shown("信息检索", items(rows) + items(more))


def pages(path: str) -> Answer | None:
    """A list that answers every number of a page with its last one, and always names a next."""
    if not (found := re.fullmatch(r"/more/(?:index_(\d+)\.html)?", path)):
        return None
    number = int(found[1] or 1)
    rows = "".join(f"<li><a href='/xw/t{n}.html'>关于工作动态的通知（{n}）</a><span>2017-0{n + 1}-15</span></li>" for n in range(8))
    return shown("更多动态", f"<ul class='list'>{rows}</ul><div class='page'><a href='/more/index_{number + 1}.html'>下一页</a></div>")


def marked(path: str) -> Answer | None:
    """Articles that are linked with a mark of where the reader comes from, which is new every time."""
    bare, _, mark = path.partition("?from=")
    if not mark or (found := honest().get(bare)) is None:
        return None
    others = "".join(f'<a href="/xw/t{n}.html?from={token(path, str(n))}">相关动态之{"一二三四五"[n]}</a>' for n in range(5))
    return Answer(str(found.body).replace("</body>", f"<p>{others}</p></body>"))


TRAPS: dict[str, tuple[Trap, str, str, str]] = {
    "calendar by path": (months, r"/cal/", "/cal/2017/5/", "工作日历"),
    "calendar by query": (days, r"/richeng", "/richeng?d=1", "值班安排"),
    "sessions in the query": (sessions, r".*\?sid=", "/?sid=1", "旧版首页"),
    "sessions in the path": (tokens, r"/s/", "/s/abc/", "旧版首页"),
    "ever deeper": (deeper, r"/deep/", "/deep/", "目录浏览"),
    "word salad under numbers": (numbers, r"/zl/", "/zl/", "资料汇编"),
    "word salad under letters": (letters, r"/hb/", "/hb/", "资料汇编"),
    "facets": (facets, r"/search", "/search", "信息检索"),
    "a list without end": (pages, r"/more/", "/more/", "更多动态"),
    "marks of origin": (marked, r".*\?from=", "/xw/t0.html?from=0", "相关动态"),
}


class Maze(dict[str, Any]):
    """An honest portal with traps."""

    def __init__(self, *traps: str, articles: int = 9) -> None:
        super().__init__(honest(articles))
        self.honest = set(self)
        self._traps = [TRAPS[name] for name in traps]
        links = items([(start, label) for _, _, start, label in self._traps])
        self["/"] = Answer(str(self["/"].body).replace("</body>", f"{links}</body>"))

    def get(self, path: str, default: object = None) -> Any:
        """The answer to a path: the honest page, else what a trap says."""
        if path in self:
            return self[path]
        return next((found for trap, *_ in self._traps if (found := trap(path)) is not None), default)

    def trapped(self, paths: list[str]) -> list[str]:
        """The requests among ``paths`` that went to a trap."""
        return [path for path in paths if path not in self.honest and any(re.match(mark, path) for _, mark, *_ in self._traps)]
