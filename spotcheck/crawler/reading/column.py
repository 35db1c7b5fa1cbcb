"""The column a page belongs to, as the page itself names it.

Refuses to take the name of the site for a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.entries import Item
from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.reading.title import is_site_name, without_site
from spotcheck.crawler.records import Column, Crumb

HOME_LABELS = ("首页", "网站首页", "主页", "本站首页", "网站主页", "首 页")
_NUMBERED = re.compile(r"_\d+\.\w+$|[?&](?:page|pageno|p)=\d+", re.IGNORECASE)
_LONGEST = 16  # characters of a line above a list that can be its name


def column_of_list(url: str, crumbs: Sequence[Crumb], title: str, *, site: Sequence[str], tag: str, label: str, over: str) -> Column:
    """The column that a list page shows: the last step of its breadcrumb, else its title, else the line ``over`` the list.

    ``tag`` is the ColumnName tag, which some platforms fill wrongly and is asked late; ``label`` the text of the link that led here.
    """
    steps = [c for c in crumbs if c.name not in HOME_LABELS]
    if steps:
        last = steps[-1]
        return Column(url=_address(url, last.url), name=last.name, trail=tuple(c.name for c in steps[:-1]))
    named = without_site(title, site)
    if over and (not named or is_site_name(named) or named in site):
        named = over
    return Column(url=_address(url, ""), name=named or tag or label)


def column_of_article(crumbs: Sequence[Crumb], title: str, tag: str) -> Column | None:
    """The column an article stands in: the last linked step above it, else its ColumnName tag; None where it names none."""
    steps = [c for c in crumbs if c.name not in HOME_LABELS and squeeze(c.name) != squeeze(title)]
    linked = [n for n, c in enumerate(steps) if c.url]
    steps = steps[: linked[-1] + 1] if linked else steps
    if steps:
        return Column(url=steps[-1].url, name=steps[-1].name, trail=tuple(c.name for c in steps[:-1]))
    return Column(url="", name=tag) if tag else None


def line_over(items: Sequence[Item], main: Sequence[str]) -> str:
    """The short line right above the first item: the name of a list whose page names it nowhere else."""
    if not items:
        return ""
    first = squeeze(items[0].title)
    for index, line in enumerate(main):
        if first in squeeze(line):
            over = main[index - 1].strip() if index else ""
            return over if 2 <= len(over) <= _LONGEST and not any(c.isdigit() for c in over) else ""
    return ""


def _address(url: str, crumb: str) -> str:
    """The page's own address; for a numbered page of a list the one its breadcrumb names, if that stands in the same folder."""
    folder, _, file = url.rpartition("/")
    return crumb if _NUMBERED.search(file) and crumb.rpartition("/")[0] == folder else url
