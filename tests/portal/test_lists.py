"""What a page lists and what kind it is, as the whole site tells: columns like articles, empty ones, short ones, items without a day."""

from __future__ import annotations

from random import Random

import pytest

from spotcheck.crawler.records import PageKind
from tests.portal.building import NAV, WholeSite, articles, compare, listing, menu, of, page, titles

NEWS = {f"/dt/{n}.html": (f"第{n}座城市公园建成开放", f"2017-11-0{n}") for n in (3, 2, 1)}
UNDATED = {"/zc/yj.html": ("清源县统计局突发事件应急预案", "")}
TEXT = "<div class=content><p>现将有关情况予以公布，请各有关单位结合实际认真贯彻落实。</p></div>"


def site(**more: str) -> WholeSite:
    """A site with two lists, a column for each of ``more`` by its folder, and articles."""
    pages = {path: page(path, name, "") for path, name in NAV.items()}
    pages |= {"/dt/": page("/dt/", "工作动态", f"<h2>工作动态</h2>{listing(NEWS)}"), **articles(NEWS)}
    return compare(pages | {f"/{folder}/": page(f"/{folder}/", NAV[f"/{folder}/"], main) for folder, main in more.items()})


def test_a_list_of_one_item_without_a_day_is_a_list() -> None:
    undated = page("/zc/yj.html", "应急预案", f"<h1>{UNDATED['/zc/yj.html'][0]}</h1>{TEXT}")
    pages = {path: page(path, name, "") for path, name in NAV.items()}
    pages |= {"/dt/": page("/dt/", "工作动态", listing(NEWS)), **articles(NEWS), "/zc/yj.html": undated}
    found = compare(pages | {"/zc/": page("/zc/", "政策法规", f"<h2>政策法规</h2>{listing(UNDATED)}")})
    assert titles(found, "/zc/") == ["清源县统计局突发事件应急预案"]
    assert of(found, "/zc/").kind is PageKind.LIST
    assert of(found, "/zc/yj.html").kind is PageKind.ARTICLE


def test_a_column_in_what_is_called_a_text_is_the_list_that_it_shows() -> None:
    found = site(zc=f"<div class=content><h2>政策法规</h2>{listing(NEWS)}</div>")
    assert titles(found, "/zc/") == [title for title, _ in NEWS.values()]


@pytest.mark.parametrize("main", ["<div class=content><h2>政策法规</h2></div>", "<h2>政策法规</h2>"], ids=["in a container", "bare"])
def test_a_column_that_shows_its_name_alone_is_an_empty_list_and_not_yet_proved_blank(main: str) -> None:
    found = of(site(zc=main), "/zc/")
    assert (found.kind, found.entries, found.blank) == (PageKind.LIST, (), False)


def test_a_column_of_which_not_even_the_name_was_seen_is_no_empty_list() -> None:
    assert of(site(zc="<div class=content></div>"), "/zc/").entries == ()


def test_a_column_that_is_one_page_is_no_list() -> None:
    assert of(site(zc=f"<h2>政策法规</h2>{TEXT}"), "/zc/").kind is not PageKind.LIST


def test_related_items_that_change_from_page_to_page_are_not_what_a_column_lists() -> None:
    things = list(articles(NEWS))
    pages = {path: page(path, name, "") for path, name in NAV.items()}

    def beside(path: str, html: str) -> str:
        drawn = Random(path).sample(things, 2)
        rows = "".join(f"<li><a href={each}>{NEWS[each][0]}</a></li>" for each in drawn)
        return html.replace("<div class=d4>", f"<div class=e5><ul>{rows}</ul></div><div class=d4>")

    pages |= {"/dt/": page("/dt/", "工作动态", listing(NEWS)), "/zc/": page("/zc/", "政策法规", f"<h2>政策法规</h2>{listing(UNDATED)}")}
    pages |= articles(NEWS) | articles(UNDATED)
    found = compare({path: beside(path, html) for path, html in pages.items()})
    assert titles(found, "/zc/") == ["清源县统计局突发事件应急预案"]


def test_a_menu_that_runs_across_the_cells_of_a_row_is_seen_whole() -> None:
    row = "".join(f"<td><a href={path}>{name}</a></td>" for path, name in {"/gk/zn/": "公开指南", "/gk/ml/": "公开目录"}.items())
    found = of(site(gk=f"<table><tr>{row}</tr></table>{menu({})}"), "/gk/")
    assert [{entry.title for entry in block.entries} for block in found.blocks if block.path.endswith("td[*]")] == [
        {"公开指南", "公开目录"}
    ]
