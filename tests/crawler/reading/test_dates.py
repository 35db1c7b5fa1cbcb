"""Dates of pages: which count, which do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spotcheck.crawler.reading.days import full_days, list_day
from spotcheck.crawler.records import DateFact, DateType, Page, PageKind, contradicting
from tests.crawler.reading.pages import ARTICLE, COLUMN, SITE, TODAY, article, column, item, page, read


def published(page: Page) -> str:
    return page.published.value.isoformat() if page.published else ""


@pytest.mark.parametrize(
    "info",
    [
        "发布日期：2018-03-01",
        "时间 : 2018-03-01 09:17:04",
        "发布时间：2018年3月1日 来源：县政府办 浏览次数：<script>hits()</script>",
        "发布日期：２０１８－０３－０１",
        "发布日期：二〇一八年三月一日",
        "<span>发布</span><span>日期</span>：<b>2018</b>-<b>03</b>-<b>01</b>",
        "2018-03-01 10:20 来源：县政府办 字体：大 中 小",
        "来源：县政府办　2018/03/01　点击：20次",
        "日期：2018.03.01",
        "发布时间：<script>var pubdata='2018年03月01日';document.write(pubdata)</script>",
        "发布日期：18-03-01",
    ],
)
def test_the_day_of_publication_is_read_however_it_is_written(info: str) -> None:
    assert published(read(article(info))) == "2018-03-01"


def test_the_day_under_a_text_without_a_frame_of_its_own_is_that_of_its_signature() -> None:
    text = "<p>县财政局负责拟订全县财政发展规划并组织实施，编制年度预算草案，管理各项财政收支。</p>" * 3
    unknown = page(f"<div><h1>县财政局主要职责</h1><div>{text}<p>2014年12月12日</p></div></div>", "县财政局主要职责")
    assert published(read(unknown)) == ""
    assert published(read(unknown.replace("</h1>", "</h1><p>2018-03-01</p>"))) == "2018-03-01"


def test_a_labelled_day_that_closes_the_text_is_that_of_publication_and_one_in_its_midst_is_not() -> None:
    text = "<p>现将收费目录公布如下，请遵照执行。</p>"
    assert published(read(article("", text=f"{text}<p>发布日期：2018-03-01</p>"))) == "2018-03-01"
    assert published(read(article("", text=f"{text}<p>发布日期：2018-03-01</p>{text * 4}"))) == ""


def test_only_a_label_that_says_publication_makes_a_date_labelled() -> None:
    assert read(article("发布日期：2018-03-01")).published.labelled  # type: ignore[union-attr]
    assert not read(article("时间：2018-03-01")).published.labelled  # type: ignore[union-attr]


def test_a_page_that_shows_no_date_gets_none_from_its_address() -> None:
    found = read(article("来源：县政府办"))
    assert found.published is None
    assert [d.type for d in found.dates] == [DateType.URL]


def test_tags_alone_give_a_date_of_low_confidence_only() -> None:
    found = read(article("来源：县政府办", head='<meta name="pubdate" content="2018-03-01 08:00">'))
    assert published(found) == "2018-03-01"
    assert found.published.confidence <= 0.6  # type: ignore[union-attr]
    alone = read(article("", head='<meta name="PubDate" content="2018-02-11">'))
    assert alone.published.confidence < found.published.confidence  # type: ignore[union-attr]


def test_a_shown_date_wins_over_tags_and_address_and_they_stay_witnesses() -> None:
    found = read(
        article("发布日期：2010-03-06", head='<meta name="PubDate" content="2017-05-20">'), url=ARTICLE.replace("20180301", "20170520")
    )
    assert published(found) == "2010-03-06"
    assert {(d.type, d.value.year) for d in found.dates} == {(DateType.PUBLISHED, 2010), (DateType.META, 2017), (DateType.URL, 2017)}


def test_dates_in_comments_and_in_the_text_are_not_publication() -> None:
    found = read(
        article("<!-- 发布日期：2018-01-09 -->来源：县政府办", text="<p>会议时间：2018年2月2日，地点：县政府。</p><p>2018年2月5日</p>")
    )
    assert found.published is None


def test_dates_of_the_index_table_keep_their_types() -> None:
    table = (
        "<table><tr><td>索引号：</td><td>001/2018-1</td><td>成文日期：</td><td>1996年2月9日</td></tr>"
        "<tr><td>发布日期：</td><td>2018年3月1日</td><td>废止日期：</td><td></td></tr></table>"
    )
    found = read(page(f'{table}<h1>关于黄金的复函</h1><div id="zoom"><p>正文正文正文正文正文</p></div>', "关于黄金的复函"))
    assert published(found) == "2018-03-01"
    assert [(d.type, d.value) for d in found.dates if d.type is DateType.ISSUED] == [(DateType.ISSUED, date(1996, 2, 9))]


def test_an_update_is_not_a_publication() -> None:
    found = read(article("更新时间：2018-03-05"), url=f"{SITE}/a/b_1.html")
    assert found.published is None
    assert found.dates[0].type is DateType.UPDATED


@pytest.mark.parametrize("words", ["发布日期：2018-02-30", "发布日期：2019-01-01", "发布日期：2018-13-01"])
def test_impossible_and_future_days_are_rejected(words: str) -> None:
    assert read(article(words), url=f"{SITE}/a/b_1.html").published is None


def test_tomorrow_is_still_possible_for_a_server_in_another_time_zone() -> None:
    assert published(read(article("发布日期：2018-07-29"))) == "2018-07-29"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[2018-06-12]", (date(2018, 6, 12), False)),
        ("--2017-- 06-09", (date(2017, 6, 9), False)),
        ("06-09 2017", (date(2017, 6, 9), False)),
        ("12 2018-06", (date(2018, 6, 12), False)),
        ("07-11", (date(2018, 7, 11), True)),
        ("12-31", (date(2017, 12, 31), True)),
        ("(7/9)", (date(2018, 7, 9), True)),
        ("20180612", (date(2018, 6, 12), False)),
        ("17-06-12", (date(2017, 6, 12), False)),
    ],
)
def test_days_beside_list_items_are_read_and_an_inferred_year_is_said(words: str, expected: tuple[date, bool]) -> None:
    found = list_day(words, TODAY)
    assert found is not None and (found[0], found[2]) == expected


def test_a_list_page_has_no_day_of_publication() -> None:
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), head='<meta name="PubDate" content="2018-03-01">'), url=COLUMN)
    assert found.kind is PageKind.LIST
    assert found.published is None


def test_several_days_in_a_text_are_found_in_order() -> None:
    assert [d.isoformat() for d, _, _ in full_days("自2018年3月1日至二〇一八年十二月三十一日", date(2019, 1, 1))] == [
        "2018-03-01",
        "2018-12-31",
    ]


def test_a_date_hidden_by_its_style_is_not_shown_to_anyone() -> None:
    for style in ('style="display:none"', 'style="color:red; DISPLAY: none"', "hidden", 'style="visibility: hidden"'):
        shown = f"<span {style}>发布日期：2016-01-01</span><span>发布时间：2018-03-01</span>"
        found = read(article(shown))
        assert found.published is not None and str(found.published.value) == "2018-03-01"
        assert found.inconsistent == ()
    assert read(article('<p style="display:none">发布日期：2016-01-01</p>', head="")).published is None


def test_a_badge_hidden_by_its_style_marks_nothing() -> None:
    assert read(article(under='<div style="display: none"><span>已废止</span></div>')).marks == ()
    assert read(article(under="<div><span>已废止</span></div>")).marks == ("已废止",)


def test_a_panel_that_unfolds_by_script_is_still_read() -> None:
    text = "<p>各乡镇人民政府：请遵照执行。</p>" * 20
    found = read(
        page(f'<div style="display:none"><h1>通知</h1><p>发布日期：2018-03-01</p><div class="TRS_Editor">{text}</div></div>', "通知")
    )
    assert found.published is not None and str(found.published.value) == "2018-03-01"


def test_days_that_claim_publication_and_lie_more_than_a_day_apart_are_a_fact() -> None:
    index = "<table><tr><td>索引号：</td><td>K1</td><td>发布日期：</td><td>2017-03-17</td></tr></table>"
    found = read(article("发布时间：2017-07-21", under=index))
    assert [str(d.value) for d in found.inconsistent] == ["2017-03-17", "2017-07-21"]
    assert read(article("发布时间：2017-03-18", under=index)).inconsistent == ()


def test_tags_addresses_and_other_kinds_of_days_contradict_nothing() -> None:
    head = '<meta name="PubDate" content="2018-06-30 11:00">'
    index = "<table><tr><td>索引号：</td><td>K1</td><td>成文日期：</td><td>1996-10-27</td></tr></table>"
    assert read(article("发布时间：2017-07-21", head=head, under=index)).inconsistent == ()


def test_the_day_of_a_list_is_a_witness_unless_its_year_was_inferred() -> None:
    own = DateFact(value=date(2017, 7, 21), type=DateType.PUBLISHED, words="发布时间：2017-07-21", confidence=0.98, labelled=True)
    listed = DateFact(value=date(2017, 3, 17), type=DateType.LIST, words="2017-03-17", confidence=0.9)
    assert contradicting([own, listed]) == (listed, own)
    assert contradicting([own, replace(listed, year_inferred=True)]) == ()
    assert contradicting([]) == ()
