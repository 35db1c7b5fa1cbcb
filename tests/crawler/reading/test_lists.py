"""Column pages: their items, their other pages, blank ones and those a script fills."""

from __future__ import annotations

from datetime import date

from spotcheck.crawler.records import Area, PageKind, Role
from tests.crawler.reading.pages import COLUMN, SITE, column, item, page, read


def test_items_come_in_the_order_shown_and_a_pinned_old_one_keeps_its_place() -> None:
    found = read(column(item(1, "2016-01-05", "工作指南（置顶）") + item(2, "2018-07-23") + item(3, "2018-07-20")), url=COLUMN)
    assert [(e.position, str(e.date)) for e in found.entries] == [(0, "2016-01-05"), (1, "2018-07-23"), (2, "2018-07-20")]
    assert found.entries[0].url == f"{SITE}/zwgk/tzgg/201803/t20180301_1.html"


def test_a_title_cut_short_is_completed_from_its_title_attribute() -> None:
    full = "清河县人民政府办公室关于印发收费目录清单的通知"
    found = read(column(item(1, "2018-03-01", full[:12] + "...", f' title="{full}"') + item(2, "2018-02-01")), url=COLUMN)
    assert found.entries[0].title == full


def test_items_without_an_address_are_told_apart_although_their_titles_are_cut_alike() -> None:
    items = "".join(f'<li><a href="javascript:;">关于组织申报重点领域研发计划...</a><span>2018-03-0{n}</span></li>' for n in (3, 2, 2))
    assert [e.date for e in read(column(items), url=COLUMN).entries] == [date(2018, 3, 3), date(2018, 3, 2), date(2018, 3, 2)]


def test_a_date_split_over_tags_is_one_date() -> None:
    items = "".join(
        f'<li><div class="d"><b>--2017--</b><i>0{n}-09</i></div><a href="{n}.html">关于第{n}号事项的通知</a></li>' for n in (6, 5)
    )
    assert [e.date for e in read(column(items), url=COLUMN).entries] == [date(2017, 6, 9), date(2017, 5, 9)]


def test_month_and_day_alone_get_the_latest_possible_year_and_say_so() -> None:
    found = read(column(item(1, "07-27") + item(2, "12-30")), url=COLUMN)
    assert [(str(e.date), e.year_inferred) for e in found.entries] == [("2018-07-27", True), ("2017-12-30", True)]


def test_a_list_in_a_layout_table_is_a_list_and_no_data_table() -> None:
    rows = "".join(f'<tr><td>·</td><td><a href="post_{n}.html">关于第{n}号事项的通知</a></td><td>2018-03-0{n}</td></tr>' for n in (3, 2, 1))
    found = read(page(f"<table>{rows}</table>", "通知公告"), url=COLUMN)
    assert [e.title for e in found.entries] == [f"关于第{n}号事项的通知" for n in (3, 2, 1)]
    assert found.tables == ()


def test_navigation_sidebar_and_footer_are_no_items() -> None:
    side = '<div class="sideBar"><ul>' + "".join(f'<li><a href="../c{n}/">栏目{n}</a></li>' for n in range(12)) + "</ul></div>"
    found = read(page(f'{side}<div class="main"><ul>{item(1, "2018-03-01")}{item(2, "2018-02-01")}</ul></div>', "通知公告"), url=COLUMN)
    assert len(found.entries) == 2
    assert {link.area for link in found.links if "/c" in link.url} == {Area.NAVIGATION}


def test_a_directory_of_columns_lists_them_and_is_not_blank() -> None:
    links = "".join(f'<li><a id="menuId_{n}" href="c{n}/index.html">县第{n}局</a></li>' for n in range(5))
    found = read(page(f'<div class="bmlist"><h3>工作部门</h3><ul>{links}</ul></div>', "工作机构"), url=f"{SITE}/gzjg/")
    assert found.kind is PageKind.LIST and not found.blank
    assert [e.title for e in found.entries] == [f"县第{n}局" for n in range(5)]


def test_a_column_that_says_it_is_empty_is_blank() -> None:
    found = read(column("此栏目暂无任何新增信息"), url=COLUMN)
    assert (found.kind, found.blank, found.needs_script) == (PageKind.LIST, True, False)


def test_a_column_whose_list_stands_empty_is_blank() -> None:
    found = read(column("", '<script>createPageHTML(1, 0, "index", "html")</script>'), url=COLUMN)
    assert found.blank and found.entries == ()


def test_an_empty_list_that_a_script_would_fill_is_not_blank() -> None:
    found = read(column("", '<script>$.ajax({url:"/list.do",success:function(d){$(".list ul").html(d)}})</script>'), url=COLUMN)
    assert found.needs_script and not found.blank


def test_a_template_of_a_browser_application_needs_its_script() -> None:
    found = read(
        '<html><head><title>政务公开</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>', url=COLUMN
    )
    assert found.needs_script and not found.blank
    unfilled = read(column('<li v-for="x in list"><a :href="x.url">{{x.title}}</a></li>'), url=COLUMN)
    assert unfilled.needs_script and not unfilled.blank


def test_a_frame_may_hold_what_the_page_lacks_so_it_is_not_blank() -> None:
    assert not read(column("", '<iframe src="/inner/list.html"></iframe>'), url=COLUMN).blank


def test_numbered_pages_are_filled_in_up_to_the_last() -> None:
    links = (
        '<div><a title="Total record">&nbsp;<b>333</b> </a><b>1</b><a href="index_2.html">2</a>'
        '<a href="index_3.html">3</a><a href="index_2.html">下一页</a>'
        '<a href="index_23.html">尾页</a></div>'
    )
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), links), url=COLUMN)
    assert found.more == tuple(f"{COLUMN}index_{n}.html" for n in range(2, 24))
    assert found.expected_entries == 333


def test_a_later_page_names_the_first_and_not_itself() -> None:
    links = '<a href="index.html">1</a><b>2</b><a href="index_3.html">3</a><a href="index_3.html">末页</a>'
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), links), url=f"{COLUMN}index_2.html")
    assert found.more == (f"{COLUMN}index.html", f"{COLUMN}index_3.html")
    assert found.column is not None and found.column.url == COLUMN


def test_pages_counted_by_a_parameter_are_followed() -> None:
    links = '<a href="list.jsp?id=7&page=2">2</a><a href="list.jsp?id=7&page=3">3</a> 共3页 共41条'
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), links), url=f"{SITE}/zwgk/list.jsp?id=7")
    assert found.more == (f"{SITE}/zwgk/list.jsp?id=7&page=2", f"{SITE}/zwgk/list.jsp?id=7&page=3")
    assert found.expected_entries == 41


def test_no_list_names_more_than_five_hundred_pages() -> None:
    found = read(
        column(item(1, "2018-03-01") + item(2, "2018-02-01"), '<a href="index_2.html">2</a><a href="index_99999.html">尾页</a>'), url=COLUMN
    )
    assert len(found.more) <= 500


def test_column_and_trail_come_from_the_breadcrumb() -> None:
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01")), url=COLUMN)
    assert found.column is not None
    assert (found.title, found.column.name, found.column.trail) == ("通知公告", "通知公告", ("政务公开",))
    assert [c.name for c in found.breadcrumb] == ["首页", "政务公开", "通知公告"]


def test_a_name_over_the_list_serves_where_the_title_names_only_the_site() -> None:
    rows = item(1, "2018-03-01") + item(2, "2018-02-01")
    found = read(f"<html><title>科技业务管理系统</title><body><p>通知公告</p><ul>{rows}</ul></body></html>", url=COLUMN)
    assert found.title == "通知公告"


def test_the_front_page_is_home_by_address_or_by_role() -> None:
    assert read(column(item(1, "2018-03-01")), url=f"{SITE}/").kind is PageKind.HOME
    assert read(column(item(1, "2018-03-01")), url=f"{SITE}/portal/", role=Role.HOME).kind is PageKind.HOME


def test_a_table_of_fees_beside_links_is_read_as_data() -> None:
    rows = "".join(
        f'<tr><td>{n}</td><td>收费项目{n}</td><td><a href="d{n}.html">浙价费〔2017〕{n}号文件依据</a></td></tr>' for n in (1, 2, 3)
    )
    found = read(page(f"<table><tr><th>序号</th><th>项目名称</th><th>收费依据</th></tr>{rows}</table>", "收费目录"), url=COLUMN)
    assert found.tables[0].heads == ("序号", "项目名称", "收费依据")
    assert len(found.tables[0].rows) == 3
