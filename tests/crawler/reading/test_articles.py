"""Articles: title, text, index table, marks, attachments, tags."""

from __future__ import annotations

import pytest

from spotcheck.crawler.records import PageKind
from tests.crawler.reading.pages import COLUMN, SITE, article, page, read


def test_title_and_text_are_the_articles_own() -> None:
    found = read(article())
    assert found.kind is PageKind.ARTICLE
    assert found.title == "关于公布收费目录的通知"
    assert found.text == "各乡镇人民政府：现将收费目录公布如下，请遵照执行，并做好公开工作。"


def test_a_title_broken_over_two_lines_is_joined() -> None:
    found = read(
        page(
            '<h1>清河县财政局2017年工作<br/>年度报告</h1><div>发布日期：2018-03-01</div><div id="zoom"><p>正文</p></div>',
            "清河县财政局2017年工作年度报告",
        )
    )
    assert found.title == "清河县财政局2017年工作 年度报告"


def test_numeric_character_references_are_characters() -> None:
    assert read(article(title="&#20851;&#20110;预算的通知")).title == "关于预算的通知"


def test_a_title_tag_that_is_the_same_on_every_page_gives_way_to_the_articletitle_tag() -> None:
    found = read(page('<div id="zoom"><p>正文</p></div>', "清河县人民政府网站", '<meta name="ArticleTitle" content="关于公布预算的通知">'))
    assert found.title == "关于公布预算的通知"


@pytest.mark.parametrize("title", ["2017年政府工作报告", "县政府网站后台操作流程", "清河县财政局2017年部门预算公开"])
def test_where_every_page_of_a_site_has_one_title_element_the_heading_is_the_title(title: str) -> None:
    body = f'<h1>{title}</h1><div class="info">发布日期：2018-03-01</div><div class="TRS_Editor"><p>现将有关事项公布如下。</p></div>'
    assert read(page(body, "清河县人民政府门户网站")).title == title
    assert read(page(body.replace(title, "重点领域信息公开"), "清河县人民政府门户网站")).title == "清河县人民政府门户网站"


def test_without_a_heading_the_line_over_day_and_source_is_the_title() -> None:
    over = "<b>政策解读：关于政府收费的说明</b><p>发布日期：2018-03-01 来源：财政局</p>"
    body = f'<div class="main">{over}<div class="TRS_Editor"><p>内容如下。</p></div></div>'
    assert read(page(body, "清河县人民政府门户网站")).title == "政策解读：关于政府收费的说明"
    assert (
        read(page(body.replace("政策解读：关于政府收费的说明", "索引号：001/2018-1"), "清河县人民政府门户网站")).title
        == "清河县人民政府门户网站"
    )


def test_a_no_break_space_before_its_content_hides_no_tag() -> None:
    found = read(article(head='<meta name="PubDate" \xa0content="2018-03-01 09:00"><meta \xa0content="清河县" name="SiteName">'))
    assert found.tags == {"pubdate": "2018-03-01 09:00", "sitename": "清河县"}


def test_placeholders_and_empty_tags_are_no_values() -> None:
    head = (
        '<meta name="SiteIDCode" content="政府网站标识码"><meta name="ColumnName" content="">'
        '<meta name="SITENAME" content="清河县"><meta name="a" content="{{x}}">'
    )
    found = read(article(head=head))
    assert found.tags == {"sitename": "清河县"}
    assert found.site_code == "3301990001"


def test_footer_gives_site_code_record_and_host_unit() -> None:
    found = read(article())
    assert (found.site_code, found.icp, found.host_unit) == ("3301990001", "浙ICP备05000001号-1", "清河县人民政府办公室")


def test_an_index_table_keeps_its_empty_validity() -> None:
    rows = (
        "<tr><th>索 引 号：</th><td>001/2018-1</td><th>文　号：</th><td>清政〔2018〕1号</td></tr><tr>"
        "<th>有效性：</th><td></td><th>发布机构：</th><td>县政府办</td></tr>"
    )
    found = read(article(under=f"<table>{rows}</table>"))
    expected = {"索引号": "001/2018-1", "文号": "清政〔2018〕1号", "有效性": "", "发布机构": "县政府办"}
    assert expected.items() <= dict(found.metadata).items()


@pytest.mark.parametrize(
    "under",
    [
        "<div><span class='zt'>已废止</span></div>",
        "<p>【已废止】</p>",
        '<img src="/images/yifeizhi.png">',
        '<img src="/i/1.png" alt="已废止">',
        "<div>文件状态：<b>已废止</b></div>",
    ],
)
def test_a_mark_of_repeal_near_the_title_is_read(under: str) -> None:
    assert any("废止" in mark for mark in read(article(under=under)).marks)


def test_a_mark_behind_the_title_is_a_mark_and_no_part_of_the_title() -> None:
    found = read(article(title="收费管理办法（已废止）"))
    assert (found.title, found.marks) == ("收费管理办法", ("已废止",))


def test_repeal_spoken_of_in_text_and_tables_is_no_mark() -> None:
    text = (
        "<p>下列文件予以废止：</p><table><tr><td>1</td><td>清政〔2001〕1号</td><td>废止</td></tr><tr>"
        "<td>2</td><td>清政〔2002〕1号</td><td>废止</td></tr></table>"
    )
    assert read(article(text=text)).marks == ()


@pytest.mark.parametrize(
    "link",
    [
        '<a href="./W020180301.pdf">附件1</a>',
        '<a href="./W020180301.pdf" title="附件1">下载</a>',
        "<a href=\"javascript:window.open('./W020180301.pdf')\">附件1</a>",
        '<a href="#" onclick="downFile(\'./W020180301.pdf\')">附件1</a>',
        "<script>document.write('<a href=\"./W020180301.pdf\">附件1')</script>",
        '<iframe src="/pdfjs/viewer.html?file=/zwgk/tzgg/201803/W020180301.pdf"></iframe>',
        '<embed src="./W020180301.pdf">',
    ],
)
def test_attachments_are_found_however_they_are_linked(link: str) -> None:
    found = read(article(text=f"<p>详见附件。</p>{link}"))
    assert [a.url for a in found.attachments] == [f"{SITE}/zwgk/tzgg/201803/W020180301.pdf"]


def test_an_attachment_is_named_by_its_alt_where_its_text_is_no_file_name() -> None:
    found = read(article(text='<a class="nfw-cms-attachment" href="/attachment/0/1.pdf" alt="收费目录.pdf">《目录》</a>'))
    assert found.attachments[0].name == "收费目录.pdf"


def test_a_data_table_of_the_text_is_read_with_caption_unit_and_joined_heads() -> None:
    table = (
        "<p>2017年一般公共预算支出表</p><table><tr><td colspan=3>单位：万元</td></tr><tr>"
        "<td rowspan=2>科目</td><td colspan=2>预算数</td></tr>"
        "<tr><td>本级</td><td>转移</td></tr><tr><td>教育支出</td><td>100</td><td>20</td></tr></table>"
    )
    found = read(article(text=table)).tables
    assert len(found) == 1
    assert (found[0].caption, found[0].heads) == ("2017年一般公共预算支出表", ("科目", "预算数/本级", "预算数/转移"))
    assert (found[0].rows, found[0].notes) == ((("教育支出", "100", "20"),), ("单位：万元",))


def test_a_table_that_only_places_others_is_no_data() -> None:
    inner = "<table><tr><td>名称</td><td>金额</td></tr><tr><td>甲</td><td>1</td></tr></table>"
    found = read(article(text=f"<table><tr><td>左</td><td>{inner}</td></tr><tr><td>x</td><td>y</td></tr></table>"))
    assert [t.heads for t in found.tables] == [("名称", "金额")]


def test_text_nested_very_deep_is_kept() -> None:
    assert "深处的文字" in read(article(text="<div>" * 600 + "深处的文字" + "</div>" * 600)).text


def test_a_text_in_an_unknown_container_is_found_by_its_paragraphs() -> None:
    text = "".join(f"<p>第{n}条，为了规范政府信息公开工作，制定本办法，请各单位认真执行。</p>" for n in range(5))
    found = read(
        page(f'<div class="a1"><h2>公开办法</h2><div class="i">发布日期：2018-03-01</div><div class="q7">{text}</div></div>', "公开办法")
    )
    assert found.text.startswith("第0条") and "发布日期" not in found.text and "政务公开" not in found.text


def test_a_column_page_with_one_text_is_neither_list_nor_blank() -> None:
    found = read(page('<div class="TRS_Editor"><p>本局主要职责：负责全县财政工作，编制年度预算草案。</p></div>', "机构职能"), url=COLUMN)
    assert found.kind is PageKind.OTHER and not found.blank and "主要职责" in found.text


def test_a_sentence_that_names_the_code_of_another_site_is_no_footer() -> None:
    said = "经抽查，县国土局网站（网站标识码：4114990004）的通知公告更新不及时。"
    assert said in read(article(text=f"<p>现将抽查情况通报如下：</p><p><span>{said}</span></p>")).text
