"""Shared platforms as a site shows them: the links that lead there, and whose entry stands behind them. Decides no duty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spotcheck.audits.case import Case
from spotcheck.audits.holdings import Node
from spotcheck.audits.terms import accepted, bare, matches, normal
from spotcheck.config.models import Names, Terms
from spotcheck.config.platforms import Platform, platforms
from spotcheck.crawler.urls import host

_INDEX = re.compile(r"^(?:/|/index\.[a-z]+|/default\.[a-z]+|/home/?|/#?/?)$", re.IGNORECASE)
_ABOUT = re.compile(r"(?:门户网站|政府网站|政务网|网站|门户)$")
_ORGAN = re.compile(r"(?:人民政府办公室|人民政府办公厅|人民政府|委员会|办公室|办公厅|局|厅|委)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of the site to a platform. ``deep``: it goes further than the platform's home page."""

    node: Node
    platform: Platform
    deep: bool


def ways(case: Case, ids: Iterable[str], names: Names | None = None) -> list[Way]:
    """Every link that leads to one of the platforms: by host, by a register row, or by what the link is called."""
    wanted = [platforms()[each] for each in ids]
    registered = {host(site.url).removeprefix("www."): site.platform for site in case.register if site.platform}
    found = []
    for key in sorted(case.holdings.nodes):
        node = case.holdings.nodes[key]
        if not node.key or "#" in node.key or not node.labels:
            continue
        platform = next((each for each in wanted if _leads(case, node, each, registered)), None)
        if platform is not None:
            found.append(Way(node=node, platform=platform, deep=not _INDEX.match(_path(node.url)) or "?" in node.url))
    if names is not None:  # a link named for the thing is the way to it, where one of several platforms' links is
        found.sort(key=lambda way: (not any(accepted(names, bare(label)) for label in way.node.labels), way.node.key))
    return found


def _leads(case: Case, node: Node, platform: Platform, registered: dict[str, str]) -> bool:
    where = node.key.partition("/")[0].partition(":")[0].removeprefix("www.")
    if registered.get(where) == platform.id or registered.get(host(node.url).removeprefix("www.")) == platform.id:
        return True
    if any(where == each or where.endswith(f".{each}") for each in platform.hosts):
        return True
    if case.holdings.own(node.key):
        return False
    return any(normal(name) in label and len(label) <= len(normal(name)) + 12 for name in platform.names for label in node.labels)


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]


def body_names(case: Case) -> tuple[str, ...]:
    """What the audited body may be called on a platform: its full name, and its name without the words for what it is."""
    site = case.holdings.site
    found: dict[str, None] = {}
    for name in (
        site.body,
        _ABOUT.sub("", site.name),
        case.holdings.home.page.host_unit if case.holdings.home and case.holdings.home.page else "",
    ):
        full = normal(name)
        if len(full) < 3:
            continue
        found[full] = None
        short = _ORGAN.sub("", full)
        if len(short) >= 3:
            found[short] = None
    return tuple(found)


def own_entry(case: Case, node: Node, items: Terms | None) -> str | None:
    """The words by which a page of a platform is the body's own, "" where it names nobody of ours, None where it was not read."""
    page = node.page
    if page is None:
        return None
    lines = [
        page.title,
        page.host_unit,
        *(crumb.name for crumb in page.breadcrumb),
        *(entry.title for entry in page.entries),
        *page.text.split("\n"),
    ]
    lines += [cell for table in page.tables for row in table.rows for cell in row]
    if items is not None and not any(matches(items, normal(line)) for line in (*lines, *node.labels)):
        return ""
    for name in body_names(case):
        for line in lines:
            if name in normal(line):
                return line
    return ""
