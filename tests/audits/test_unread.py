"""What was not read, case by case: what speaks against absence always, what by its name, and what never."""

from __future__ import annotations

from datetime import date

import pytest

from spotcheck.audits.reach import Query, Reach, SearchScope
from spotcheck.config.models import Terms
from spotcheck.crawler.records import Area, Control, PageKind, Role, Way
from spotcheck.portal.records import Unread
from tests.audits.recorded import ROOT, Record, file, holdings, home, link, page, unread

BUDGET = Query(shown=("预算",), words=frozenset({"预算"}))
WORDS = ("预算", "决算", "部门", "财政局", "财政")
ABOUT = page("/about.html", title="关于本站的说明文字", text="本站由办公室主办。")
ANYWHERE, KNOWN, BY_NAME = SearchScope.ANYWHERE, SearchScope.KNOWN_PLACE, SearchScope.BY_NAME
NAVIGATION, FOOTER, LIST, BODY = Area.NAVIGATION, Area.FOOTER, Area.LIST, Area.BODY


def reach(*records: Record, complete: bool = True) -> Reach:
    return Reach(holdings(*records, words=WORDS, complete=complete))


def missing(*records: Record, query: Query = BUDGET, scope: SearchScope = ANYWHERE) -> dict[str, tuple[str, str]]:
    """What was not read and could have shown it: path → (outcome, role)."""
    found = reach(*records).unread_of(query, scope)
    return {each.url.removeprefix(ROOT): (each.outcome, each.role) for each in found}


def menu(path: str, text: str) -> Record:
    """A home page with one way to another page in its menu."""
    return home(link(path, text, NAVIGATION))


# What was asked for and did not come.


@pytest.mark.parametrize(
    "outcome", ["timeout", "blocked", "server_error", "forbidden", "over_budget", "robots_disallowed", "trap", "refused_by_guard"]
)
def test_a_column_of_the_menu_that_was_not_read_always_counts(outcome: str) -> None:
    found = missing(menu("/c/", "工作动态"), ABOUT, unread("/c/", "工作动态", outcome, Role.NAVIGATION))
    assert found == {"/c/": (outcome, "navigation")}


@pytest.mark.parametrize("outcome", ["not_found", "gone", "soft_not_found"])
def test_what_is_dead_holds_nothing(outcome: str) -> None:
    assert missing(menu("/c/", "预算公开"), ABOUT, unread("/c/", "预算公开", outcome, Role.NAVIGATION)) == {}


def test_a_way_of_the_menu_that_was_never_tried_has_no_extent() -> None:
    assert missing(menu("/c/", "工作动态"), ABOUT) == {"/c/": ("no_extent", "page")}


def test_a_way_of_the_menu_always_counts_however_long_its_name_is() -> None:
    name = "关于召开2017年工作会议的通知"
    found = missing(menu("/c/", name), ABOUT, unread("/c/", name, "timeout", Role.NAVIGATION))
    assert found == {"/c/": ("timeout", "navigation")}


def test_a_page_with_a_title_counts_by_its_title() -> None:
    titled = unread("/a.html", "关于召开2017年工作会议的通知")
    assert missing(home(), ABOUT, titled) == {}
    assert missing(home(), ABOUT, unread("/a.html", "关于公开2017年预算的通知")) == {"/a.html": ("timeout", "page")}


def test_a_short_name_may_be_a_column_and_always_counts() -> None:
    assert missing(home(), ABOUT, unread("/a.html", "一二三四五六七八")) == {"/a.html": ("timeout", "page")}
    assert missing(home(), ABOUT, unread("/a.html", "一二三四五六七八九")) == {}


def test_a_short_name_beside_a_day_is_an_item() -> None:
    column = page("/c/", kind=PageKind.LIST, title="工作动态", entries=[("/a.html", "会议", date(2017, 1, 2)), ("/b.html", "会议")])
    found = missing(menu("/c/", "工作动态"), column, unread("/a.html", "会议"), unread("/b.html", "会议"))
    assert found == {"/b.html": ("timeout", "page")}


def test_an_attachment_is_told_by_its_page() -> None:
    talk = page("/p.html", title="关于召开工作会议的通知", attachments=[("/f.pdf", "附件")])
    plan = page("/p.html", title="关于公布预算的通知", attachments=[("/f.pdf", "附件")])
    mute = page("/p.html", title="附件", attachments=[("/f.pdf", "附件")])
    lost = unread("/f.pdf", "附件", "timeout", Role.DOCUMENT)
    assert missing(home(), ABOUT, talk, lost) == {}
    for told in (plan, mute):
        assert missing(home(), ABOUT, told, lost) == {"/f.pdf": ("timeout", "document")}
        assert missing(home(), ABOUT, told, lost, scope=BY_NAME) == {"/f.pdf": ("timeout", "document")}


def test_an_attachment_of_a_list_is_told_by_nothing_but_its_name() -> None:
    column = page("/c/", kind=PageKind.LIST, title="工作动态", attachments=[("/f.pdf", "附件"), ("/g.pdf", "会议日程")])
    lost = [unread(path, "", "timeout", Role.DOCUMENT) for path in ("/f.pdf", "/g.pdf")]
    assert missing(menu("/c/", "工作动态"), column, *lost) == {"/f.pdf": ("timeout", "document")}
    assert missing(menu("/c/", "工作动态"), column, *lost, scope=BY_NAME) == {}


def test_an_attachment_of_two_pages_is_told_by_both() -> None:
    talk, plan = (
        page(f"/{n}.html", title=title, attachments=[("/f.pdf", "附件")]) for n, title in enumerate(("工作会议通知", "预算公开说明"))
    )
    assert missing(home(), ABOUT, talk, plan, unread("/f.pdf", "", role=Role.DOCUMENT)) == {"/f.pdf": ("timeout", "document")}
    column = page("/c/", kind=PageKind.LIST, title="工作动态", attachments=[("/f.pdf", "附件")])
    found = missing(menu("/c/", "工作动态"), talk, column, unread("/f.pdf", "", role=Role.DOCUMENT))
    assert found == {"/f.pdf": ("timeout", "document")}  # the list tells nothing of it


def test_an_attachment_that_was_opened_is_read() -> None:
    plan = page("/p.html", title="关于公布预算的通知", attachments=[("/f.pdf", "附件")])
    assert missing(home(), ABOUT, plan, file("/f.pdf", "附件")) == {}


@pytest.mark.parametrize("path", ["/x.jpg", "/x.PNG", "/x.css?v=2", "/x.js", "/x.mp4", "/x.apk"])
def test_pictures_styles_and_films_hold_nothing(path: str) -> None:
    assert missing(home(link(path, "预算", NAVIGATION)), ABOUT) == {}


@pytest.mark.parametrize("path", ["/x.html?file=a.jpg", "/x.jpg.html", "/jpg"])
def test_what_is_only_called_like_a_picture_counts(path: str) -> None:
    assert path in missing(home(link(path, "预算", NAVIGATION)), ABOUT)


@pytest.mark.parametrize(
    ("labels", "counts"), [(["设为首页"], False), (["设为首页", "加入收藏"], False), (["设为首页", "预算"], True), ([], True)]
)
def test_a_function_of_the_site_holds_nothing_unless_it_is_also_called_otherwise(labels: list[str], counts: bool) -> None:
    found = missing(home(*(link("/x", label, NAVIGATION) for label in labels)), ABOUT, unread("/x"))
    assert ("/x" in found) is counts


@pytest.mark.parametrize(
    ("known", "linked"),
    [("/c/", "/c/index.html"), ("/c/index.html", "/c/"), ("/c/index.shtml", "/c"), ("/c/default.aspx", "/c/index.jsp"), ("/c", "/c/")],
)
def test_an_index_page_is_one_page_under_all_its_spellings(known: str, linked: str) -> None:
    column = page(known, kind=PageKind.LIST, title="工作动态")
    assert missing(home(link(linked, "工作动态", NAVIGATION)), ABOUT, column) == {}
    assert missing(home(link("/other/index.html", "工作动态", NAVIGATION)), ABOUT, column) != {}


def test_a_home_page_at_another_address_that_was_not_read_always_counts() -> None:
    other = unread("http://new.anqing.example/", "关于召开2017年工作会议的通知", "timeout", Role.HOME)
    assert missing(home(), ABOUT, other) == {"http://new.anqing.example/": ("timeout", "home")}


# What came and shows nothing.


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"kind": PageKind.CHALLENGE}, "unrecognised"),
        ({"kind": PageKind.ERROR}, "unrecognised"),
        ({"kind": PageKind.OTHER, "needs_script": True}, "script_only"),
        ({"kind": PageKind.LIST, "needs_script": True, "text": " \n"}, "script_only"),
    ],
)
def test_a_column_that_shows_nothing_was_not_read(facts: dict[str, object], outcome: str) -> None:
    found = missing(menu("/c/", "工作动态"), ABOUT, page("/c/", role=Role.NAVIGATION, title="工作动态", **facts))
    assert found == {"/c/": (outcome, "navigation")}


@pytest.mark.parametrize("facts", [{"text": "正文"}, {"entries": [("/a.html", "一则通知")]}])
def test_a_column_that_needs_a_script_and_shows_something_all_the_same_was_read(facts: dict[str, object]) -> None:
    column = page("/c/", kind=PageKind.LIST, role=Role.NAVIGATION, title="工作动态", needs_script=True, **facts)
    article = page("/a.html", title="一则通知", text="正文")
    assert "/c/" not in missing(menu("/c/", "工作动态"), article, column)


def test_an_article_that_shows_nothing_counts_by_its_title_and_one_of_no_kind_always() -> None:
    for title, counts in (("关于召开工作会议的通知", False), ("关于公布预算的通知", True)):
        facts = {"title": title, "needs_script": True}
        assert ("/a.html" in missing(home(), ABOUT, page("/a.html", **facts))) is counts
        assert "/a.html" in missing(home(), ABOUT, page("/a.html", kind=PageKind.OTHER, **facts))


# Other sites.


def test_what_another_site_hides_counts_by_the_words_of_the_link() -> None:
    hidden = page("http://other.example/x", kind=PageKind.CHALLENGE)
    assert missing(home(link("http://other.example/x", "通知公告")), ABOUT, hidden) == {}
    found = missing(home(link("http://other.example/x", "部门预算")), ABOUT, hidden)
    assert found == {"http://other.example/x": ("linked_elsewhere", "page")}


def test_a_link_to_another_site_counts_by_its_words_unless_it_was_followed() -> None:
    site = home(link("http://other.example/x", "部门预算"), link("http://other.example/y", "通知公告"))
    assert missing(site, ABOUT) == {"http://other.example/x": ("linked_elsewhere", "page")}
    assert missing(site, ABOUT, query=Query(shown=(), words=BUDGET.words, followed=frozenset({"other.example/x"}))) == {}
    assert missing(site, ABOUT, scope=BY_NAME) == {}


def test_a_link_to_where_the_thing_may_also_stand_counts_where_its_words_are_a_name() -> None:
    query = Query(shown=(), elsewhere=frozenset({"财政局"}))
    assert missing(home(link("http://czj.example/", "安青县财政局")), ABOUT, query=query) == {
        "http://czj.example/": ("linked_elsewhere", "page")
    }
    assert missing(home(link("http://czj.example/", "安青县教育局")), ABOUT, query=query) == {}
    exact = "安青县财政局".ljust(20, "的")
    assert missing(home(link("http://czj.example/", exact)), ABOUT, query=query) != {}
    assert missing(home(link("http://czj.example/", f"{exact}的")), ABOUT, query=query) == {}


def test_an_attachment_on_another_host_is_told_by_its_page() -> None:
    lost = unread("http://files.example/f.pdf", "附件", "timeout", Role.DOCUMENT)
    for title, counts in (("关于召开工作会议的通知", False), ("关于公布预算的通知", True)):
        found = missing(home(), ABOUT, page("/p.html", title=title, attachments=[("http://files.example/f.pdf", "附件")]), lost)
        assert found == ({"http://files.example/f.pdf": ("timeout", "document")} if counts else {})


def test_an_entry_that_leads_to_another_site_is_no_attachment() -> None:
    column = page(
        "/c/", kind=PageKind.LIST, title="工作动态", entries=[("http://other.example/x", "更多"), ("http://other.example/y", "预算")]
    )
    found = missing(menu("/c/", "工作动态"), column)
    assert found == {"http://other.example/y": ("linked_elsewhere", "page")}


def door(*links: object, kind: PageKind = PageKind.LIST, path: str = "/c/", **facts: object) -> Record:
    return page(path, *links, kind=kind, title="部门预算", **facts)  # type: ignore[arg-type]


def test_a_column_that_lists_nothing_tells_what_stands_behind_its_mute_link() -> None:
    leads = {"http://other.example/x": ("linked_elsewhere", "page")}
    for area in (LIST, BODY):
        assert missing(menu("/c/", "部门预算"), door(link("http://other.example/x", "点击进入", area))) == leads
    assert missing(menu("/c/", "部门预算"), door(link("http://other.example/x", "点击进入", FOOTER))) == {}
    assert missing(menu("/c/", "部门预算"), door(link("http://other.example/x", "通知公告", BODY))) == {}  # it tells itself


def test_a_column_with_items_of_its_own_tells_nothing_of_a_mute_link() -> None:
    column = door(link("http://other.example/x", "点击进入", BODY), entries=[("/a.html", "一则通知")])
    assert missing(menu("/c/", "部门预算"), column, page("/a.html", title="一则通知", text="正文")) == {}


def test_an_article_tells_nothing_of_a_mute_link_and_a_page_of_no_kind_does() -> None:
    site = menu("/c/", "部门预算")
    assert missing(site, door(link("http://other.example/x", "点击进入"), kind=PageKind.ARTICLE)) == {}
    assert missing(site, door(link("http://other.example/x", "点击进入"), kind=PageKind.OTHER)) != {}


def test_a_page_that_nobody_names_and_the_home_page_tell_nothing_of_a_mute_link() -> None:
    assert missing(home(), ABOUT, door(link("http://other.example/x", "点击进入"), kind=PageKind.OTHER)) == {}
    front = page("/", link("http://other.example/x", "点击进入"), kind=PageKind.HOME, role=Role.HOME, title="部门预算公开网")
    assert missing(front, ABOUT) == {}


def test_a_column_with_items_of_its_own_does_not_hide_one_without() -> None:
    ways = [link("/b/", "部门预算", NAVIGATION), link("/c/", "部门预算", NAVIGATION)]
    full = door(link("http://other.example/x", "点击进入", BODY), path="/b/", entries=[("/a.html", "一则通知")])
    column = door(link("http://other.example/x", "点击进入", BODY))
    assert "http://other.example/x" in missing(home(*ways), full, column, page("/a.html", title="一则通知", text="正文"))


def test_what_many_columns_show_is_an_ornament() -> None:
    def site(columns: int) -> list[Record]:
        ways = [link(f"/c{n}/", f"部门预算{n}", NAVIGATION) for n in range(columns)]
        return [home(*ways), *(door(link("http://other.example/x", "点击进入"), path=f"/c{n}/") for n in range(columns))]

    assert "http://other.example/x" in missing(*site(2))
    assert "http://other.example/x" not in missing(*site(3))


# Scripts.


def test_a_way_of_the_menu_that_only_a_script_opens_counts_by_its_name_beside_a_readable_site() -> None:
    ways = [
        link("/c/", "工作动态", NAVIGATION),
        link("javascript:a()", "通知公告", NAVIGATION),
        link("javascript:b()", "预算公开", NAVIGATION),
    ]
    site = [home(*ways), ABOUT, page("/c/", kind=PageKind.LIST, title="工作动态", label="工作动态")]
    assert [each[0] for each in missing(*site).values()] == ["no_extent"]
    assert {each.label for each in reach(*site).unread_of(BUDGET)} == {"预算公开"}


def test_where_scripts_are_the_menu_each_of_them_counts() -> None:
    ways = [link(f"javascript:a({n})", f"栏目{'一二三四'[n]}", NAVIGATION) for n in range(4)]
    found = reach(home(*ways), ABOUT).unread_of(BUDGET)
    assert {(each.label, each.outcome) for each in found} == {(f"栏目{n}", "script_only") for n in "一二三四"}


def test_scripts_that_are_the_menu_count_beside_what_else_was_not_read_also_without_a_name() -> None:
    ways = [link("/c/", "通知公告", NAVIGATION), *(link("javascript:a()", name, NAVIGATION) for name in ("栏目一", "栏目二", ""))]
    found = reach(home(*ways), ABOUT).unread_of(BUDGET)
    assert {(each.label, each.outcome) for each in found} == {
        ("通知公告", "no_extent"), ("栏目一", "script_only"), ("栏目二", "script_only"), ("", "script_only"),
    }  # fmt: skip


def test_a_script_beside_a_column_of_the_same_name_that_was_read_is_that_column() -> None:
    ways = [link("/c/", "预算公开", NAVIGATION), link("javascript:a()", "预算公开", NAVIGATION)]
    column = page("/c/", kind=PageKind.LIST, title="预算公开", label="预算公开")
    assert reach(home(*ways), ABOUT, column).unread_of(BUDGET) == []
    assert reach(home(*ways), ABOUT, unread("/c/", "预算公开", "timeout", Role.NAVIGATION)).unread_of(BUDGET, KNOWN) != []


def test_a_link_without_an_address_and_without_words_leads_nowhere() -> None:
    body = page("/p.html", link("javascript:a()", "附件"), title="关于公布预算的通知")
    assert reach(home(), ABOUT, body).unread_of(BUDGET) == []


# The run as a whole.


def test_a_run_that_was_interrupted_proves_nothing_in_any_place() -> None:
    told = Unread(url=f"{ROOT}/", label="", outcome="no_extent", role="run")
    cut = reach(home(), ABOUT, complete=False)
    assert cut.unread_of(BUDGET) == cut.unread_of(BUDGET, KNOWN) == [told]
    assert cut.unread_of(BUDGET, BY_NAME) == []
    assert reach(home(), ABOUT).unread_of(BUDGET) == []


def test_a_frame_that_a_script_writes_was_not_seen_and_may_lead_to_anything() -> None:
    site = [home(includes=("/menu.js",)), page("/b.html", title="另一页的标题文字", text="正文", includes=("/menu.js",))]
    told = Unread(url=f"{ROOT}/", label="", outcome="script_only", role="frame")
    assert reach(*site).unread_of(BUDGET) == reach(*site).unread_of(BUDGET, KNOWN) == [told]
    assert reach(*site).unread_of(BUDGET, BY_NAME) == []


def test_a_list_that_leads_on_by_a_script_was_not_read_to_its_end() -> None:
    column = page(
        "/c/", kind=PageKind.LIST, role=Role.NAVIGATION, title="工作动态", entries=[("/a.html", "一则通知的标题")],
        controls=(Control(text="下一页", how=Way.PAGING),),
    )  # fmt: skip
    found = missing(menu("/c/", "工作动态"), column, page("/a.html", title="一则通知的标题", text="正文"))
    assert found == {"/c/": ("script_only", "navigation")}


def test_a_list_that_says_it_goes_on_is_not_read_to_its_end() -> None:
    column = page(
        "/c/", kind=PageKind.LIST, role=Role.NAVIGATION, title="工作动态", expected_entries=9, entries=[("/a.html", "一则通知的标题")]
    )
    article = page("/a.html", title="一则通知的标题", text="正文")
    found = missing(menu("/c/", "工作动态"), column, article)
    assert found == {"/c/": ("no_extent", "navigation")}


def test_for_a_thing_whose_place_was_read_only_what_is_called_like_it_or_says_nothing_counts() -> None:
    site = [home(link("/c/", "工作动态", NAVIGATION), link("/d/", "预算公开", NAVIGATION), link("/e/", "更多", NAVIGATION)), ABOUT]
    lost = [unread(path, "", "timeout", Role.NAVIGATION) for path in ("/c/", "/d/", "/e/")]
    assert set(missing(*site, *lost)) == {"/c/", "/d/", "/e/"}
    assert set(missing(*site, *lost, scope=KNOWN)) == {"/d/", "/e/"}
    assert set(missing(*site, *lost, scope=BY_NAME)) == set()


# What a label must hold.


@pytest.mark.parametrize(
    ("query", "label", "counts"),
    [
        (Query(shown=(), words=frozenset({"预算"})), "部门预算的公开说明", True),
        (Query(shown=(), words=frozenset({"决算"})), "部门预算的公开说明", False),
        (Query(shown=(), terms=(Terms(all=(("预算",), ("部门",))),)), "部门预算的公开说明", True),
        (Query(shown=(), terms=(Terms(all=(("决算",), ("部门",))),)), "部门预算的公开说明", False),
        (Query(shown=(), terms=(Terms(all=(("决算",),)), Terms(all=(("预算",),)))), "部门预算的公开说明", True),
        (Query(shown=(), words=frozenset({"预算"}), years=frozenset({2017})), "2017年部门预算公开", True),
        (Query(shown=(), words=frozenset({"预算"}), years=frozenset({2017})), "2016年部门预算公开", False),
        (Query(shown=(), words=frozenset({"预算"}), years=frozenset({2017})), "部门预算的公开说明", True),
        (Query(shown=(), words=frozenset({"预算"}), like=lambda label: "说明" in label), "部门预算的公开说明", True),
        (Query(shown=(), words=frozenset({"预算"}), like=lambda label: "会议" in label), "部门预算的公开说明", False),
    ],
)
def test_a_label_is_wanted_by_its_words_and_its_years(query: Query, label: str, counts: bool) -> None:
    assert ("/a.html" in missing(home(), ABOUT, unread("/a.html", label), query=query)) is counts


# The certificate.


READ, DEAD, LOST = ("政府信息公开", "网站地图", "工作动态"), ("坏掉的栏目名称", "也坏掉的栏目名"), ("还没有读的栏目",)


def test_a_certificate_says_where_was_looked_what_was_read_and_what_not() -> None:
    names = (*READ, *DEAD, *LOST)
    columns = [page(f"/{n}/", kind=PageKind.LIST, title=name, label=name) for n, name in enumerate(READ)]
    columns += [unread(f"/{n}/", name, "not_found", Role.NAVIGATION) for n, name in enumerate(DEAD, 3)]
    told = reach(
        home(*(link(f"/{n}/", name, NAVIGATION) for n, name in enumerate(names))), ABOUT, *columns,
        unread("/5/", LOST[0], "timeout", Role.NAVIGATION), file("/f.pdf", "附件"),
        page("http://other.example/c/", kind=PageKind.LIST, title="别处的栏目"),
    ).certificate(BUDGET)  # fmt: skip
    assert told.entry_points == (("home", f"{ROOT}/"), ("disclosure_area", f"{ROOT}/0/"), ("site_map", f"{ROOT}/1/"))
    assert told.terms == ("预算",)
    assert (told.columns_known, told.columns_read, told.pages_read, told.documents_read) == (6, 5, 6, 1)
    assert told.titles_searched == len({"安青县人民政府", "关于本站的说明文字", "附件", "别处的栏目", *names})
    assert [each.url for each in told.unread] == [f"{ROOT}/5/"] and told.unread_total == 1
    assert not told.proves_absence


def test_at_most_three_entry_points_of_a_kind_are_named_and_none_that_was_not_read() -> None:
    ways = [link(f"/{n}/", "政府信息公开", NAVIGATION) for n in range(5)]
    columns = [page(f"/{n}/", kind=PageKind.LIST, title="政府信息公开") for n in range(1, 5)]
    told = reach(home(*ways), *columns, unread("/0/", "政府信息公开", "timeout", Role.NAVIGATION)).certificate(BUDGET)
    assert [url for kind, url in told.entry_points if kind == "disclosure_area"] == [f"{ROOT}/{n}/" for n in (1, 2, 3)]


def test_parts_of_items_that_could_not_be_read_come_first_and_each_once() -> None:
    part = Unread(url=f"{ROOT}/f.pdf", label="附件", outcome="scan", role="document")
    lost = [unread(f"/{n}/", f"栏目{n}", "timeout", Role.NAVIGATION) for n in range(25)]
    site = reach(home(*(link(f"/{n}/", f"栏目{n}", NAVIGATION) for n in range(25))), ABOUT, *lost)
    told = site.certificate(BUDGET, extra=[part, part])
    assert (told.unread[0], len(told.unread), told.unread_total) == (part, 20, 26)
    assert site.certificate(BUDGET, KNOWN).unread_total == 0
    assert site.certificate(BUDGET, BY_NAME).unread_total == 0


def test_without_a_home_page_nothing_is_proved_and_that_is_the_reason() -> None:
    site = reach(unread("/", "", "timeout", Role.HOME), ABOUT, page("/b.html", title="另一页的标题文字"))
    told = site.certificate(BUDGET)
    assert told.unread[0] == Unread(url=f"{ROOT}/", label="", outcome="home_not_read", role="home")
    assert told.entry_points == () and site.reason(told.unread) == "home_not_read" == site.reason([])


def test_one_page_is_too_little_and_two_may_do() -> None:
    part = Unread(url=f"{ROOT}/f.pdf", label="附件", outcome="scan", role="document")
    assert [each.role for each in reach(home()).certificate(BUDGET, extra=[part]).unread] == ["run", "document"]
    one = reach(home()).certificate(BUDGET)
    assert one.unread == (Unread(url=f"{ROOT}/", label="", outcome="no_extent", role="run"),)
    two = reach(home(), ABOUT).certificate(BUDGET)
    assert two.proves_absence and (two.unread, two.unread_total) == ((), 0)


def test_the_reason_is_the_commonest_and_without_any_the_extent() -> None:
    site = reach(home(), ABOUT)
    each = {name: Unread(url="x", label="", outcome=name, role="page") for name in ("timeout", "blocked", "dns")}
    assert site.reason([each["timeout"], each["blocked"]]) == "blocked"
    assert site.reason([each["timeout"], each["blocked"], each["timeout"], each["dns"]]) == "timeout"
    assert site.reason([]) == "no_extent"
