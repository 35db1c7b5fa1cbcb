"""Draws the Word templates that ship with the program, in the look of GB/T 9704: the notice and the letter of a quarter.

An office edits its own copy; this file is for changing what everybody starts with. Fills in nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parent.parent / "spotcheck" / "reports" / "templates"
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"  # for titles, for text, for headings of both orders
LATIN = "Times New Roman"
BODY, LINE, SMALL = 16, 28.9, 10.5  # points: 三号, twenty-two lines a page, 五号 in tables
RED = RGBColor(0xE6, 0x00, 0x12)
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def main() -> None:
    """Writes the templates."""
    notice().save(str(FOLDER / "notice.docx"))
    letter().save(str(FOLDER / "letter.docx"))
    site().save(str(FOLDER / "site.docx"))


def notice() -> Any:
    """The notice: red head, title, body by chapters, signature, annexes as tables."""
    book = _document()
    _head(book)
    _paragraph(book, "{{ 标题 }}", "公文标题")
    _paragraph(book, "{{ 主送机关 }}：", "主送")
    _paragraph(book, "{{ 开头 }}", "正文段")
    _paragraph(book, "{%p for 章 in 章节 %}", "正文段")
    _paragraph(book, "{{ 章.标题 }}", "一级标题")
    _paragraph(book, "{%p for 段 in 章.段落 %}", "正文段")
    _paragraph(book, "{%p if 段.小标题 %}", "正文段")
    _paragraph(book, "{{ 段.文字 }}", "二级标题")
    _paragraph(book, "{%p else %}", "正文段")
    _paragraph(book, "{{ 段.文字 }}", "正文段")
    _paragraph(book, "{%p endif %}", "正文段")
    _paragraph(book, "{%p endfor %}", "正文段")
    _paragraph(book, "{%p endfor %}", "正文段")
    _annex_names(book)
    _signature(book)
    _paragraph(book, "（{{ 附注 }}）", "正文段")
    _landscape(book)
    _paragraph(book, "附件1", "附件")
    _paragraph(book, "受检网站一览", "附件标题")
    _table(
        book,
        ("序号", "网站名称", "网址", "主办单位", "地区", "层级", "结果", "经确认的问题", "说明"),
        (12, 38, 44, 38, 22, 14, 20, 18, 37),
        "网站表",
        ("序号", "名称", "网址", "单位", "地区", "层级", "结果", "问题数", "说明"),
    )
    _next_annex(book, "附件2")
    _paragraph(book, "{{ 问题表标题 }}", "附件标题")
    _table(
        book,
        ("序号", "网站名称", "检查项", "问题", "页面网址"),
        (12, 44, 52, 80, 55),
        "问题表",
        ("序号", "网站", "检查项", "问题", "网址"),
    )
    _next_annex(book, "附件3")
    _paragraph(book, "分地区、分层级情况", "附件标题")
    for name, words in (("地区表", "地区"), ("层级表", "层级")):
        _table(
            book,
            (words, "登记数", "抽查数", "抽查比例", "{{ 甲 }}", "{{ 乙 }}", "{{ 丙 }}", "{{ 丁 }}"),
            (45, 28, 28, 30, 30, 28, 28, 26),
            name,
            ("名称", "登记", "抽查", "比例", "甲", "乙", "丙", "合格率"),
        )
        _paragraph(book, "", "表注")
    _paragraph(book, "{{ 合格率说明 }}", "表注")
    _next_annex(book, "附件4")
    _paragraph(book, "抽样方法、检查依据和检查范围", "附件标题")
    _table(book, ("项目", "内容"), (50, 193), "抽样", ("名称", "内容"))
    _paragraph(book, "", "表注")
    _paragraph(book, "{%p for 句 in 限制 %}", "表注")
    _paragraph(book, "{{ 句 }}", "表注")
    _paragraph(book, "{%p endfor %}", "表注")
    return book


def letter() -> Any:
    """The letter to one body: what was found, what is asked, until when, and the form to answer."""
    book = _document()
    _head(book)
    _paragraph(book, "{{ 标题 }}", "公文标题")
    _paragraph(book, "{{ 主送机关 }}：", "主送")
    _paragraph(book, "{%p for 段 in 段落 %}", "正文段")
    _paragraph(book, "{{ 段 }}", "正文段")
    _paragraph(book, "{%p endfor %}", "正文段")
    _annex_names(book)
    _signature(book)
    _landscape(book)
    _paragraph(book, "附件1", "附件")
    _paragraph(book, "问题整改清单", "附件标题")
    _table(
        book,
        ("序号", "网站名称", "检查项", "问题描述", "问题页面网址", "整改要求", "整改时限"),
        (12, 30, 36, 60, 45, 40, 20),
        "问题表",
        ("序号", "网站", "检查项", "问题", "网址", "要求", "时限"),
    )
    _next_annex(book, "附件2")
    _paragraph(book, "整改情况反馈表", "附件标题")
    _paragraph(book, "填报单位（盖章）：{{ 主送机关 }}　　填报人：　　　　　　联系电话：　　　　　　填报日期：", "表注")
    _table(
        book,
        ("序号", "网站名称", "检查项", "整改情况（采取的措施、整改后的网址）", "完成时间", "责任人", "异议及依据"),
        (12, 36, 46, 72, 22, 20, 35),
        "问题表",
        ("序号", "网站", "检查项", "", "", "", ""),
    )
    return book


def site() -> Any:
    """The report of a site: what is known of it, the counts, and what was found by verdict."""
    book = _document()
    _paragraph(book, "{{ 标题 }}", "公文标题")
    _paragraph(book, "{%p for 句 in 提示 %}", "表注")
    _paragraph(book, "{{ 句 }}", "表注")
    _paragraph(book, "{%p endfor %}", "表注")
    _table(book, ("项目", "内容"), (34, 122), "概况", ("名称", "内容"))
    _paragraph(book, "{{ 结论 }}", "正文段")
    _table(book, ("判定", "事项数", "占比"), (60, 48, 48), "计数", ("名称", "数量", "占比"))
    _landscape(book)
    _paragraph(book, "{%p for 类 in 组 %}", "表注")
    _paragraph(book, "{{ 类.标题 }}", "附件标题")
    _paragraph(book, "{{ 类.说明 }}", "表注").paragraph_format.keep_with_next = True
    _table(
        book,
        ("序号", "事项", "判定", "发现情况", "证据网址", "怎样办"),
        (12, 46, 30, 66, 44, 45),
        "类.事项",
        ("序号", "事项", "判定", "情况", "网址", "建议"),
    )
    _paragraph(book, "{%p endfor %}", "表注")
    return book


def _document() -> Any:
    book = Document()
    book.core_properties.author, book.core_properties.comments = "spotcheck", ""
    for style in ("Normal", "Header", "Footer"):
        _font(book.styles[style], FANG, BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    book.styles["Normal"].element.get_or_add_rPr().append(language)
    _page(book.sections[0])
    for name, face, size, where, more in (
        ("红头", SONG, 34, CENTRE, {"colour": RED, "before": 30, "line": None}),
        ("发文字号", FANG, BODY, CENTRE, {"before": 36}),
        ("公文标题", SONG, 22, CENTRE, {"before": 44, "after": 22, "line": 34}),
        ("主送", FANG, BODY, LEFT, {}),
        ("正文段", FANG, BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, {"indent": True}),
        ("一级标题", HEI, BODY, LEFT, {"indent": True, "keep": True}),
        ("二级标题", KAI, BODY, LEFT, {"indent": True, "keep": True}),
        ("附件说明", FANG, BODY, LEFT, {"left": 32}),
        ("署名", FANG, BODY, RIGHT, {"right": 32, "keep": True}),
        ("附件", HEI, BODY, LEFT, {}),
        ("附件标题", SONG, 20, CENTRE, {"after": 10, "line": 32, "keep": True}),
        ("表头", HEI, SMALL, CENTRE, {"line": 15}),
        ("表格", FANG, SMALL, LEFT, {"line": 15}),
        ("表注", FANG, 12, LEFT, {"line": 20}),
    ):
        _style(book, name, face, size, where, **more)
    _numbers(book.sections[0])
    return book


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _landscape(book: Any) -> None:
    """A new section on its side, for the annexes."""
    section = book.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(26), Mm(24), Mm(27), Mm(27)
    section.footer_distance = Mm(14)


def _font(style: Any, face: str, size: float) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), face)
    fonts.set(qn("w:cs"), LATIN)


def _style(
    book: Any,
    name: str,
    face: str,
    size: float,
    where: Any,
    *,
    colour: Any = None,
    before: float = 0,
    after: float = 0,
    line: float | None = LINE,
    indent: bool = False,
    left: float = 0,
    right: float = 0,
    keep: bool = False,
) -> None:
    style = book.styles.add_style(name, 1)
    style.base_style = book.styles["Normal"]
    _font(style, face, size)
    if colour is not None:
        style.font.color.rgb = colour
    shape = style.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = where, Pt(before), Pt(after)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE if line is None else WD_LINE_SPACING.EXACTLY
    if line is not None:
        shape.line_spacing = Pt(line)
    shape.keep_with_next = keep
    shape.left_indent, shape.right_indent = Pt(left), Pt(right)
    if indent:
        shape.first_line_indent = Pt(2 * size)


def _paragraph(book: Any, text: str, style: str) -> Any:
    return book.add_paragraph(text, style=style)


def _head(book: Any) -> None:
    _paragraph(book, "{%p if 发文机关 %}", "正文段")
    _paragraph(book, "{{ 发文机关 }}", "红头")
    number = _paragraph(book, "{{ 发文字号 }}", "发文字号")
    edge = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "9"), ("color", "E60012")):
        line.set(qn(f"w:{name}"), value)
    edge.append(line)
    number._p.get_or_add_pPr().insert_element_before(edge, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    _paragraph(book, "{%p endif %}", "正文段")


def _annex_names(book: Any) -> None:
    _paragraph(book, "", "正文段")
    _paragraph(book, "{%p for 名 in 附件目录 %}", "附件说明")
    _paragraph(book, "{{ 名 }}", "附件说明")
    _paragraph(book, "{%p endfor %}", "附件说明")


def _signature(book: Any) -> None:
    _paragraph(book, "", "正文段")
    _paragraph(book, "{{ 署名 }}", "署名")
    _paragraph(book, "{{ 成文日期 }}", "署名").paragraph_format.keep_with_next = False


def _next_annex(book: Any, name: str) -> None:
    """The head of a further annex, which begins a page: a break of its own would leave one empty where a table fills the last."""
    _paragraph(book, name, "附件").paragraph_format.page_break_before = True


def _table(book: Any, heads: tuple[str, ...], widths: tuple[int, ...], rows: str, cells: tuple[str, ...]) -> None:
    """A table whose head repeats on every page and whose rows stay whole; ``cells`` are the names of the fields of a row."""
    table = book.add_table(rows=4, cols=len(heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    texts = (heads, (f"{{%tr for 行 in {rows} %}}",), tuple(f"{{{{ 行.{name} }}}}" if name else "" for name in cells), ("{%tr endfor %}",))
    for number, (row, words) in enumerate(zip(table.rows, texts, strict=True)):
        for place, cell in enumerate(row.cells):
            cell.width = Mm(widths[place])
            cell.paragraphs[0].style = book.styles["表头" if number == 0 else "表格"]
            cell.paragraphs[0].text = words[place] if place < len(words) else ""
        shape = row._tr.get_or_add_trPr()
        shape.append(OxmlElement("w:cantSplit"))
        if number == 0:
            shape.append(OxmlElement("w:tblHeader"))
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _numbers(section: Any) -> None:
    """— 1 — at the foot of every page."""
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
        run = foot.add_run(text if not kind else "")
        run.font.size, run.font.name = Pt(14), "宋体"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
            run._r.append(element)
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


if __name__ == "__main__":
    main()
