"""The register: csv and xlsx, Chinese and English heads, and every broken row named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter

from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level
from spotcheck.config.register import load_register, register_template

ZH = "网站名称,网站标识码,首页网址,主办单位,层级,地区,职能\n"
ROW = "省财政厅,0100000012,http://czt.zj.gov.cn/,浙江省财政厅,省级,浙江省,财政\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_with_chinese_heads_loads_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (site,) = load_register(write(tmp_path / "名录.csv", ZH + ROW, encoding))
    assert (site.name, site.code, site.url) == ("省财政厅", "0100000012", "http://czt.zj.gov.cn/")
    assert (site.body, site.level, site.region, site.functions) == ("浙江省财政厅", Level.PROVINCE, "浙江省", {Function.FINANCE})
    assert (site.named_for, site.subordinate_sites) == (frozenset(), None)


def test_english_heads_and_values_mean_the_same(tmp_path: Path) -> None:
    text = "URL;Code;Level;Functions;Subordinate_sites;Named_for\nczt.zj.gov.cn;3300000020;province;finance,audit;0;2.1.5、2.1.9\n"
    (site,) = load_register(write(tmp_path / "r.csv", text))
    assert (site.url, site.level, site.functions) == ("http://czt.zj.gov.cn/", Level.PROVINCE, {Function.FINANCE, Function.AUDIT})
    assert (site.named_for, site.subordinate_sites) == ({"2.1.5", "2.1.9"}, 0)


def test_a_workbook_loads_and_a_code_kept_as_a_number_is_read_as_text(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["首页网址", "网站标识码", "主办单位", "下属网站数"])
    sheet.write_row(1, 0, ["czt.zj.gov.cn", 3300000020.0, "浙江省财政厅", 3])
    sheet.write_row(3, 0, ["www.zj.gov.cn", "0100000012", "浙江省人民政府办公厅", ""])
    book.close()
    first, second = load_register(tmp_path / "r.xlsx")
    assert (first.code, first.subordinate_sites, second.code) == ("3300000020", 3, "0100000012")


@pytest.mark.parametrize(
    ("written", "id"), [("信用中国", "credit"), ("credit", "credit"), ("公共资源交易网", "public-resources"), ("", "")]
)
def test_a_row_may_be_a_shared_platform(tmp_path: Path, written: str, id: str) -> None:
    (site,) = load_register(write(tmp_path / "r.csv", f"首页网址,网站名称,共享平台\nwww.a.cn,平台,{written}\n"))
    assert site.platform == id


def test_a_platform_that_nobody_knows_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_register(write(tmp_path / "r.csv", "首页网址,共享平台\nwww.a.cn,信用中囯\n"))
    assert "“共享平台”“信用中囯”：不认识的共享平台；可用：信用中国" in caught.value.zh
    with pytest.raises(UserError, match="known: service-network, public-resources"):
        load_register(write(tmp_path / "x.csv", "首页网址,platform\nwww.a.cn,yes\n"))


@pytest.mark.parametrize("words", ["财政、审计", "财政局,审计局", "finance；audit", "财政/审计", "财政 审计厅"])
def test_functions_may_be_separated_in_any_usual_way(tmp_path: Path, words: str) -> None:
    (site,) = load_register(write(tmp_path / "r.csv", f'首页网址,职能\nwww.a.cn,"{words}"\n'))
    assert site.functions == {Function.FINANCE, Function.AUDIT}


@pytest.mark.parametrize(
    ("code", "body", "level"),
    [
        ("", "杭州市财政局", Level.CITY),
        ("3307820001", "义乌市财政局", Level.COUNTY),
        ("3307820001", "佛堂镇人民政府", Level.TOWN),
        ("3301000001", "义乌市财政局", Level.CITY),
        ("3301020001", "杭州市财政局", None),
        ("", "义乌市财政局", None),
    ],
)
def test_level_and_functions_left_empty_are_read_from_body_and_code_and_stay_empty_when_these_disagree(
    tmp_path: Path, code: str, body: str, level: Level | None
) -> None:
    (site,) = load_register(write(tmp_path / "r.csv", f"首页网址,网站标识码,主办单位\nwww.a.cn,{code},{body}\n"))
    assert site.level is level
    assert site.functions


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("省级", "部级", "第 2 行“层级”“部级”：不认识的层级", "row 2, 层级 (level) '部级': unknown level"),
        (",财政\n", ",finanse\n", "“职能”“finanse”：不认识的职能；是否应为 finance", "did you mean finance?"),
        ("0100000012", "100000012", "“网站标识码”“100000012”", "has ten characters"),
        ("http://czt.zj.gov.cn/", "", "缺少首页网址", "the address is missing"),
        ("http://czt.zj.gov.cn/", "ftp://czt.zj.gov.cn/", "“首页网址”“ftp://", "must look like"),
        ("http://czt.zj.gov.cn/", "http://czt zj.gov.cn/", "“首页网址”", "must look like"),
        ("http://czt.zj.gov.cn/", "http://czt/", "“首页网址”", "must look like"),
        ("http://czt.zj.gov.cn/", "http://czt.zj.gov.cn:x/", "“首页网址”", "must look like"),
        ("http://czt.zj.gov.cn/", "http://me@czt.zj.gov.cn/", "“首页网址”", "must look like"),
        ("http://czt.zj.gov.cn/", "http://[1/", "“首页网址”", "must look like"),
    ],
)
def test_a_broken_row_is_named_with_file_row_column_and_value(tmp_path: Path, old: str, new: str, zh: str, en: str) -> None:
    assert old in ROW
    path = write(tmp_path / "r.csv", ZH + ROW.replace(old, new))
    with pytest.raises(UserError) as caught:
        load_register(path)
    assert caught.value.zh.startswith(f"{path}：第 2 行")
    assert zh in caught.value.zh
    assert en in caught.value.en


def test_all_broken_rows_are_counted_and_can_be_collected_beside_the_sound_ones(tmp_path: Path) -> None:
    rows = [ROW, "a,,www.a.cn,,x级,,\n", "b,,,,,,\n", "c,,www.c.cn,,,,\n"]
    path = write(tmp_path / "r.csv", ZH + "".join(rows))
    with pytest.raises(UserError, match=r"row 3.*and 1 more broken rows") as caught:
        load_register(path)
    assert "另有 1 行有误" in caught.value.zh
    problems: list[UserError] = []
    assert [site.name for site in load_register(path, problems)] == ["省财政厅", "c"]
    assert ["row 3" in problems[0].en, "row 4" in problems[1].en, len(problems)] == [True, True, 2]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("b,0100000012,www.b.cn,,,,\n", "0100000012': is the same as in row 2"),
        ("b,,https://czt.zj.gov.cn,,,,\n", "is the same as in row 2"),
    ],
)
def test_a_site_that_stands_there_twice_is_refused(tmp_path: Path, second: str, expected: str) -> None:
    with pytest.raises(UserError, match="row 3") as caught:
        load_register(write(tmp_path / "r.csv", ZH + ROW + second))
    assert expected in caught.value.en


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "is empty"),
        (ZH, "no sites"),
        ("网站名称,网站标识码\na,1\n", "首页网址"),
        ("首页网址,网站名秤\na,b\n", "did you mean '网站名称'?"),
        ("姓名,备忘录\na,b\n", "known heads"),
        ("首页网址,url\na,b\n", "twice"),
        ('首页网址\n"www.a.cn\n', "r.csv:2: malformed csv"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_one_line(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UserError) as caught:
        load_register(write(tmp_path / "r.csv", text))
    assert expected in caught.value.en
    assert "\n" not in caught.value.en + caught.value.zh


def test_a_file_that_is_neither_csv_nor_workbook_is_refused(tmp_path: Path) -> None:
    for name, body in (("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff"), ("b.xlsx", b"PK\x03\x04 torn")):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(UserError, match=name):
            load_register(tmp_path / name)
    with pytest.raises(UserError, match="cannot be read"):
        load_register(tmp_path / "missing.csv")


def test_the_template_is_a_register_that_loads(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(register_template())
    (site,) = load_register(tmp_path / "t.csv")
    assert (site.level, site.functions, site.subordinate_sites) == (Level.PROVINCE, {Function.FINANCE}, 0)
