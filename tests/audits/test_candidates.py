"""What stands on a site and might be the thing, though no rule says so: it speaks against absence, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from spotcheck.audits.candidates import candidates
from spotcheck.audits.reach import Query
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.models import Terms
from spotcheck.crawler.records import Area, PageKind, Role
from tests.audits.recorded import ROOT, Record, file, holdings, home, link, page, unread

WORDS = ("债务", "债券", "办法", "限额", "政府债务限额", "情况", "问答", "地方政府债务", "政府债务表")
DEBT = Query(shown=(), subject=frozenset({"债务"}), unlike=frozenset({"办法"}), words=frozenset({"债务"}))
ABOUT = page("/about.html", title="关于本站的说明文字", text="本站由办公室主办。")


def found(*records: Record, **query: Any) -> list[str]:
    asked = {"shown": (), "subject": DEBT.subject, "unlike": DEBT.unlike, "words": DEBT.words} | query
    return [node.url.removeprefix(ROOT) for node in candidates(holdings(home(), ABOUT, *records, words=WORDS), Query(**asked))]


def article(title: str, path: str = "/a.html", **facts: Any) -> Record:
    return page(path, title=title, **facts)


# By their titles.


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("关于我县债务化解工作的说明", True),
        ("关于我县债券发行工作的说明", False),  # another word of the rules
        ("债务化解办法", False),  # another matter by a word
        ("债务", False),  # the name of a column that the rule asks for
        ("【债务】", False),
        ("债务1", True),
    ],
)
def test_a_title_that_touches_the_matter_and_that_no_rule_explains_may_be_it(title: str, near: bool) -> None:
    assert found(article(title)) == (["/a.html"] if near else [])


def test_nothing_is_near_where_the_rule_names_no_matter() -> None:
    assert found(article("关于我县债务化解工作的说明"), subject=frozenset()) == []


def test_each_page_is_named_once_by_address() -> None:
    pages = [article("关于债务与债券的说明文字", f"/{name}.html") for name in "cab"]
    assert found(*pages, subject=frozenset({"债务", "债券"})) == ["/a.html", "/b.html", "/c.html"]


def test_the_matter_in_the_name_of_a_body_is_none() -> None:
    assert holdings(words=["审计"]).lexicon.found("审计局") == {"审计"}
    told = {"subject": frozenset({"审计"}), "words": frozenset()}
    site = [article("县审计局召开会议的消息", "/a.html"), article("关于审计结果的公告", "/b.html")]
    near = candidates(holdings(home(), ABOUT, *site, words=["审计"]), Query(shown=(), **told))
    assert [node.url for node in near] == [f"{ROOT}/b.html"]


def test_functions_of_the_site_and_its_map_are_never_it() -> None:
    for label in ("网站地图", "领导信箱"):
        near = candidates(holdings(home(), ABOUT, article(label), words=[label[:2]]), Query(shown=(), subject=frozenset({label[:2]})))
        assert near == []


def test_a_title_that_a_rule_of_the_duty_knows_is_explained() -> None:
    known = (Terms(all=(("债务",), ("限额",)), none=("问答",)),)
    assert found(article("安青县债务限额表"), known=known) == []
    assert found(article("安青县债务限额问答"), known=known) == ["/a.html"]
    assert found(article("安青县债务表"), known=known) == ["/a.html"]


def test_one_title_of_several_is_enough_to_explain_a_page() -> None:
    listing = page("/c/", kind=PageKind.LIST, title="通知公告", entries=[("/a.html", "债务化解办法")])
    assert found(article("关于我县债务化解工作的说明"), listing) == []


@pytest.mark.parametrize(("title", "near"), [("2017年债务说明文字", True), ("2016年债务说明文字", False), ("关于债务的说明文字", True)])
def test_a_title_of_another_year_is_not_it(title: str, near: bool) -> None:
    assert (found(article(title), years=frozenset({2017})) != []) is near
    assert found(article(title)) == ["/a.html"]


# What shows something of its own.


def test_the_home_page_what_is_dead_and_what_stands_elsewhere_shows_nothing() -> None:
    site = holdings(page("/", kind=PageKind.HOME, role=Role.HOME, title="债务网"), ABOUT, words=WORDS)
    assert candidates(site, DEBT) == []
    assert found(unread("/a.html", "关于我县债务化解工作的说明", "not_found")) == []
    listing = page("/c/", kind=PageKind.LIST, title="通知公告", entries=[("/a.html", "关于我县债务化解工作的说明")])
    assert found(listing, unread("/a.html", "", "not_found", Role.ENTRY)) == []
    assert found(page("http://other.example/a.html", title="关于我县债务化解工作的说明")) == []


def test_what_was_read_or_is_listed_shows_something_and_a_mere_link_does_not() -> None:
    title = "关于我县债务化解工作的说明"
    assert found(file("/f.pdf", title)) == ["/f.pdf"]
    assert found(page("/c/", kind=PageKind.LIST, title="通知公告", entries=[("/a.html", title)])) == ["/a.html"]
    assert found(page("/b.html", link("/a.html", title), title="一则消息的标题")) == []
    assert found(unread("/a.html", title)) == []


@pytest.mark.parametrize(("length", "near"), [(59, False), (60, True)])
def test_a_column_page_shows_something_where_it_says_enough_itself(length: int, near: bool) -> None:
    column = page("/c/", kind=PageKind.LIST, title="债务化解专栏", text="字" * length)
    assert found(column) == (["/c/"] if near else [])


def test_a_column_with_items_of_its_own_and_one_that_was_not_read_shows_nothing() -> None:
    text = "字" * 100
    column = page("/c/", kind=PageKind.LIST, title="债务化解专栏", text=text, entries=[("/x.html", "一则消息的标题")])
    assert found(column) == []
    site = holdings(
        home(link("/c/", "债务化解专栏", Area.NAVIGATION)), ABOUT, unread("/c/", "债务化解专栏", role=Role.NAVIGATION), words=WORDS
    )
    assert candidates(site, DEBT) == []


# By their first sentences.

LIMITS = Terms(all=(("债务",), ("限额",)), none=("问答",))


def saying(text: str, title: str = "一份没有名字的文件", **query: Any) -> bool:
    return bool(found(article(title, text=text), **{"terms": (LIMITS,), "subject": frozenset(), **query}))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("现将我县2017年政府债务限额情况公布如下。", True),
        ("现将我县政府债券情况公布如下。限额另行公布。", False),  # no sentence says it all
        ("现将我县政府债务限额问答公布如下。", False),
        ("现将我县政府债务限额管理办法公布如下。", False),
    ],
)
def test_a_page_whose_first_sentences_say_it_may_be_it_whatever_its_title(text: str, near: bool) -> None:
    assert saying(text) is near


def test_without_terms_no_sentence_says_anything_and_only_the_first_terms_are_asked() -> None:
    text = "现将我县政府债务限额情况公布如下。"
    assert not saying(text, terms=())
    assert not saying(text, terms=(Terms(all=(("债券",), ("限额",))), LIMITS))
    assert saying(text, terms=(LIMITS, Terms(all=(("债券",), ("限额",)))))


def test_one_short_word_says_nothing_in_a_sentence_and_a_long_one_does() -> None:
    text = "现将我县地方政府债务限额情况公布如下。"
    assert not saying(text, terms=(Terms(all=(("债务", "限额"),)),))
    assert saying(text, terms=(Terms(all=(("债务", "地方政府债务"),)),))  # six letters are enough
    assert not saying("现将我县政府债务表的情况公布如下。", terms=(Terms(all=(("债务", "政府债务表"),)),))  # five are not
    assert not saying(text, terms=(Terms(all=(("债务", "地方政府债务"),), none=("限额",)),))


def test_a_sentence_counts_for_the_year_of_its_title() -> None:
    text = "现将我县政府债务限额情况公布如下。"
    assert saying(text, "2017年的一份文件", years=frozenset({2017}))
    assert not saying(text, "2016年的一份文件", years=frozenset({2017}))


def test_the_map_of_the_site_and_what_a_rule_explains_say_nothing() -> None:
    text = "现将我县政府债务限额情况公布如下。"
    assert not saying(text, "网站地图")
    assert not saying(text, "关于印发债务办法的通知")
    assert not saying(text, "安青县债务限额表", known=(LIMITS,))


# What a certificate and a finding say of themselves.


def certificate(unread_total: int, pages_read: int) -> Certificate:
    return Certificate(
        entry_points=(), terms=(), columns_known=0, columns_read=0, pages_read=pages_read, documents_read=0, titles_searched=0,
        unread=(), unread_total=unread_total,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("unread_total", "pages_read", "proves"), [(0, 1, True), (0, 2, True), (0, 0, False), (1, 2, False), (2, 9, False)]
)
def test_absence_is_proved_only_where_something_was_read_and_nothing_was_not(unread_total: int, pages_read: int, proves: bool) -> None:
    assert certificate(unread_total, pages_read).proves_absence is proves


def test_the_headline_is_the_first_of_the_defects() -> None:
    finding = Finding(duty="x/1", title="", clause="", verdict=Verdict.FAIL, defects=(Defect.BLANK, Defect.GAP))
    assert finding.defect is Defect.BLANK
    assert Finding(duty="x/1", title="", clause="", verdict=Verdict.PASS).defect is None
