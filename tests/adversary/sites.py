# ruff: noqa: E501
"""The sites: a layout, what is planted, and what a fair reader would say of each duty."""

from __future__ import annotations

from tests.adversary import content as c
from tests.adversary import styles as s
from tests.adversary.web import Column, Item, Site, draw

WHOLE = dict.fromkeys(("2.1.11", "2.1.12", "2.4.2", "2.4.3", "2.4.4", "2.4.7", "6.3.2", "6.4.1", "7.0.1"), "pass")
BUREAU = dict.fromkeys(("2.1.11", "2.1.12", "2.4.5", "2.4.6", "6.3.2", "6.4.1", "7.0.1"), "pass")
OPEN = "unknown/manual"
OFFICE = ("general_office",)
HEALTH = ("health",)
FINANCE = ("finance",)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def government(name, style, columns, expect=None, *, home=None, **more):
    return draw(Site(name, OFFICE, "county", WHOLE | (expect or {}), **more), columns, style, home=home)


def bureau(name, style, columns, expect=None, *, home=None, functions=HEALTH, level="county", **more):
    return draw(Site(name, functions, level, BUREAU | (expect or {}), **more), columns, style, home=home, owner="云山区卫生和计划生育局")


def put(site, path, body, kind="text/html; charset=utf-8", status=200):
    site.pages[path] = (status, {"Content-Type": kind}, body if isinstance(body, bytes) else body.encode())


def sites() -> list[Site]:
    found: list[Site] = []
    # Whole sites in every layout: a fault here is a wrong accusation.
    for name, style in (
        ("tables", s.TABLES), ("tablesundated", s.TABLES_UNDATED), ("side", s.SIDE), ("plain", s.PLAIN), ("plainundated", s.PLAIN_UNDATED),
        ("nav", s.NAV), ("navshort", s.NAV_SHORT), ("navheaded", s.NAV_HEADED), ("lone", s.LONE), ("unclosed", s.UNCLOSED),
    ):  # fmt: skip
        found.append(government(f"whole-{name}", style, c.county()))
    # The same layouts, with the same faults: blank columns, nothing at all, and one of two years.
    faults = {"依申请公开": Column("依申请公开", body="<p>暂无信息</p>"), "网站监管": Column("网站监管", c.quarterly()[:1]),
              "政务公开": None, "政府债务": Column("政府债务")}  # fmt: skip
    wrong = {"6.4.1": "fail blank", "6.3.2": "fail gap", "7.0.1": "fail absent", "2.4.2": "fail blank", "2.1.12": "fail unmarked"}
    for name, style in (
        ("tables", s.TABLES), ("tablesundated", s.TABLES_UNDATED), ("side", s.SIDE), ("plain", s.PLAIN), ("plainundated", s.PLAIN_UNDATED),
        ("nav", s.NAV), ("navshort", s.NAV_SHORT), ("navheaded", s.NAV_HEADED), ("lone", s.LONE), ("unclosed", s.UNCLOSED),
    ):  # fmt: skip
        columns = c.county(**faults, 规范性文件=Column("规范性文件", c.originals(marked=False)))
        found.append(government(f"faulty-{name}", style, columns, wrong))
    found += [*odd(), *money(), *fees(), *notices(), *plans(), *quarters(), *applying(), *unseen()]
    return found


def odd() -> list[Site]:
    """Entrances."""
    found = []
    site = government("frames", s.PLAIN, c.county())
    put(site, "/main.html", site.pages["/"][2])
    put(
        site,
        "/",
        "<html><head><title>云山区</title></head><frameset rows='100,*'><frame src='top.html'><frame src='main.html'></frameset></html>",
    )
    put(site, "/top.html", "<html><body><img src=logo.jpg></body></html>")
    found.append(site)
    site = government("iframes", s.NAV, c.county())
    put(site, "/main.html", site.pages["/"][2])
    put(site, "/", "<html><head><title>云山区政府</title></head><body><iframe src='/main.html' width=100%></iframe></body></html>")
    found.append(site)
    site = government("images", s.NAV, c.county())
    columns = [p for p in site.pages if p.count("/") == 2 and p.endswith("/")]
    names = [n.name for n in c.county()]
    top = [p for p in columns]
    pictures = "".join(f"<a href='{p}'><img src=/i{n}.gif alt='{names[n] if n < len(names) else ''}'></a>" for n, p in enumerate(top[:3]))
    put(site, "/", f"<html><head><title>云山区政府</title></head><body>{pictures}<img src=/x.jpg></body></html>")
    found.append(site)
    site = government("moved", s.PLAIN, c.county())
    put(site, "/portal/", site.pages["/"][2])
    put(site, "/", "<html><head><script>window.location.href='/portal/';</script></head><body></body></html>")
    found.append(site)
    site = bureau("prefixed", s.PREFIXED, c.bureau(), start="/bmwz/jkj/")
    put(site, "/", "<html><title>云山区</title><body><a href=/bmwz/jkj/>卫计局</a><a href=/bmwz/jyj/>教育局</a></body></html>")
    found.append(site)
    # The menu is opened by script: nothing behind it can be seen.
    blind = "".join(
        f"<li><a href='javascript:void(0)' onclick=\"openCol('{n}')\">{n}</a></li>"
        for n in ("依申请公开", "财政预决算", "政务公开", "网站监管")
    )
    home = f"<html><head><title>云山区政府</title></head><body><ul class=nav>{blind}</ul><div><ul><li><a href='/lone.html'>云山区动态</a></li></ul></div></body></html>"
    site = government("scripted", s.NAV, c.county(), dict.fromkeys(WHOLE, OPEN), home=home)
    put(site, "/lone.html", f"<html><title>动态</title><h1>云山区动态</h1><p>{c.FILLER}</p></html>")
    found.append(site)
    # Column pages filled by a script that we do not run.
    filled = "<html><head><title>依申请公开</title></head><body><ul class=nav><li><a href=/>首页</a></li></ul><div id=list></div><script>$.ajax({url:'/api/list',success:function(d){$('#list').html(d)}})</script></body></html>"
    found.append(
        government("loaded", s.NAV, c.county(依申请公开=Column("依申请公开", raw=filled)), {"6.4.1": "unknown", "2.1.12": "unknown"})
    )
    # Columns whose links all lead to other hosts of government.
    away = "<ul><li><a href='http://czj.yunshan.gov.example/ysj/'>2017年预算公开（区财政局）</a></li><li><a href='http://czj.yunshan.gov.example/js/'>2016年决算公开（区财政局）</a></li></ul>"
    found.append(government("away", s.NAV, c.county(财政预决算=Column("财政预决算", body=away)),
                            {"2.4.3": "unknown", "2.4.4": "unknown", "2.4.7": OPEN}))  # fmt: skip
    # A paged list of which all pages can be read; the item stands on the last.
    deep = Column("政务公开", [*c.news(28), c.plan(), *c.news(1)], pages=3)
    found.append(government("paged", s.NAV, c.county(政务公开=deep)))
    found.append(government("pagedtable", s.TABLES, c.county(政务公开=deep)))
    return found


def money() -> list[Site]:
    """Budgets and accounts in their many forms."""
    found = []
    sheets = {f"表{n}": [[t], ["项目", "金额"], ["合计", "100"]] for n, t in enumerate((
        "部门收支预算总表", "部门收入预算总表", "部门支出预算总表", "财政拨款收支预算总表", "一般公共预算支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表"), 1)}  # fmt: skip
    book = c.workbook(sheets)
    short = c.workbook({k: v for k, v in sheets.items() if k not in ("表6", "表7")})
    titles = ("2017年部门预算公开", "区卫计局2016年预算", "2016年度部门决算", "2015年度单位决算信息公开")

    def own(name, expect, first, second, **more):
        items = [first, second, *c.own_money()[2:]]
        site = bureau(name, more.pop("style", s.NAV), c.bureau(预决算公开=Column("预决算公开", items)), expect)
        return site

    site = own("sheets", {}, Item(titles[0], "2017-03-20", "<p>详见附件</p>", (("/f/a.xlsx", "附件.xlsx"),)), c.own_money()[1])
    put(site, "/f/a.xlsx", book, XLSX)
    found.append(site)
    site = own(
        "sheetsshort",
        {"2.4.5": "fail incomplete"},
        Item(titles[0], "2017-03-20", "<p>详见附件</p>", (("/f/a.xlsx", "附件.xlsx"),)),
        c.own_money()[1],
    )
    put(site, "/f/a.xlsx", short, XLSX)
    found.append(site)
    site = own(
        "noextension",
        {},
        Item(titles[0], "2017-03-20", "<p>详见附件</p>", (("/download.jsp?id=17", "附件：2017年部门预算公开表.xlsx"),)),
        c.own_money()[1],
    )
    put(site, "/download.jsp?id=17", book, "application/octet-stream")
    found.append(site)
    site = own(
        "byscript",
        {"2.4.5": "unknown"},
        Item(titles[0], "2017-03-20", "<p>详见附件：<a href=\"javascript:downLoad('17')\">2017年部门预算公开表.xlsx</a></p>"),
        c.own_money()[1],
    )
    found.append(site)
    site = own("wordsonly", {"2.4.5": "unknown/fail incomplete"}, Item(titles[0], "2017-03-20", "<p>详见附件</p>"), c.own_money()[1])
    found.append(site)
    site = own(
        "deadfile",
        {"2.4.5": "fail broken"},
        Item(titles[0], "2017-03-20", "<p>详见附件</p>", (("/f/gone.xls", "附件.xls"),)),
        c.own_money()[1],
    )
    found.append(site)
    site = own(
        "pack", {"2.4.5": "pass/unknown"}, Item(titles[0], "2017-03-20", "<p>详见附件</p>", (("/f/a.zip", "附件.zip"),)), c.own_money()[1]
    )
    put(site, "/f/a.zip", c.packed({"一.xlsx": short, "二.xlsx": book}), "application/zip")
    found.append(site)
    forms = [
        Item(titles[0], "2017-03-20", c.DEPARTMENT), Item(titles[1], "2016-03-20", c.DEPARTMENT),
        Item(titles[2], "2017-09-20", c.ACCOUNTS), Item(titles[3], "2016-09-20", c.ACCOUNTS),
    ]  # fmt: skip
    found.append(bureau("titles", s.NAV, c.bureau(预决算公开=Column("预决算公开", forms))))
    other = [
        Item("云山区卫计局2017年度单位预算信息公开", "2017-03-20", c.DEPARTMENT), Item("2016年部门预算信息公开情况", "2016-03-20", c.DEPARTMENT),
        Item("云山区卫计局关于2016年度部门决算的说明", "2017-09-20", c.ACCOUNTS), Item("2015年卫计局部门决算公开", "2016-09-20", c.ACCOUNTS),
    ]  # fmt: skip
    found.append(bureau("titles2", s.TABLES, c.bureau(预决算公开=Column("财务信息", other))))
    yearly = Column("预决算公开", below=[Column(f"{y}年", [i for i in c.own_money() if i.day[:4] == str(y)]) for y in (2017, 2016)])
    found.append(bureau("byyear", s.NAV, c.bureau(预决算公开=yearly)))
    # The column page is the document.
    found.append(bureau("direct", s.NAV, c.bureau(预决算公开=Column("预决算公开", below=[
        Column("2017年部门预算", body=c.DEPARTMENT), Column("2016年部门预算", body=c.DEPARTMENT),
        Column("2016年部门决算", body=c.ACCOUNTS), Column("2015年部门决算", body=c.ACCOUNTS)]))))  # fmt: skip
    # One report with the accounts of both years; look-alikes that are no budget.
    like = [Item("云山区卫计局召开2016年部门预算编制工作会议", "2015-11-20", f"<p>{c.FILLER}</p>"),
            Item("关于2016年部门预算绩效评价的通知", "2016-05-20", f"<p>{c.FILLER}</p>"), *[i for i in c.own_money() if "2016年部门预算" not in i.title]]  # fmt: skip
    found.append(bureau("lookalike", s.NAV, c.bureau(预决算公开=Column("预决算公开", like)), {"2.4.5": "fail gap"}))
    found.append(
        bureau("nomoney", s.TABLES, c.bureau(预决算公开=Column("预决算公开", c.news(3))), {"2.4.5": "fail absent", "2.4.6": "fail absent"})
    )
    found.append(bureau("nomoneyblank", s.SIDE, c.bureau(预决算公开=Column("预决算公开")), {"2.4.5": "fail", "2.4.6": "fail"}))
    # Government budgets under other titles.
    govern = [Item("云山区2017年政府预算公开", "2017-03-01", c.FOUR), Item("2016年云山区财政收支预算（草案）", "2016-03-01", c.FOUR),
              Item("云山区2016年政府决算公开", "2017-09-01", c.FOUR + c.FILLER * 2), Item("2015年云山区财政收支决算", "2016-09-01", c.FOUR + c.FILLER * 2)]  # fmt: skip
    found.append(government("govtitles", s.PLAIN, c.county(财政预决算=Column("财政预决算", [*govern, *c.departments()]))))
    three = c.FOUR.split("<p>四、")[0]
    lacking = [Item(govern[0].title, "2017-03-01", three), *govern[1:]]
    found.append(
        government(
            "threeaccounts", s.TABLES, c.county(财政预决算=Column("财政预决算", [*lacking, *c.departments()])), {"2.4.3": "fail incomplete"}
        )
    )
    found.append(government("onlygov", s.NAV, c.county(财政预决算=Column("财政预决算", c.budgets())), {"2.4.7": "fail incomplete"}))
    old = Column("政府债务", [Item("云山区2014年政府债务限额余额及举借使用偿还情况", "2015-06-20", c.DEBT)])
    found.append(government("olddebt", s.TABLES, c.county(政府债务=old), {"2.4.2": "fail stale"}))
    return found


def fees() -> list[Site]:
    found = []
    head = "<tr><td>序号</td><td>部门</td><td>收费项目</td><td>收费标准</td><td>政策依据</td></tr>"
    table = f"<table border=1>{head}<tr><td>1</td><td>公安</td><td>居民身份证工本费</td><td>20元</td><td>云价费〔2004〕12号</td></tr><tr><td>2</td><td>国土</td><td>土地复垦费</td><td>按标准</td><td>土地管理法</td></tr></table>"
    funds = "<table border=1><tr><td>序号</td><td>项目名称</td><td>资金管理方式</td><td>征收依据</td></tr><tr><td>1</td><td>地方教育附加</td><td>缴入地方国库</td><td>财综〔2010〕98号</td></tr></table>"
    lacking = table.replace("<td>政策依据</td>", "").replace("<td>云价费〔2004〕12号</td>", "").replace("<td>土地管理法</td>", "")

    def city(name, style, columns, expect):
        base = {**WHOLE, "1.2.1": "pass", "1.2.2": "pass", "2.4.5": "pass", "2.4.6": "pass"}
        whole = c.county(**columns)
        own = [Item(i.title.replace("卫生和计划生育局", "财政局"), i.day, i.body) for i in c.own_money()]
        whole.append(Column("本局预决算", own))
        return draw(Site(name, FINANCE, "city", base | expect), whole, style, owner="安州市财政局")

    both = {
        "收费清单": Column("行政事业性收费目录清单", [Item("安州市行政事业性收费目录清单", "2017-04-01", table)]),
        "基金清单": Column("政府性基金目录清单", [Item("安州市政府性基金目录清单", "2017-04-01", funds)]),
    }
    found.append(city("fees", s.NAV, both, {}))
    found.append(city("feestables", s.TABLES, both, {}))
    direct = {"收费清单": Column("收费公示", body=table), "基金清单": Column("政府性基金", body=funds)}
    found.append(city("feesdirect", s.PLAIN, direct, {}))
    found.append(city("feesside", s.SIDE, direct, {}))
    found.append(
        city(
            "feesnobasis",
            s.TABLES,
            {**both, "收费清单": Column("行政事业性收费目录清单", [Item("安州市行政事业性收费目录清单", "2017-04-01", lacking)])},
            {"1.2.1": "fail incomplete"},
        )
    )
    found.append(city("feesblank", s.TABLES, {**both, "收费清单": Column("行政事业性收费目录清单")}, {"1.2.1": "fail blank"}))
    found.append(city("feesnone", s.SIDE, {}, {"1.2.1": "fail absent", "1.2.2": "fail absent"}))
    found.append(
        city("feesnews", s.PLAIN, {"收费清单": Column("行政事业性收费", c.news(3))}, {"1.2.1": "fail absent", "1.2.2": "fail absent"})
    )
    found.append(
        city(
            "fundsasfees",
            s.NAV,
            {**both, "收费清单": Column("行政事业性收费目录清单", [Item("安州市行政事业性收费目录清单", "2017-04-01", funds)])},
            {"1.2.1": "fail/unknown"},
        )
    )
    return found


def notices() -> list[Site]:
    found = []
    rows = "<table border=1><tr><td>序号</td><td>文件名称</td><td>文号</td><td>清理意见</td></tr><tr><td>1</td><td>云山区城市绿化管理暂行办法</td><td>云政发[2009]12号</td><td>{}</td></tr><tr><td>2</td><td>云山区农村公路管理办法</td><td>云政发[2016]2号</td><td>继续有效</td></tr></table>"
    for name, style in (("repealtable", s.TABLES), ("repealnav", s.NAV)):
        listing = Item(
            "云山区人民政府关于公布行政规范性文件清理结果的通知", "2017-08-20", f"<p>现将清理结果公布如下：</p>{rows.format('废止')}"
        )
        found.append(government(name, style, c.county(通知公告=Column("通知公告", [listing, *c.news(3)]))))
        found.append(
            government(
                name + "bad",
                style,
                c.county(通知公告=Column("通知公告", [listing, *c.news(3)]), 规范性文件=Column("规范性文件", c.originals(marked=False))),
                {"2.1.12": "fail unmarked"},
            )
        )
    kept = Item("云山区人民政府关于公布行政规范性文件清理结果的通知", "2017-08-20", rows.format("继续有效"))
    found.append(
        government(
            "repealkept",
            s.NAV,
            c.county(通知公告=Column("通知公告", [kept, *c.news(3)]), 规范性文件=Column("规范性文件", c.originals(marked=False))),
            {"2.1.12": OPEN + "/pass", "2.1.11": "pass/unknown"},
        )
    )
    later = Item(
        "云山区人民政府关于废止部分文件的通知",
        "2017-12-20",
        "<p>自2018年3月1日起，废止《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）。</p>",
    )
    found.append(
        government(
            "repeallater",
            s.NAV,
            c.county(通知公告=Column("通知公告", [later, *c.news(3)]), 规范性文件=Column("规范性文件", c.originals(marked=False))),
            {"2.1.12": OPEN + "/pass"},
        )
    )
    for name, mark, body in (
        ("marktitle", "云山区城市绿化管理暂行办法（已废止）", ""), ("markfield", "云山区城市绿化管理暂行办法", "<table><tr><td>索引号</td><td>001-2009</td><td>有效性</td><td>废止</td></tr></table>"),
        ("markimage", "云山区城市绿化管理暂行办法", "<img src='/images/feizhi.png' alt='已废止'>"),
        ("markred", "云山区城市绿化管理暂行办法", "<p align=center><font color=red>本文件已于2017年8月20日废止</font></p>"),
    ):  # fmt: skip
        original = Item(mark, "2009-05-06", f"<p>云政发〔2009〕12号</p><p>第一条 为加强城市绿化管理，制定本办法。{c.FILLER}</p>")
        original.shown = f"<p>发布日期：2009-05-06</p>{body}"
        found.append(
            government(
                name, s.NAV if name != "markred" else s.PLAIN, c.county(规范性文件=Column("规范性文件", [original, c.originals()[1]]))
            )
        )
    for name, style in (("norepeal", s.TABLES), ("norepealnav", s.NAV)):
        meeting = Item("我区召开行政规范性文件清理工作会议", "2017-08-20", f"<p>{c.FILLER}</p>")
        found.append(
            government(name, style, c.county(通知公告=Column("通知公告", [meeting, *c.news(3)])), {"2.1.11": "fail absent", "2.1.12": OPEN})
        )
    attached = Item("云山区人民政府关于公布废止文件目录的通知", "2017-08-20", "<p>目录见附件。</p>", (("/f/ml.xlsx", "废止文件目录.xlsx"),))
    site = government(
        "repealfile",
        s.TABLES,
        c.county(通知公告=Column("通知公告", [attached, *c.news(3)]), 规范性文件=Column("规范性文件", c.originals(marked=False))),
        {"2.1.12": "fail unmarked"},
    )
    put(
        site,
        "/f/ml.xlsx",
        c.workbook({"目录": [["序号", "文件名称", "文号"], ["1", "云山区城市绿化管理暂行办法", "云政发〔2009〕12号"]]}),
        XLSX,
    )
    found.append(site)
    return found


def plans() -> list[Site]:
    found = []

    def with_plan(name, style, item, expect, **more):
        return bureau(name, style, c.bureau(政务公开=Column("政务公开", [item, *c.news(2)]), **more), {"7.0.1": expect})

    found.append(with_plan("planontime", s.TABLES, c.plan("2017-05-27"), "pass"))
    found.append(with_plan("planlate", s.TABLES, c.plan("2017-05-29"), "fail late"))
    found.append(with_plan("planlatenav", s.NAV, c.plan("2017-06-15"), "fail late"))
    found.append(with_plan("planlateside", s.SIDE, c.plan("2017-06-15"), "fail late"))
    two = c.plan("2017-06-15", shown="<p>发布时间：2017-05-20</p>")
    found.append(with_plan("planlist", s.NAV, two, "unknown/pass"))
    contrary = c.plan("2017-05-20", shown="<p>发布时间：2017-05-20　发布日期：2017-06-20</p>")
    found.append(with_plan("plancontrary", s.NAV, contrary, "fail inconsistent/unknown"))
    found.append(
        with_plan(
            "planprovince",
            s.NAV,
            Item("浙江省人民政府办公厅关于印发2017年浙江省政务公开工作要点的通知", "2017-05-02", f"<p>{c.FILLER}</p>"),
            "fail absent",
        )
    )
    found.append(with_plan("plannodate", s.PLAIN_UNDATED, c.plan("2017-05-20", shown="<p></p>", href=""), "pass/unknown"))
    found.append(
        with_plan(
            "planother",
            s.NAV,
            Item("关于印发《云山区卫计局2017年政务公开工作要点责任分工》的通知", "2017-05-22", f"<p>{c.FILLER}</p>"),
            "pass",
        )
    )
    found.append(
        with_plan("planold", s.TABLES, Item("云山区2016年政务公开工作实施方案", "2016-05-22", f"<p>{c.FILLER}</p>"), "fail absent")
    )
    return found


def quarters() -> list[Site]:
    found = []
    forms = {
        "first": (("云山区2017年第二季度政府网站普查情况通报", "2017-07-11"), ("云山区2017年第三季度政府网站自查情况报告", "2017-10-11"), "pass"),
        "second": (("关于2017年二季度全区政府网站检查情况的通报", "2017-07-11"), ("关于2017年三季度全区政府网站监测情况的通报", "2017-10-11"), "pass"),
        "third": (("2017年第2季度网站抽查通报", "2017-07-11"), ("2017年第3季度网站抽查通报", "2017-10-11"), "pass"),
        "fourth": (("关于第二季度全区政府网站抽查情况的通报", "2017-07-11"), ("关于第三季度全区政府网站抽查情况的通报", "2017-10-11"), "pass"),
        "months": (("关于2017年6月份政府网站检查情况的通报", "2017-07-11"), ("关于2017年9月份政府网站检查情况的通报", "2017-10-11"), "pass"),
        "oldyear": (("关于2016年第二季度全区政府网站抽查情况的通报", "2016-07-11"), ("关于2016年第三季度全区政府网站抽查情况的通报", "2016-10-11"), "fail absent"),
        "gap": (("关于2017年第一季度全区政府网站抽查情况的通报", "2017-04-11"), ("关于2017年第三季度全区政府网站抽查情况的通报", "2017-10-11"), "fail gap"),
    }  # fmt: skip
    for number, (name, (one, two, expect)) in enumerate(forms.items()):
        items = [Item(title, day, f"<p>{c.FILLER}</p>") for title, day in (one, two)]
        style = (s.TABLES, s.NAV, s.SIDE, s.PLAIN)[number % 4]
        found.append(government(f"quarter{name}", style, c.county(网站监管=Column("网站监管", items)), {"6.3.2": expect}))
    found.append(bureau("quarterdept", s.NAV, c.bureau(网站监管=None), {"6.3.2": "manual"}))
    found.append(bureau("quarterdeptnone", s.NAV, c.bureau(网站监管=None), {"6.3.2": "not_applicable"}, subordinate=0))
    return found


def applying() -> list[Site]:
    found = []
    form = "<form action=/apply><table><tr><td>申请人姓名</td><td><input name=a></td></tr><tr><td>证件号码</td><td><input name=b></td></tr><tr><td>联系电话</td><td><input name=c></td></tr><tr><td>所需信息内容描述</td><td><textarea name=d></textarea></td></tr></table><input type=submit value=提交></form>"
    no_phone = c.GUIDE.replace("<p>联系电话：0570-1234567</p>", "")
    found.append(
        government(
            "applyform",
            s.NAV,
            c.county(依申请公开=Column("依申请公开", body="<h2>政府信息公开申请表</h2>" + form, below=[Column("申请指南", body=c.GUIDE)])),
        )
    )
    found.append(
        government(
            "applyitems",
            s.TABLES,
            c.county(
                依申请公开=Column(
                    "依申请公开",
                    [
                        Item("云山区政府信息公开指南", "2017-01-05", c.GUIDE),
                        Item("政府信息公开申请表", "2017-01-05", "<p>申请表</p>" + form),
                    ],
                )
            ),
        )
    )
    for name, style in (("applynophone", s.TABLES), ("applynophoneplain", s.PLAIN), ("applynophoneside", s.SIDE)):
        found.append(government(name, style, c.county(依申请公开=Column("依申请公开", body=no_phone)), {"6.4.1": "fail incomplete"}))
    dead = c.GUIDE.replace("《政府信息公开申请表》", "<a href='/f/sqb.doc'>政府信息公开申请表.doc</a>")
    found.append(government("applydead", s.NAV, c.county(依申请公开=Column("依申请公开", body=dead)), {"6.4.1": "fail broken"}))
    found.append(government("applynone", s.TABLES, c.county(依申请公开=None), {"6.4.1": "fail absent"}))
    scan = "<p><img src='/i/guide.jpg' alt=''></p>"
    found.append(government("applyscan", s.TABLES, c.county(依申请公开=Column("依申请公开", body=scan)), {"6.4.1": "unknown"}))
    found.append(
        government(
            "applyframe",
            s.NAV,
            c.county(依申请公开=Column("依申请公开", body="<iframe src='http://apply.other.example/form'></iframe>")),
            {"6.4.1": "unknown"},
        )
    )
    return found


def unseen() -> list[Site]:
    """What cannot be seen accuses nobody."""
    found = []
    nothing = dict.fromkeys(WHOLE, "unknown")

    def refused(status, body):
        return lambda path: None if path == "/robots.txt" else (status, {"Content-Type": "text/html"}, body.encode())

    for name, status, body in (
        ("forbidden", 403, "<html><title>403 Forbidden</title></html>"),
        ("challenge", 521, "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>"),
        ("screen", 200, "<html><head><script>var _0x=1;document.cookie='yunsuo_session=1';setTimeout('location.reload()',100)</script></head><body></body></html>"),
    ):  # fmt: skip
        found.append(government(name, s.NAV, c.county(), nothing, answer=refused(status, body)))
    robots = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
    found.append(government("robots", s.NAV, c.county(), nothing, answer=lambda path: robots if path == "/robots.txt" else None))
    some = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /c6/\nDisallow: /c7/\nDisallow: /c8/\nDisallow: /c9/\nDisallow: /c10/\n",
    )
    site = government(
        "somerobots",
        s.TABLES,
        c.county(政务公开=None),
        {"6.3.2": "pass/unknown", "6.4.1": OPEN, "7.0.1": OPEN, "2.4.2": "pass/unknown", "2.1.12": "unknown"},
        answer=lambda path: some if path == "/robots.txt" else None,
    )
    site.expect |= {"2.4.7": "pass/unknown", "2.4.4": "pass/unknown", "2.4.3": "pass/unknown"}
    found.append(site)
    wall = (403, {"Content-Type": "text/html"}, b"<html><title>403</title></html>")
    site = government(
        "wall",
        s.NAV,
        c.county(网站监管=None),
        {"6.4.1": OPEN, "7.0.1": OPEN, "6.3.2": OPEN},
        answer=lambda path: wall if path.startswith(("/c7/", "/c8/", "/c9/", "/c10/")) else None,
    )
    site.expect |= {"2.4.2": "pass/unknown", "2.1.12": "unknown"}
    found.append(site)
    return found
