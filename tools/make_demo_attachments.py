"""Make the attachments of the demonstration province. For developers: python tools/make_demo_attachments.py (needs the test requirements).

The files are committed, since office formats carry the time they were made. Names, bodies and figures are invented.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import docx
import openpyxl
import xlwt
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

OUT = Path(__file__).parent.parent / "spotcheck" / "demo" / "attachments"
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
Sheet = tuple[str, str, list[list[str]]]  # title, unit line, rows with the head first


def government(place: str, year: int, what: str, scale: float) -> list[Sheet]:
    """The four budgets (预算) or accounts (决算) of a government."""

    def n(value: float) -> str:
        return f"{value * scale:.1f}"

    tail = "预算收支表" if what == "预算" else "预算收支决算表"
    number = f"{what}数"
    return [
        (
            f"{year}年{place}一般公共{tail}",
            "单位：亿元",
            [
                ["收入项目", number, "支出项目", number],
                ["税收收入", n(260), "一般公共服务支出", n(61)],
                ["非税收入", n(61.5), "教育支出", n(142)],
                ["上级补助收入", n(310), "社会保障和就业支出", n(118)],
                ["合计", n(631.5), "合计", n(598)],
            ],
        ),
        (
            f"{year}年{place}政府性基金{tail}",
            "单位：亿元",
            [
                ["收入项目", number, "支出项目", number],
                ["国有土地使用权出让收入", n(72), "城乡社区支出", n(66)],
                ["合计", n(88), "合计", n(79)],
            ],
        ),
        (
            f"{year}年{place}国有资本经营{tail}",
            "单位：亿元",
            [["收入项目", number, "支出项目", number], ["利润收入", n(19), "国有企业资本金注入", n(12)], ["合计", n(21), "合计", n(14)]],
        ),
        (
            f"{year}年{place}社会保险基金{tail}",
            "单位：亿元",
            [
                ["项目", "收入", "支出", "年末结余"],
                ["企业职工基本养老保险基金", n(980), n(870), n(2100)],
                ["合计", n(1405), n(1211), n(2980)],
            ],
        ),
    ]


def department_budget(total: int) -> list[Sheet]:
    """The tables of a department's budget."""
    half, t = total // 2, str(total)
    unit = "单位：万元"
    return [
        (
            "部门收支总体情况表",
            unit,
            [["收入项目", "预算数", "支出项目", "预算数"], ["一般公共预算拨款", t, "一般公共服务支出", t], ["收入总计", t, "支出总计", t]],
        ),
        ("部门收入总体情况表", unit, [["科目", "合计", "财政拨款", "其他收入"], ["合计", t, t, "0"]]),
        ("部门支出总体情况表", unit, [["科目", "合计", "基本支出", "项目支出"], ["合计", t, str(half), str(total - half)]]),
        ("财政拨款收支总体情况表", unit, [["收入", "预算数", "支出", "预算数"], ["一般公共预算", t, "一般公共服务支出", t]]),
        ("一般公共预算支出情况表", unit, [["功能科目", "合计", "基本支出", "项目支出"], ["行政运行", str(half), str(half), "0"]]),
        ("一般公共预算基本支出情况表", unit, [["经济科目", "合计", "人员经费", "公用经费"], ["工资福利支出", str(half), str(half), "0"]]),
        (
            "一般公共预算“三公”经费支出情况表",
            unit,
            [["合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费"], ["58", "12", "22", "24"]],
        ),
        ("政府性基金预算支出情况表", unit, [["功能科目", "合计", "基本支出", "项目支出"], ["城乡社区支出", "120", "0", "120"]]),
    ]


def department_accounts(total: int, with_three: bool) -> list[Sheet]:
    """The tables of a department's final accounts, with or without 三公经费."""
    t, unit = str(total), "单位：万元"
    sheets = [
        (
            "收入支出决算总表",
            unit,
            [
                ["收入项目", "决算数", "支出项目", "决算数"],
                ["财政拨款收入", t, "一般公共服务支出", t],
                ["本年收入合计", t, "本年支出合计", t],
            ],
        ),
        ("收入决算表", unit, [["科目", "本年收入合计", "财政拨款收入", "其他收入"], ["合计", t, t, "0"]]),
        ("支出决算表", unit, [["科目", "本年支出合计", "基本支出", "项目支出"], ["合计", t, str(total // 2), str(total - total // 2)]]),
        ("财政拨款收入支出决算总表", unit, [["收入", "决算数", "支出", "决算数"], ["一般公共预算财政拨款", t, "一般公共服务支出", t]]),
        (
            "一般公共预算财政拨款支出决算表",
            unit,
            [["科目", "合计", "基本支出", "项目支出"], ["合计", t, str(total // 2), str(total - total // 2)]],
        ),
    ]
    if with_three:
        sheets.append(
            (
                "一般公共预算财政拨款“三公”经费支出决算表",
                unit,
                [["合计", "因公出国（境）费", "公务接待费", "公务用车运行费"], ["44", "9", "17", "18"]],
            )
        )
    return sheets


PROVINCE_FEES: Sheet = (
    "云州省行政事业性收费目录清单",
    "",
    [
        ["序号", "部门", "收费项目", "收费标准", "资金管理方式", "政策依据"],
        ["1", "公安", "居民身份证工本费", "每证20元", "缴入地方国库", "云价费〔2004〕12号、云财综〔2004〕3号"],
        ["2", "国土", "土地复垦费", "每平方米10至40元", "缴入地方国库", "云政令〔1999〕第5号"],
        ["3", "住房城乡建设", "城镇垃圾处理费", "每户每月5元", "缴入地方国库", "云价费〔2002〕87号"],
        ["4", "交通运输", "车辆通行费", "按车型分档", "缴入地方国库", "[2004]云价费字21号"],
        ["5", "教育", "公办高中学费", "每学期600至1200元", "缴入财政专户", "云价费（2012）66号"],
    ],
)
CITY_FEES: Sheet = (
    "岚溪市行政事业性收费目录清单",
    "截止日期：2017年4月30日",
    [
        ["序号", "执收部门", "收费项目名称", "收费标准", "收费依据"],
        ["1", "市住建局", "城市道路占用费", "每平方米每日0.5元", "岚价费〔2006〕18号"],
        ["2", "市人防办", "防空地下室易地建设费", "每平方米1000元", "云价费〔2010〕9号"],
        ["3", "市民政局", "公墓维护费", "每穴每年80元", "岚价费〔2013〕4号"],
    ],
)
CLEANUP: Sheet = (
    "行政规范性文件清理结果表",
    "",
    [
        ["序号", "文件名称", "文号", "现行状态"],
        ["1", "云州省行政单位国有资产处置试行办法", "云财资〔2007〕30号", "废止"],
        ["2", "云州省会计人员继续教育实施办法", "云财会〔2012〕31号", "拟修订"],
        ["3", "云州省小额贷款贴息办法", "云财金〔2013〕21号", "继续有效"],
    ],
)


def xlsx(name: str, sheets: list[Sheet]) -> None:
    """A workbook with one sheet a table, its title in a merged first row."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (title, unit, rows) in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        sheet.append([title])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
        for row in [[unit], *rows] if unit else rows:
            sheet.append(row)
    book.save(OUT / name)


def xls(name: str, sheets: list[Sheet]) -> None:
    """The same as an old binary workbook, its sheets named after the tables."""
    book = xlwt.Workbook(encoding="utf-8")
    for title, unit, rows in sheets:
        sheet = book.add_sheet(title.replace("“", "").replace("”", "")[:30])
        sheet.write_merge(0, 0, 0, len(rows[0]) - 1, title)
        for at, row in enumerate([[unit], *rows] if unit else rows, 1):
            for column, value in enumerate(row):
                sheet.write(at, column, value)
    book.save(str(OUT / name))


def word(name: str, title: str, paragraphs: list[str], sheets: list[Sheet]) -> None:
    """A docx with paragraphs, then each table under its title."""
    document = docx.Document()
    document.add_heading(title, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    for caption, unit, rows in sheets:
        document.add_paragraph(caption)
        if unit:
            document.add_paragraph(unit)
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    document.save(str(OUT / name))


def pdf(name: str, title: str, paragraphs: list[str], sheets: list[Sheet]) -> None:
    """A pdf whose text can be read, set in the CID font STSong-Light."""
    big = ParagraphStyle("big", fontName="STSong-Light", fontSize=16, leading=24, alignment=1)
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=11, leading=18, firstLineIndent=22)
    caption = ParagraphStyle("caption", parent=big, fontSize=12, leading=18)
    story: list[object] = [Paragraph(title, big), *(Paragraph(line, text) for line in paragraphs)]
    for heading, unit, rows in sheets:
        table = Table(rows, style=[("FONT", (0, 0), (-1, -1), "STSong-Light", 10), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
        story += [Spacer(1, 14), Paragraph(heading, caption), *([Paragraph(unit, text)] if unit else []), table]
    SimpleDocTemplate(str(OUT / name), pagesize=A4, title=title, author="", invariant=1).build(story)


def scan(name: str, title: str, lines: list[str]) -> None:
    """A pdf that is only pictures of pages."""
    pages = []
    for number in range(2):
        page = Image.new("L", (827, 1169), 250)
        draw = ImageDraw.Draw(page)
        draw.text((170, 120), title if number == 0 else "续", font=ImageFont.truetype(FONT, 34), fill=40)
        for at, line in enumerate(lines):
            draw.text((110, 220 + 44 * at), line, font=ImageFont.truetype(FONT, 22), fill=60)
        pages.append(page.rotate(0.6, fillcolor=235).convert("1"))
    pages[0].save(OUT / name, "PDF", save_all=True, append_images=pages[1:], resolution=100)


def old_word(name: str, source: str) -> None:
    """A binary .doc made from a docx by LibreOffice."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{home}/profile",
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            home,
            str(OUT / source),
        ]
        subprocess.run(command, check=True, capture_output=True)
        (OUT / name).write_bytes((Path(home) / source).with_suffix(".doc").read_bytes())


def main() -> None:
    """Write every attachment."""
    OUT.mkdir(exist_ok=True)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    form: Sheet = (
        "申请人信息",
        "",
        [["申请人姓名", ""], ["联系电话", ""], ["通信地址", ""], ["所需信息内容描述", ""], ["获取方式", "邮寄 自行领取"]],
    )
    pdf(
        "czt-zhengfu-yusuan-2017.pdf",
        "云州省2017年省级政府预算",
        ["2017年省级政府预算收支安排说明：省对下税收返还和转移支付1680亿元。"],
        government("省级", 2017, "预算", 1.0),
    )
    xlsx("czt-zhengfu-yusuan-2016.xlsx", government("省级", 2016, "预算", 0.94))
    word("czt-zhengfu-juesuan-2016.docx", "2016年省级财政决算表", [], government("省级", 2016, "决算", 0.95))
    xls("czt-zhengfu-juesuan-2015.xls", government("省级", 2015, "决算", 0.9))
    pdf(
        "czt-bumen-yusuan-2016.pdf",
        "云州省财政厅2016年部门预算",
        ["一、部门职责和机构设置。", "二、机关运行经费1180万元，政府采购预算860万元。"],
        department_budget(17110),
    )
    scan(
        "czt-bumen-juesuan-2016-scan.pdf", "云州省财政厅2016年度部门决算", ["一、部门概况", "二、2016年度部门决算情况说明", "三、名词解释"]
    )
    word(
        "czt-bumen-juesuan-2015.docx",
        "云州省财政厅2015年度部门决算",
        ["一、部门概况。", "二、收入支出决算情况说明：本年收入合计16240万元。"],
        department_accounts(16240, True),
    )
    xlsx("czt-shoufei-2017.xlsx", [PROVINCE_FEES])
    xls("czt-qingli-2016.xls", [CLEANUP])
    pdf(
        "qinghe-zhengfu-yusuan-2016.pdf",
        "清河县2016年政府预算",
        ["经县人民代表大会批准，2016年政府预算公开如下。"],
        government("清河县", 2016, "预算", 0.03),
    )
    xls("qinghe-zhengfu-juesuan-2016.xls", government("清河县", 2016, "决算", 0.03))
    pdf(
        "qinghe-zhengfu-juesuan-2015.pdf",
        "清河县2015年政府决算",
        ["经县人大常委会批准，2015年政府决算公开如下。"],
        government("清河县", 2015, "决算", 0.028),
    )
    xls("fgw-shoufei-2017.xls", [CITY_FEES])
    pdf(
        "fgw-bumen-yusuan-2017.pdf",
        "岚溪市发展和改革委员会2017年部门预算",
        ["一、部门职责和机构设置。", "二、机关运行经费226万元。"],
        department_budget(3280),
    )
    xlsx("fgw-bumen-juesuan-2016.xlsx", department_accounts(3094, False))
    word(
        "fgw-bumen-juesuan-2015.docx",
        "岚溪市发展和改革委员会2015年部门决算",
        ["2015年收入支出决算情况说明。"],
        department_accounts(2960, True),
    )
    word("fgw-shenqingbiao.docx", "政府信息公开申请表", [], [form])
    word("form.docx", "云州省财政厅政府信息公开申请表", ["申请人应当如实填写本表。"], [form])
    old_word("shenqingbiao.doc", "form.docx")
    (OUT / "form.docx").unlink()
    (OUT / "qinghe-shenqingbiao-broken.doc").write_bytes((OUT / "shenqingbiao.doc").read_bytes()[:1400])


if __name__ == "__main__":
    main()
