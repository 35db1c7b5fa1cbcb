# ruff: noqa: E501
"""What bodies of government publish, whole and faulty. All of it invented."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from tests.adversary.web import Column, Item

FILLER = "我区认真贯彻落实上级部署，结合实际细化措施，扎实推进各项工作，取得了阶段性成效，现将有关事项予以公布，请社会各界监督。"
FOUR = (
    "<p>一、一般公共预算。2017年一般公共预算收入安排120000万元，支出安排230000万元。</p><p>二、政府性基金预算。收入安排30000万元。</p>"
    "<p>三、国有资本经营预算。收入安排500万元。</p><p>四、社会保险基金预算。收入安排40000万元，支出安排38000万元。</p>"
)
DEBT = (
    "<p>经批准，2017年我区政府债务限额为50亿元，年末余额42亿元。当年新增债券5亿元，主要用于棚户区改造和道路建设，"
    "全年偿还到期债务本金3亿元，付息1.2亿元。</p>"
)
DEPARTMENT = (
    "<p>第一部分 概况：主要职责、机构设置。</p><p>一、收支总体情况。本年收支总预算1200万元。</p><p>二、财政拨款收支总体情况1100万元。</p>"
    "<p>三、一般公共预算支出1100万元。</p><p>四、“三公”经费预算20万元。</p><p>五、政府性基金预算支出：无此项支出。</p>"
)
ACCOUNTS = "<p>一、收入支出决算总体情况说明：本年收入1200万元，支出1180万元。</p><p>二、财政拨款收入支出决算情况。</p><p>三、“三公”经费支出决算18万元。</p>"
GUIDE = (
    "<p>申请指南：公民、法人或者其他组织可以向本机关申请获取政府信息。</p><p>受理机构：区政府办公室信息公开科</p><p>联系电话：0570-1234567</p>"
    "<p>通信地址：云山区中山路1号，邮政编码324000</p><p>申请人应填写《政府信息公开申请表》。</p>"
)


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, found in sheets.items():
        sheet = book.create_sheet(name[:31])
        for row in found:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return out.getvalue()


def notice(extra: str = "") -> Item:
    return Item(
        "云山区人民政府关于废止和宣布失效部分行政规范性文件的通知", "2017-08-20",
        "<p>经清理，决定废止下列文件：</p><p>1.《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）</p>"
        "<p>2.《云山区人民政府关于扶持家禽养殖的若干意见》（云政发〔2010〕33号）</p>" + extra,
    )  # fmt: skip


def originals(*, marked: bool = True) -> list[Item]:
    sign = "<p style='color:red'>（已废止）</p>" if marked else ""
    return [
        Item(
            "云山区城市绿化管理暂行办法",
            "2009-05-06",
            f"{sign}<p>云政发〔2009〕12号</p><p>第一条 为加强城市绿化管理，制定本办法。{FILLER}</p>",
        ),
        Item("云山区农村公路管理办法", "2016-05-06", f"<p>云政发〔2016〕2号</p><p>第一条 为加强农村公路管理，制定本办法。{FILLER}</p>"),
    ]


def plan(day: str = "2017-05-20", **more) -> Item:
    return Item("云山区2017年政务公开工作实施方案", day, f"<p>为做好2017年政务公开工作，制定本方案。{FILLER}</p>", **more)


def quarterly() -> list[Item]:
    return [
        Item("关于2017年第二季度全区政府网站抽查情况的通报", "2017-07-12", f"<p>{FILLER}</p>"),
        Item("关于2017年第三季度全区政府网站抽查情况的通报", "2017-10-12", f"<p>{FILLER}</p>"),
    ]


def budgets() -> list[Item]:
    return [
        Item("关于云山区2016年财政预算执行情况和2017年财政预算草案的报告", "2017-03-01", FOUR),
        Item("关于云山区2015年财政预算执行情况和2016年财政预算草案的报告", "2016-03-01", FOUR.replace("2017", "2016")),
        Item("关于云山区2016年财政决算草案的报告", "2017-09-01", FOUR.replace("预算", "决算") + f"<p>{FILLER * 3}</p>"),
        Item("关于云山区2015年财政决算草案的报告", "2016-09-01", FOUR.replace("预算", "决算") + f"<p>{FILLER * 3}</p>"),
    ]


def departments() -> list[Item]:
    return [
        Item("云山区教育局2017年部门预算", "2017-03-20", DEPARTMENT),
        Item("云山区民政局2017年部门预算", "2017-03-21", DEPARTMENT),
        Item("云山区民政局2016年部门决算", "2017-09-21", ACCOUNTS),
    ]


def own_money() -> list[Item]:
    return [
        Item("云山区卫生和计划生育局2017年部门预算", "2017-03-20", DEPARTMENT),
        Item("云山区卫生和计划生育局2016年部门预算", "2016-03-21", DEPARTMENT),
        Item("云山区卫生和计划生育局2016年度部门决算", "2017-09-21", ACCOUNTS),
        Item("云山区卫生和计划生育局2015年度部门决算", "2016-09-21", ACCOUNTS),
    ]


def news(count: int = 5, year: int = 2017) -> list[Item]:
    words = ("调研重点项目建设", "召开防汛工作会议", "慰问困难群众", "开展义务植树活动", "检查节日市场供应", "部署秋收生产")
    return [Item(f"区领导{words[n % 6]}", f"{year}-{n % 9 + 1:02}-1{n % 9}", f"<p>{FILLER}</p>") for n in range(count)]


POLICY = "云山区人民政府关于促进民宿经济发展的实施意见"


def pair(*, back: bool = True) -> tuple[Item, Item]:
    """An interpretation and its document, as items of two columns that the caller places: /p/jd.html and /p/wj.html."""
    reading = Item(f"《{POLICY}》解读", "2017-06-11", href="/p/jd.html")
    document = Item(POLICY, "2017-06-10", href="/p/wj.html")
    return reading, document


def county(**changed) -> list[Column]:
    """A government with everything in its place; ``changed`` puts other columns in place of its own (None: leaves them out)."""
    found = {
        "通知公告": Column("通知公告", [notice(), *news(3)]),
        "规范性文件": Column("规范性文件", originals()),
        "工作动态": Column("工作动态", news(6)),
        "财政预决算": Column("财政预决算", below=[Column("政府预决算", budgets()), Column("部门预决算", departments())]),
        "政府债务": Column("政府债务", [Item("云山区2016年政府债务限额余额及举借使用偿还情况", "2017-06-20", DEBT)]),
        "网站监管": Column("网站监管", quarterly()),
        "政务公开": Column("政务公开", [plan(), *news(2)]),
        "依申请公开": Column("依申请公开", body=GUIDE),
    }
    for name, column in changed.items():
        if column is None:
            del found[name]
        else:
            found[name] = column
    return list(found.values())


def bureau(**changed) -> list[Column]:
    """A department with everything in its place."""
    found = {
        "通知公告": Column("通知公告", [notice(), *news(3)]),
        "政策文件": Column("政策文件", originals()),
        "工作动态": Column("工作动态", news(6)),
        "预决算公开": Column("预决算公开", own_money()),
        "网站监管": Column("网站监管", quarterly()),
        "政务公开": Column("政务公开", [plan()]),
        "依申请公开": Column("依申请公开", body=GUIDE),
    }
    for name, column in changed.items():
        if column is None:
            del found[name]
        else:
            found[name] = column
    return list(found.values())
