"""The register as offices keep it: titles, joined cells, heads in two rows, sums, further sheets. Every site comes out, whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlwt

from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site, SiteState
from spotcheck.config.register import load_register, read_register
from spotcheck.config.register_records import Register
from tests.config.office_files import HEADS, SITES, Page, book


def plain(tmp_path: Path) -> list[Site]:
    return load_register(book(tmp_path / "plain.xlsx", Page(rows=[HEADS, *SITES])))


def read(tmp_path: Path, *pages: Page) -> Register:
    return read_register(book(tmp_path / "r.xlsx", *pages))


GROUPS = ("网站", "", "", "主办单位情况", "", "")
OTHER_SHAPES: dict[str, tuple[Page, ...]] = {
    "a title over the heads": (Page(rows=[("清河县政府网站名录（2026年）",), HEADS, *SITES], joined=[(0, 0, 0, 5)]),),
    "a title and a line of who filled it in": (
        Page(rows=[("清河县政府网站名录",), ("填报单位：县府办", "", "", "填报日期：2026年11月"), HEADS, *SITES], joined=[(0, 0, 0, 5)]),
    ),
    "an empty row between title and heads": (Page(rows=[("名录",), (), HEADS, (), *SITES]),),
    "heads with line breaks, stars and notes": (
        Page(rows=[("网站\n名称", "网站标识码*", "首页网址\n（含http）", "主办 单位", "层　级", "地区：")]),
    ),
    "full-width heads": (Page(rows=[("网站名称", "网站标识码", "首页ＵＲＬ", "主办单位", "层级", "地区")]),),
    "joined groups over the heads": (Page(rows=[GROUPS, HEADS, *SITES], joined=[(0, 0, 0, 2), (0, 3, 0, 5)]),),
    "short heads that only their groups explain": (
        Page(
            rows=[("网站", "", "", "主办单位", "", ""), ("名称", "标识码", "网址", "名称", "级别", "地区"), *SITES],
            joined=[(0, 0, 0, 2), (0, 3, 0, 5)],
        ),
    ),
    "groups whose cells are not joined": (
        Page(rows=[("网站", "", "", "主办单位", "", ""), ("名称", "标识码", "网址", "名称", "级别", "地区"), *SITES]),
    ),
    "heads that reach over two rows beside groups": (
        Page(
            rows=[("网站名称", "网站标识码", "网站", "单位", "", ""), ("", "", "首页网址", "主办单位", "层级", "地区"), *SITES],
            joined=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 3, 0, 5)],
        ),
    ),
    "numbers of the columns under the heads": (Page(rows=[HEADS, (1, 2, 3, 4, 5, 6), *SITES]),),
    "an example row": (Page(rows=[HEADS, ("示例", "3300000020", "http://a.example.cn/", "示例单位"), *SITES]),),
    "headings between the sites": (Page(rows=[HEADS, ("一、县政府部门",), *SITES[:2], ("（二）其他",), SITES[2]], joined=[(1, 0, 1, 5)]),),
    "sums and signatures below": (
        Page(rows=[HEADS, *SITES, ("合计：3家",), ("填表人：张三", "", "", "审核人：李四"), ("注：以上均为县级网站。",)]),
    ),
    "signatures in the columns of codes and addresses": (
        Page(rows=[HEADS, *SITES, ("填表人：张三", "", "审核人：李四"), ("", "联系电话：0570-1234567", "填表日期：2017年12月1日")]),
    ),
    "a sum in the column of numbers": (Page(rows=[HEADS, *SITES, ("总计", "", "", 3)]),),
    "instructions before and a list of words behind": (
        Page(name="填表说明", rows=[("请逐行填写",), ("不要改动表头",)]),
        Page(name="名录", rows=[HEADS, *SITES]),
        Page(name="字典", rows=[("层级",), ("县级",)]),
    ),
    "instructions that name the heads, and an example": (
        Page(name="字段", rows=[("字段", "怎么填"), ("网站名称", "写全称"), ("网址", "以 http 开头"), ("层级", "省级、市级")]),
        Page(name="示例", rows=[HEADS, ("某局", "3308250099", "http://www.example.cn/", "某局", "县级", "清河县")]),
        Page(name="名录", rows=[HEADS, *SITES]),
        Page(name="乡镇", rows=[HEADS]),
    ),
    "heads that nobody knows, over columns that tell themselves": (
        Page(rows=[("网站名称", "编码号", "入口", "开办机构", "层级", "地区"), *SITES]),
    ),
    "heads that join two names": (Page(rows=[("1.网站名称/站点名称", "标识码", "网址或首页", "主办单位及部门", "层级", "地区"), *SITES]),),
    "heads that come again on each page": (Page(rows=[HEADS, *SITES[:2], ("名录（续）",), HEADS, SITES[2]], joined=[(3, 0, 3, 5)]),),
    "signatures without colons and a sum with spaces": (
        Page(rows=[HEADS, *SITES, ("合  计", "3 家"), ("填表人", "张三", "", "审核人", "李四")]),
    ),
    "codes with the marks of a spreadsheet": (Page(rows=[HEADS, *((row[0], f"'{row[1]}", *row[2:]) for row in SITES)]),),
    "signs for nothing": (
        Page(rows=[(*HEADS, "职能", "下属网站数", "其他域名", "状态"), *((*row, "—", "/", "无", "-") for row in SITES)]),
    ),
    "levels in other words": (Page(rows=[HEADS, *((*row[:4], "县（区）级", row[5]) for row in SITES)]),),
    "a body joined over rows and columns": (
        Page(
            rows=[
                (*HEADS[:4], "科室", *HEADS[4:]),
                (*SITES[0][:4], "", *SITES[0][4:]),
                (*SITES[1][:3], "", "", *SITES[1][4:]),
                (*SITES[2][:4], "", *SITES[2][4:]),
            ],
            joined=[(1, 3, 2, 4)],
        ),
    ),
    "a sheet a level": (Page(name="甲", rows=[HEADS, *SITES[:1]]), Page(name="乙", rows=[("名录",), HEADS, *SITES[1:]])),
    "an old list that is hidden": (Page(name="名录", rows=[HEADS, *SITES]), Page(name="旧", rows=[HEADS, SITES[0]], unseen=True)),
    "body, level and region joined over their sites": (
        Page(
            rows=[HEADS, SITES[0], (*SITES[1][:3], "", "", ""), (*SITES[2][:4], "", "")],
            joined=[(1, 3, 2, 3), (1, 4, 3, 4), (1, 5, 3, 5)],
        ),
    ),
    "the same as above": (Page(rows=[HEADS, SITES[0], (*SITES[1][:3], "同上", "〃", "同上"), SITES[2]]),),
    "addresses as people type them": (
        Page(
            rows=[
                HEADS,
                (*SITES[0][:2], "http：//cz.qh.example.cn", *SITES[0][3:]),
                (*SITES[1][:2], " ys.qh.example.cn ", *SITES[1][3:]),
                (*SITES[2][:2], "http:// tj.qh.example.cn／、http://www.tj.qh.example.cn/", *SITES[2][3:]),
            ]
        ),
    ),
    "codes that are numbers": (Page(rows=[HEADS, *((row[0], int(row[1]), *row[2:]) for row in SITES)]),),
    "levels that say department": (Page(rows=[HEADS, *((*row[:4], "县级部门", row[5]) for row in SITES)]),),
}


@pytest.mark.parametrize("shape", OTHER_SHAPES)
def test_every_shape_of_a_register_says_the_same(shape: str, tmp_path: Path) -> None:
    pages = OTHER_SHAPES[shape]
    if len(pages) == 1 and len(pages[0].rows) == 1:
        pages = (Page(rows=[*pages[0].rows, *SITES]),)
    register = read(tmp_path, *pages)
    assert register.faults == ()
    assert register.sites == plain(tmp_path)


def test_a_hidden_row_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    register = read(tmp_path, Page(rows=[HEADS, *SITES], hidden=[3]))
    assert register.sites == plain(tmp_path)
    assert [(doubt.row, doubt.zh) for doubt in register.doubts] == [(4, "：是隐藏行，照样读入")]


def test_every_row_passed_over_is_named_with_its_reason(tmp_path: Path) -> None:
    page = Page(name="名录", rows=[HEADS, *SITES, ("合计", "", "", 3), ("填表人：张三",)])
    skipped = read(tmp_path, page, Page(name="说明", rows=[("请填写",)])).skipped
    assert [(each.sheet, each.row) for each in skipped] == [("名录", 5), ("名录", 6), ("说明", 1)]
    assert "合计行" in skipped[0].zh and "填表人" in skipped[1].zh and "没有网址" in skipped[2].zh


def test_the_zeros_before_a_code_that_became_a_number_are_put_back_and_that_is_said(tmp_path: Path) -> None:
    register = read(tmp_path, Page(rows=[HEADS, ("a", 100000012, "a.example.cn", "某某县财政局", "", "")]))
    assert register.sites[0].code == "0100000012"
    assert any("0100000012" in doubt.zh for doubt in register.doubts)
    with pytest.raises(UserError, match="ten characters"):
        load_register(book(tmp_path / "t.xlsx", Page(rows=[HEADS, ("a", "100000012", "a.example.cn", "", "", "")])))


def test_two_people_of_one_site_make_one_site(tmp_path: Path) -> None:
    rows = [(*HEADS, "联系人", "电话"), (*SITES[0], "张三", "0570-1"), ("", "", "", "", "", "", "李四", "0570-2"), (*SITES[2], "王五", "")]
    register = read(tmp_path, Page(rows=rows, joined=[(1, column, 2, column) for column in range(6)]))
    assert [(entry.site.name, entry.contact, entry.phone) for entry in register.entries] == [
        ("清河县财政局", "张三；李四", "0570-1；0570-2"),
        ("清河县统计局", "王五", ""),
    ]


def test_a_code_joined_over_two_addresses_is_a_site_with_two_domains(tmp_path: Path) -> None:
    rows = [HEADS, SITES[0], ("", "", "http://caizheng.example.cn/", "", "", "")]
    (site,) = read(tmp_path, Page(rows=rows, joined=[(1, column, 2, column) for column in (0, 1, 3, 4, 5)])).sites
    assert (site.url, site.domains) == ("http://cz.qh.example.cn/", ("http://caizheng.example.cn/",))


def test_rows_of_one_site_that_differ_are_said_to(tmp_path: Path) -> None:
    rows = [(*HEADS, "域名"), (*SITES[0], "a.example.cn"), ("", "", "", "清河县审计局", "", "", "b.example.cn")]
    register = read(tmp_path, Page(rows=rows, joined=[(1, column, 2, column) for column in (0, 1, 2, 4, 5)]))
    assert [(site.body, len(site.domains)) for site in register.sites] == [("清河县财政局", 2)]
    assert [doubt.column for doubt in register.doubts if "写得不一样" in doubt.zh] == [3]


@pytest.mark.parametrize("domains", ["www.qh2.example.cn、qh3.example.cn", "http://qh2.example.cn/；https://www.qh3.example.cn"])
def test_further_domains_have_a_column_of_their_own(domains: str, tmp_path: Path) -> None:
    (site,) = read(tmp_path, Page(rows=[("首页网址", "域名"), ("qh.example.cn", f"www.qh.example.cn，{domains}")])).sites
    assert site.url == "http://qh.example.cn/" and len(site.domains) == 2


def test_a_register_that_only_knows_domains_takes_them_for_addresses(tmp_path: Path) -> None:
    (site,) = read(tmp_path, Page(rows=[("单位名称", "网站域名"), ("清河县财政局", "cz.qh.example.cn")])).sites
    assert (site.url, site.body, site.domains) == ("http://cz.qh.example.cn/", "清河县财政局", ())


def test_an_address_with_a_comma_is_one_address(tmp_path: Path) -> None:
    (site,) = read(tmp_path, Page(rows=[("网址",), ("http://a.example.cn/col/1,2.html",)])).sites
    assert (site.url, site.domains) == ("http://a.example.cn/col/1,2.html", ())


def test_the_offices_own_columns_are_kept_under_their_heads(tmp_path: Path) -> None:
    rows = [("序号", *HEADS, "联系方式", "", "备注"), ("", *[""] * 6, "科室", "手机", ""), (1, *SITES[0], "办公室", "138", "新")]
    joined = [(0, 0, 1, 0), *((0, column, 1, column) for column in range(1, 7)), (0, 7, 0, 8), (0, 9, 1, 9)]
    (entry,) = read(tmp_path, Page(rows=rows, joined=joined)).entries
    assert entry.extra == (("序号", "1"), ("联系方式科室", "办公室"), ("备注", "新"))
    assert entry.phone == "138"


def test_offline_sites_say_since_when_and_why(tmp_path: Path) -> None:
    heads = ("网站名称", "首页网址", "状态", "变更时间", "变更原因")
    rows = [heads, ("甲", "a.example.cn", "已关停", "2026年3月1日", "整合到县政府网站"), ("乙", "b.example.cn", "", "", "")]
    one, other = read(tmp_path, Page(rows=rows)).entries
    assert (one.site.state, str(one.since), one.reason) == (SiteState.CLOSED, "2026-03-01", "整合到县政府网站")
    assert (other.site.state, other.since, other.site.supervised, one.site.supervised) == (SiteState.NORMAL, None, True, False)


def test_a_sheet_called_closed_closes_its_sites(tmp_path: Path) -> None:
    register = read(tmp_path, Page(name="在用", rows=[HEADS, SITES[0]]), Page(name="已关停网站", rows=[HEADS, SITES[2]]))
    assert [site.state for site in register.sites] == [SiteState.NORMAL, SiteState.CLOSED]


def test_columns_for_the_steps_of_a_region_make_one_region(tmp_path: Path) -> None:
    rows = [("省", "市", "县（市、区）", "网址"), ("浙江省", "岚溪市", "清河县", "a.example.cn"), ("浙江省", "", "", "b.example.cn")]
    assert [site.region for site in read(tmp_path, Page(rows=rows)).sites] == ["浙江省岚溪市清河县", "浙江省"]


@pytest.mark.parametrize(
    ("kind", "functions"), [("政府部门网站", {Function.DEPARTMENT}), ("政府门户网站", {Function.GENERAL_OFFICE}), ("其他", set())]
)
def test_the_kind_of_a_site_tells_its_function_where_nothing_else_does(kind: str, functions: set[Function], tmp_path: Path) -> None:
    (site,) = read(tmp_path, Page(rows=[("网址", "网站类型"), ("a.example.cn", kind)])).sites
    assert site.functions == functions


@pytest.mark.parametrize(
    ("word", "suggested"), [("财证", "财政"), ("公安机关局", "公安"), ("transprot", "transport"), ("退伍军人事务", "退役军人事务")]
)
def test_an_unknown_function_gets_the_nearest_ones(word: str, suggested: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_register(book(tmp_path / "r.xlsx", Page(rows=[("网址", "职能"), ("a.example.cn", word)])))
    assert suggested in caught.value.zh and suggested in caught.value.en


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    register = read(tmp_path, Page(rows=[HEADS, ("甲", "12", "ftp://a", "", "国级", ""), *SITES]))
    assert [(fault.row, fault.column) for fault in register.faults] == [(2, 1), (2, 2), (2, 4)]
    assert register.sites == plain(tmp_path)


def test_rows_that_contradict_each_other_are_both_held_back_and_copies_are_not(tmp_path: Path) -> None:
    other = ("清河县审计局", SITES[0][1], "http://sj.qh.example.cn/", "清河县审计局", "县级", "清河县")
    register = read(tmp_path, Page(rows=[HEADS, *SITES, other]))
    assert [site.name for site in register.sites] == ["清河县预算公开网", "清河县统计局"]
    assert [(fault.row, fault.column) for fault in register.faults] == [(5, 1)]
    assert [doubt.row for doubt in register.doubts if "也未采用" in doubt.zh] == [2]
    assert read(tmp_path, Page(rows=[HEADS, *SITES, SITES[0]])).sites == plain(tmp_path)


def test_a_code_may_stand_at_the_address_that_it_moved_away_from(tmp_path: Path) -> None:
    rows = [(*HEADS, "状态"), (*SITES[0], "正常"), (SITES[0][0], SITES[0][1], "http://old.example.cn/", *SITES[0][3:], "迁移")]
    register = read(tmp_path, Page(rows=rows))
    assert register.faults == () and [site.state for site in register.sites] == [SiteState.NORMAL, SiteState.MOVED]


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (("甲", "3308250001", "a.example.cn", "清河县财政局", "省级", ""), "与标识码的层级不一致"),
        (("甲", "3308250001", "a.example.cn", "清河县财政局", "", "江苏省"), "与标识码不一致（浙江省）"),
        (("阳光清河", "", "a.example.cn", "", "", ""), "看不出职能"),
    ],
)
def test_what_contradicts_itself_is_taken_with_a_doubt(row: tuple[str, ...], doubt: str, tmp_path: Path) -> None:
    register = read(tmp_path, Page(rows=[HEADS, row]))
    assert len(register.entries) == 1 and any(doubt in each.zh for each in register.doubts)


CSV = "名录,,\n网站名称,首页网址,主办单位\n甲,www.a.example.cn,清河县财政局\n"


@pytest.mark.parametrize(
    "body",
    [
        CSV.encode("gb18030"),
        CSV.encode("utf-8-sig"),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace(",", "\t").encode("gbk"),
        CSV.replace(",", ";").encode(),
        b"sep=;\r\n" + CSV.replace(",", ";").replace("\n", "\r\n").encode("gbk"),
    ],
)
def test_csv_comes_in_every_encoding_and_with_every_delimiter(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(body)
    (site,) = load_register(tmp_path / "r.csv")
    assert (site.name, site.functions) == ("甲", {Function.FINANCE})


def test_an_old_xls_is_read_with_its_joined_cells(tmp_path: Path) -> None:
    book_ = xlwt.Workbook(encoding="utf-8")
    sheet: Any = book_.add_sheet("名录")
    for number, row in enumerate([HEADS, *SITES]):
        for column, cell in enumerate(row):
            if (number, column) not in ((1, 3), (2, 3)):
                sheet.write(number, column, cell)
    sheet.write_merge(1, 2, 3, 3, "清河县财政局")
    book_.save(str(tmp_path / "r.xls"))
    assert load_register(tmp_path / "r.xls") == plain(tmp_path)


def test_a_web_page_that_calls_itself_xls_is_read_by_its_table(tmp_path: Path) -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (SITES[0], SITES[2]))
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    page = f"<html><meta charset=gbk><table><tr><td colspan=6>名录</td></tr><tr>{heads}</tr>{lines}</table></html>"
    (tmp_path / "r.xls").write_bytes(page.encode("gbk"))
    sites = load_register(tmp_path / "r.xls")
    assert [site.level for site in sites] == [Level.COUNTY, Level.COUNTY] and sites == [plain(tmp_path)[0], plain(tmp_path)[2]]


def test_a_head_one_character_wrong_is_named_and_one_of_the_offices_own_is_not(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="did you mean '网站标识码'"):
        load_register(book(tmp_path / "r.xlsx", Page(rows=[("首页网址", "网站标识马"), ("a.example.cn", "1")])))
    assert read(tmp_path, Page(rows=[("首页网址", "网站标识码", "网站标识卡"), ("a.example.cn", "", "x")])).faults == ()
