"""A small office's site for tests of what stands in the place of its pages: a menu on every page, columns, dated articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.crawler.web import Answer

COLUMNS = {"gk": "机构概况", "ys": "预算决算", "tz": "通知公告", "zc": "政策法规"}
TITLES = {
    "gk": ("办公室工作职责", "领导班子分工情况", "内设科室一览"),
    "ys": ("2017年单位预算说明", "2016年单位决算说明", "接待费用支出情况"),
    "tz": ("关于春节放假安排的通知", "停水检修事项公告", "年度考核结果通报"),
    "zc": ("城市养犬管理办法", "公共租赁住房实施细则", "农村公路养护规定"),
}


def framed(title: str, body: str, *, tail: str = "</body></html>") -> Answer:
    """A page in the site's frame."""
    menu = "".join(f'<li><a href="/{name}/">{label}</a></li>' for name, label in COLUMNS.items())
    return Answer(
        f"<html><head><meta charset=utf-8><title>{title}-溪山区数据局</title></head><body><ul class=nav><li><a href='/'>首页</a></li>{menu}"
        f"</ul><h1>{title}</h1><div class=content>{body}</div><div class=footer>主办单位：溪山区数据局</div>{tail}"
    )


def article(title: str) -> Answer:
    """An article of a few lines."""
    words = "".join(f"<p>{title}的第{number}部分，各科室按照职责分工落实，有关材料由办公室负责汇总并按时报送。</p>" for number in "一二三")
    return framed(title, f"<p>发布日期：2017-03-10</p>{words}")


def column(name: str, extra: str = "") -> Answer:
    """A list of articles with their days."""
    rows = "".join(f'<li><a href="/{name}/{n}.html">{title}</a><span>2017-03-1{n}</span></li>' for n, title in enumerate(TITLES[name]))
    return framed(COLUMNS[name], f"<ul>{rows}</ul>{extra}")


def office(**changes: Any) -> dict[str, Any]:
    """Answers by path, as ``serve`` takes them; ``changes`` by path without its first slash."""
    site: dict[str, Any] = {"/": framed("首页", "".join(column(name).body.partition("<h1>")[2] for name in COLUMNS))}  # type: ignore[union-attr]
    for name, titles in TITLES.items():
        site[f"/{name}/"] = column(name)
        site |= {f"/{name}/{n}.html": article(title) for n, title in enumerate(titles)}
    return site | {f"/{path}": answer for path, answer in changes.items()}


class Always(dict[str, Any]):
    """Answers in which a path without an answer has one of its own."""

    def __init__(self, answers: dict[str, Any], other: Callable[[str], Answer]) -> None:
        super().__init__(answers)
        self._other = other

    def get(self, path: str, default: Any = None) -> Any:
        """The answer to a path."""
        return super().get(path) or (Answer(status=404) if path == "/robots.txt" else self._other(path))
