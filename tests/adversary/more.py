# ruff: noqa: E501
"""Further sites: what is published in parts, in pictures, behind walls, under other platforms' addresses; and look-alikes."""

from __future__ import annotations

from dataclasses import replace

from tests.adversary import content as c
from tests.adversary import styles as s
from tests.adversary.sites import OPEN, XLSX, bureau, government, put
from tests.adversary.web import Column, Item, Site, draw

PICTURE = "<p align=center><img src='/upload/2017/{}.jpg' width=700></p>"


def more() -> list[Site]:
    return [*parts(), *walls(), *repeals(), *applying(), *dates(), *platforms(), *pairs(), *portals(), *titles(), *prices()]


def parts() -> list[Site]:
    found = []
    names = ("一般公共预算收支表", "政府性基金预算收支表", "国有资本经营预算收支表", "社会保险基金预算收支表")
    each = [
        Item(
            f"云山区2017年{n}",
            "2017-03-01",
            f"<table border=1><tr><td>项目</td><td>金额</td></tr><tr><td>{n[:-3]}合计</td><td>100</td></tr></table>",
        )
        for n in names
    ]
    found.append(government("split", s.NAV, c.county(财政预决算=Column("财政预决算", [*each, *c.budgets()[1:], *c.departments()]))))
    found.append(
        government("splittables", s.TABLES, c.county(财政预决算=Column("财政预决算", [*each, *c.budgets()[1:], *c.departments()])))
    )
    # One year's folder holds one page a table.
    own = ("收支预算总表", "财政拨款收支预算总表", "一般公共预算支出表", "“三公”经费预算表", "政府性基金预算支出表")
    tables = [
        Item(
            f"2017年卫计局{n}",
            "2017-03-01",
            f"<table border=1><tr><td>项目</td><td>金额</td></tr><tr><td>{n}合计</td><td>100</td></tr></table>",
        )
        for n in own
    ]
    found.append(
        bureau("splitdept", s.NAV, c.bureau(预决算公开=Column("预决算公开", [*tables, *c.own_money()[1:]])), {"2.4.5": "pass/unknown"})
    )

    # Years as folders, titles without a year.
    def bare(items):
        return [
            replace(i, title=i.title.replace("2017年", "").replace("2016年度", "").replace("2016年", "").replace("2015年度", ""))
            for i in items
        ]

    m = c.own_money()
    years = [Column("2017年", bare([m[0], m[2]])), Column("2016年", bare([m[1], m[3]]))]
    found.append(
        bureau(
            "yearfolders", s.NAV, c.bureau(预决算公开=Column("预决算公开", below=years)), {"2.4.5": "pass/unknown", "2.4.6": "pass/unknown"}
        )
    )
    titles = [
        Item("云山区2016年预算执行情况和2017年预算（草案）的报告", "2017-03-01", c.FOUR),
        Item("云山区2015年预算执行情况和2016年预算（草案）的报告", "2016-03-01", c.FOUR),
        Item("云山区2016年度财政决算报告", "2017-09-01", c.FOUR + c.FILLER * 2),
        Item("2015年区级财政决算", "2016-09-01", c.FOUR + c.FILLER * 2),
    ]
    found.append(government("budgettitles", s.SIDE, c.county(财政预决算=Column("财政预决算", [*titles, *c.departments()]))))
    both = [
        Item("卫计局2017年部门预算及“三公”经费预算公开", "2017-03-01", c.DEPARTMENT),
        Item("云山区卫计局2016年部门预算和“三公”经费公开", "2016-03-01", c.DEPARTMENT),
        Item("云山区卫计局2016年部门决算及“三公”经费决算公开", "2017-09-01", c.ACCOUNTS),
        Item("关于公布2015年度卫计局部门决算的公告", "2016-09-01", c.ACCOUNTS),
    ]
    found.append(bureau("both", s.LONE, c.bureau(预决算公开=Column("预决算公开", both))))
    # A page that only leads on.
    on = Item("云山区卫生和计划生育局2017年部门预算", "2017-03-20", "<p><a href='/ys/2017.html'>点击查看</a></p>")
    site = bureau("leadson", s.NAV, c.bureau(预决算公开=Column("预决算公开", [on, *m[1:]])))
    put(site, "/ys/2017.html", f"<html><title>2017</title><body><h1>2017</h1>{c.DEPARTMENT}</body></html>")
    found.append(site)
    scan = Item(m[0].title, "2017-03-20", PICTURE.format(1) + PICTURE.format(2))
    for name, style in (("scan", s.NAV), ("scantables", s.TABLES), ("scanside", s.SIDE), ("scanplain", s.PLAIN), ("scanlone", s.LONE)):
        found.append(bureau(name, style, c.bureau(预决算公开=Column("预决算公开", [scan, *m[1:]])), {"2.4.5": "unknown"}))
    mixed = Item(m[0].title, "2017-03-20", "<p>现将我局2017年部门预算公开如下：</p>" + PICTURE.format(1))
    for name, style in (("mixed", s.NAV), ("mixedtables", s.TABLES), ("mixedlone", s.LONE)):
        found.append(bureau(name, style, c.bureau(预决算公开=Column("预决算公开", [mixed, *m[1:]])), {"2.4.5": "unknown"}))
    return found


def walls() -> list[Site]:
    found = []
    m = c.own_money()
    item = Item(m[0].title, "2017-03-20", "<p>详见附件</p>", (("/f/a.xlsx", "附件.xlsx"),))
    for name, status, body in (
        ("filewall", 200, "<html><title>安全验证</title><body>请输入验证码继续访问</body></html>"),
        ("fileforbidden", 403, "<html>403</html>"),
        (
            "filelogin",
            200,
            "<html><title>用户登录</title><body><form><input name=user><input name=password type=password></form>请先登录后再下载</body></html>",
        ),
    ):
        site = bureau(name, s.NAV, c.bureau(预决算公开=Column("预决算公开", [item, *m[1:]])), {"2.4.5": "unknown"})
        put(site, "/f/a.xlsx", body, status=status)
        found.append(site)
    # Lists in scripts.
    data = "<html><head><title>网站监管</title></head><body><ul class=nav><li><a href=/>首页</a></li></ul><div class=position>当前位置：<a href=/>首页</a> &gt; 网站监管</div><div id=box></div><script>var rows=[{t:'关于2017年第二季度全区政府网站抽查情况的通报',u:'a1'}];for(i in rows){document.getElementById('box').innerHTML+=rows[i].t}</script></body></html>"
    found.append(
        government("inscript", s.NAV, c.county(网站监管=Column("网站监管", raw=data)), {"6.3.2": OPEN + "/pass", "2.1.12": "unknown"})
    )
    elsewhere = c.county(依申请公开=None)
    site = government("applyaway", s.NAV, elsewhere, {"6.4.1": "unknown"})
    status, kind, body = site.pages["/"]
    site.pages["/"] = (
        status,
        kind,
        body.replace(b"</ul></div>", "<li><a href='http://ysq.anzhou.gov.example/'>依申请公开</a></li></ul></div>".encode(), 1),
    )
    found.append(site)
    # A dropdown head that only unfolds is no menu behind a script.
    site = government("dropdown", s.NAV, c.county(政务公开=None), {"7.0.1": "fail absent"})
    for path, (status, kind, body) in list(site.pages.items()):
        site.pages[path] = (
            status,
            kind,
            body.replace(
                b'<ul class="nav">',
                '<ul class="nav"><li><a href="javascript:;">信息公开</a></li><li><a href="#" onclick="SetHome(this,location)">设为首页</a></li><li><a href="javascript:AddFavorite(1)">加入收藏</a></li>'.encode(),
            ),
        )
    found.append(site)
    return found


def repeals() -> list[Site]:
    found = []
    base = c.originals(marked=False)
    newer = Item(
        "云山区城市绿化管理办法",
        "2017-09-06",
        f"<p>云政发〔2017〕30号</p><p>第一条 为加强城市绿化管理，制定本办法。{c.FILLER}</p><p>《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）同时废止。</p>",
    )
    reading = Item("《云山区城市绿化管理暂行办法》解读", "2009-06-06", f"<p>一、制定背景。{c.FILLER}</p>")
    found.append(government("successor", s.NAV, c.county(规范性文件=Column("规范性文件", [newer, base[1]]))))
    found.append(government("onlyreading", s.PLAIN, c.county(规范性文件=Column("规范性文件", [reading, base[1]]))))
    tagged = replace(base[0], title="[已废止]云山区城市绿化管理暂行办法")
    found.append(government("tagged", s.TABLES, c.county(规范性文件=Column("规范性文件", [tagged, base[1]]))))
    changed = Item(
        "云山区人民政府关于修改和废止部分行政规范性文件的决定",
        "2017-08-20",
        "<p>一、对下列文件予以修改：</p><p>1.《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）</p><p>二、对下列文件予以废止：</p><p>1.《云山区人民政府关于扶持家禽养殖的若干意见》（云政发〔2010〕33号）</p>",
    )
    found.append(
        government("changed", s.NAV, c.county(通知公告=Column("通知公告", [changed, *c.news(2)]), 规范性文件=Column("规范性文件", base)))
    )
    keeping = Item(
        "云山区人民政府关于公布继续有效、废止和失效行政规范性文件目录的通知",
        "2017-08-20",
        "<p>一、继续有效的文件</p><p>1.《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）</p><p>二、废止的文件</p><p>1.《云山区人民政府关于扶持家禽养殖的若干意见》（云政发〔2010〕33号）</p><p>三、失效的文件</p><p>无</p>",
    )
    found.append(
        government("keeping", s.TABLES, c.county(通知公告=Column("通知公告", [keeping, *c.news(2)]), 规范性文件=Column("规范性文件", base)))
    )
    for name, body in (
        ("signed", "<p style='color:red'>（本文件已被云政发〔2017〕20号废止）</p>"),
        ("noted", "<p>注：根据《云山区人民政府关于废止和宣布失效部分行政规范性文件的通知》，本文件已于2017年8月20日起废止。</p>"),
        ("struck", "<div style='border:1px solid red'>失 效</div>"),
        ("stopped", "<p><b>【停止执行】</b></p>"),
    ):
        item = replace(base[0], body=body + base[0].body)
        for suffix, style in (("", s.NAV), ("side", s.SIDE)):
            found.append(government(name + suffix, style, c.county(规范性文件=Column("规范性文件", [item, base[1]]))))
    scanned = Item("云山区人民政府关于废止部分文件的通知", "2017-08-20", PICTURE.format(3))
    found.append(
        government(
            "scannedlist",
            s.TABLES,
            c.county(通知公告=Column("通知公告", [scanned, *c.news(2)]), 规范性文件=Column("规范性文件", base)),
            {"2.1.11": "unknown", "2.1.12": OPEN},
        )
    )
    return found


def applying() -> list[Site]:
    found = []
    files = Column(
        "依申请公开",
        body="<p>详见附件</p>",
        files=(("/f/zn.xlsx", "云山区政府信息公开指南.xlsx"), ("/f/sqb.xlsx", "政府信息公开申请表.xlsx")),
    )
    site = government("applyfiles", s.NAV, c.county(依申请公开=files))
    put(
        site,
        "/f/zn.xlsx",
        c.workbook({"指南": [["政府信息公开指南"], ["受理机构：区政府办公室"], ["联系电话：0570-1234567"], ["通信地址：中山路1号"]]}),
        XLSX,
    )
    put(site, "/f/sqb.xlsx", c.workbook({"表": [["政府信息公开申请表"], ["申请人", ""]]}), XLSX)
    found.append(site)
    other = c.county(
        依申请公开=Column(
            "依申请公开",
            body="<p>请填写下表在线提交。</p><form><table><tr><td>申请人<input name=a></td></tr><tr><td>内容<textarea name=b></textarea></td></tr><tr><td>电话<input name=c></td></tr><tr><td>邮编<input name=d></td></tr></table></form>",
        )
    )
    other.append(Column("信息公开指南", body=c.GUIDE))
    for name, style in (("applyother", s.NAV), ("applyothertables", s.TABLES)):
        found.append(government(name, style, other, {"6.4.1": "pass/unknown"}))
    news = Column("依申请公开", c.news(4))
    found.append(government("applynews", s.TABLES, c.county(依申请公开=news), {"6.4.1": "fail"}))
    for name, style in (
        ("applyblanknav", s.NAV),
        ("applyblanklone", s.LONE),
        ("applyblankplain", s.PLAIN),
        ("applyblankheaded", s.NAV_HEADED),
    ):
        found.append(
            government(
                name,
                style,
                c.county(依申请公开=Column("依申请公开", body="<div class=list><p>该栏目正在建设中，敬请期待！</p></div>")),
                {"6.4.1": "fail blank"},
            )
        )
    return found


def dates() -> list[Site]:
    found = []
    plan = c.plan("2017-05-20")
    raw = s.nav_shell(plan.title, [("政务公开", "/c8/")], s.dated_article(plan, ""), [], "云山区").replace(
        "<head>",
        "<head><meta name='PubDate' content='2017-06-20 10:00'><meta name='ArticleTitle' content='云山区2017年政务公开工作实施方案'>",
    )
    found.append(
        government(
            "planmeta", s.NAV, c.county(政务公开=Column("政务公开", [replace(plan, raw=raw), *c.news(2)])), {"7.0.1": "pass/unknown"}
        )
    )
    late = c.plan("2017-06-20")
    rawlate = raw.replace("发布日期：2017-05-20", "发布日期：2017-06-20").replace(
        "content='2017-06-20 10:00'", "content='2017-05-20 10:00'"
    )
    found.append(
        government(
            "planmetalate",
            s.NAV,
            c.county(政务公开=Column("政务公开", [replace(late, raw=rawlate), *c.news(2)])),
            {"7.0.1": "unknown/fail late"},
        )
    )
    said = c.plan("2017-05-20")
    said.body += "<p>各单位应于2017年6月30日前报送落实情况。</p><p>云山区人民政府办公室</p><p>2017年6月12日</p>"
    found.append(government("plansigned", s.TABLES, c.county(政务公开=Column("政务公开", [said, *c.news(2)])), {"7.0.1": "pass/unknown"}))
    filed = Item("云山区2017年政务公开工作实施方案", "2017-05-20", href="/f/fa.xlsx")
    site = government("planfile", s.NAV, c.county(政务公开=Column("政务公开", [filed, *c.news(2)])))
    put(site, "/f/fa.xlsx", c.workbook({"方案": [["云山区2017年政务公开工作实施方案"], ["任务", "单位"]]}), XLSX)
    site.expect["7.0.1"] = "pass/unknown"
    found.append(site)
    short = [
        Item("关于第二季度全区政府网站抽查情况的通报", "2017-07-12", f"<p>{c.FILLER}</p>", shown="<p></p>"),
        Item("关于第三季度全区政府网站抽查情况的通报", "2017-10-12", f"<p>{c.FILLER}</p>", shown="<p></p>"),
    ]
    found.append(government("quartershort", s.NAV_SHORT, c.county(网站监管=Column("网站监管", short)), {"6.3.2": "pass/unknown"}))
    pinned = [Item("关于2015年第四季度全区政府网站抽查情况的通报", "2016-01-12", f"<p>{c.FILLER}</p>"), *c.quarterly()]
    found.append(government("quarterpinned", s.TABLES, c.county(网站监管=Column("网站监管", pinned))))
    annual = [
        Item("云山区2017年政府网站工作年度报表", "2018-01-05", f"<p>{c.FILLER}</p>"),
        Item("关于做好第三季度政府网站检查工作的通知", "2017-09-05", f"<p>{c.FILLER}</p>"),
    ]
    found.append(government("quarterlike", s.NAV, c.county(网站监管=Column("网站监管", annual)), {"6.3.2": "fail absent"}))
    return found


def platforms() -> list[Site]:
    """The same content under addresses with queries."""
    found = []
    for name, expect, columns in (
        ("asp", {}, c.county()),
        (
            "aspfaulty",
            {"7.0.1": "fail absent", "6.4.1": "fail blank"},
            c.county(政务公开=None, 依申请公开=Column("依申请公开", body="<p>暂无内容</p>")),
        ),
    ):
        site = government(name, s.SIDE, columns, expect)
        moved = {}
        for number, path in enumerate(sorted(site.pages)):
            if path != "/":
                moved[path] = f"/list.asp?classid={number}" if path.endswith("/") else f"/show.asp?id={number}"
        pages = {}
        for path, (status, kind, body) in site.pages.items():
            text = body.decode("gbk")
            for old in sorted(moved, key=len, reverse=True):
                text = text.replace(f'href="{old}"', f'href="{moved[old]}"').replace(f"href='{old}'", f"href='{moved[old]}'")
            pages[moved.get(path, path)] = (status, kind, text.encode("gbk"))
        site.pages = pages
        found.append(site)
    return found


def pairs() -> list[Site]:
    found = []
    reading, document = c.pair()

    def site(name, style, there, back, expect):
        columns = [*c.county(规范性文件=Column("规范性文件", [*c.originals(), document])), Column("政策解读", [reading, *c.news(2)])]
        made = government(name, style, columns, {"6.2.1": expect})
        for item, path, extra in (
            (reading, "/p/jd.html", f"<p>相关文件：<a href='/p/wj.html'>{document.title}</a></p>" if there else ""),
            (document, "/p/wj.html", f"<p>相关解读：<a href='/p/jd.html'>{reading.title}</a></p>" if back else ""),
        ):
            html = style.shell(
                item.title, [], style.article(replace(item, body=f"<p>{c.FILLER * 2}</p>{extra}"), ""), [("通知公告", "/c1/")], "云山区"
            )
            put(made, path, html.encode(style.charset), f"text/html; charset={style.charset}")
        return made

    for suffix, style in (("", s.NAV), ("tables", s.TABLES), ("side", s.SIDE)):
        found.append(site(f"paired{suffix}", style, True, True, "pass"))
        found.append(site(f"oneway{suffix}", style, True, False, "fail unlinked"))
    return found


def portals() -> list[Site]:
    """A portal that holds other bodies' pages; menus in frames; a column that answers with errors."""
    found = []
    site = government("subportal", s.NAV, c.county())
    below = bureau(
        "x", replace(s.NAV, prefix="/jyj/"), c.bureau(依申请公开=Column("依申请公开"), 预决算公开=Column("预决算公开"), 政务公开=None)
    )
    site.pages |= {path: page for path, page in below.pages.items() if path.startswith("/jyj/")}
    status, kind, body = site.pages["/"]
    site.pages["/"] = (status, kind, body.replace(b"</ul></div>", "<li><a href='/jyj/'>教育局</a></li></ul></div>".encode(), 1))
    found.append(site)
    site = government("menuframe", s.LONE, c.county())
    put(site, "/left.html", site.pages["/"][2])
    put(
        site,
        "/",
        "<html><head><title>云山区</title></head><frameset cols='200,*'><frame name=left src='left.html'><frame name=main src='welcome.html'></frameset></html>",
    )
    put(site, "/welcome.html", "<html><body><h1>欢迎访问</h1></body></html>")
    found.append(site)
    site = government("menuframefaulty", s.LONE, c.county(政务公开=None), {"7.0.1": "fail absent"})
    put(site, "/left.html", site.pages["/"][2])
    put(site, "/", found[-1].pages["/"][2])
    put(site, "/welcome.html", "<html><body><h1>欢迎访问</h1></body></html>")
    found.append(site)
    busy = (429, {"Content-Type": "text/html"}, b"<html>slow down</html>")
    site = government(
        "cut", s.NAV, c.county(网站监管=None), {"6.3.2": OPEN, "7.0.1": OPEN, "6.4.1": OPEN, "2.4.2": "pass/unknown", "2.1.12": "unknown"}
    )
    site.answer = lambda path: (403, *busy[1:]) if path.startswith(("/c8/", "/c9/")) else None
    found.append(site)
    return found


def titles() -> list[Site]:
    """Notices of repeal by their many names, and what is none."""
    found = []
    listing = "<p>1.《云山区城市绿化管理暂行办法》（云政发〔2009〕12号）废止。</p>"
    for number, title in enumerate(
        (
            "关于宣布部分行政规范性文件废止的公告",
            "云山区人民政府关于公布行政规范性文件清理结果的公告",
            "关于废止《云山区城市绿化管理暂行办法》的决定",
            "云山区人民政府关于宣布失效一批文件的通知",
            "云山区政府规范性文件废止目录（2017年）",
            "云山区人民政府令第12号（关于废止部分规章的决定）",
        )
    ):
        item = Item(title, "2017-08-20", listing)
        style = (s.NAV, s.TABLES, s.SIDE, s.PLAIN, s.LONE, s.NAV_SHORT)[number]
        # One line under a banner, with no title in the page's head, may as well be a picture with a caption.
        short = {"2.1.11": "pass/unknown", "2.1.12": "pass/unknown"} if style is s.SIDE else {}
        found.append(government(f"title{number}", style, c.county(通知公告=Column("通知公告", [item, *c.news(2)])), short))
    for number, title in enumerate(
        (
            "关于废止渔业船舶国籍证书的公告",
            "云山区发票遗失作废声明",
            "我区全面完成行政规范性文件清理工作",
            "关于开展行政规范性文件清理工作的通知",
        )
    ):
        item = Item(title, "2017-08-20", f"<p>{c.FILLER}</p>")
        style = (s.NAV, s.TABLES, s.SIDE, s.PLAIN)[number]
        found.append(
            government(
                f"like{number}",
                style,
                c.county(通知公告=Column("通知公告", [item, *c.news(2)])),
                {"2.1.11": "fail/unknown", "2.1.12": OPEN},
            )
        )
    for number, title in enumerate(
        (
            "2017年云山区政务公开工作要点",
            "云山区人民政府办公室关于印发2017年全区政务公开工作安排的通知",
            "区府办关于印发《2017年政务公开工作任务分解表》的通知",
            "云山区2017年政务公开重点工作实施方案",
        )
    ):
        item = Item(title, "2017-05-22", f"<p>{c.FILLER}</p>")
        style = (s.NAV, s.TABLES, s.SIDE, s.LONE)[number]
        found.append(government(f"plantitle{number}", style, c.county(政务公开=Column("政务公开", [item, *c.news(2)]))))
    return found


def prices() -> list[Site]:
    found = []
    rows = [
        ["序号", "收费项目", "收费标准", "定价依据"],
        ["1", "机动车停放服务费", "5元/小时", "云价费〔2016〕8号"],
        ["2", "有线电视基本收视费", "22元/月", "云价费〔2010〕3号"],
    ]
    fees = [
        ["序号", "部门", "项目名称", "政策依据"],
        ["1", "公安", "居民身份证工本费", "云价费〔2004〕12号"],
        ["2", "国土", "土地复垦费", "土地管理法"],
    ]

    def table(found):
        return "<table border=1>" + "".join("<tr>" + "".join(f"<td>{x}</td>" for x in row) + "</tr>" for row in found) + "</table>"

    def office(name, style, extra, expect):
        base = dict.fromkeys(("2.1.11", "2.1.12", "6.4.1", "7.0.1", "1.2.1", "2.1.8"), "pass")
        return draw(
            Site(name, ("development_reform",), "city", base | expect), [*c.bureau(), *extra], style, owner="安州市发展和改革委员会"
        )

    one, two = (
        Item("安州市行政事业性收费目录清单", "2017-04-01", table(fees)),
        Item("安州市政府定价的经营服务性收费目录清单", "2017-04-01", table(rows)),
    )
    found.append(office("prices", s.NAV, [Column("收费目录清单", [one, two])], {}))
    found.append(office("pricestables", s.TABLES, [Column("行政事业性收费", [one]), Column("经营服务性收费", [two])], {}))
    found.append(
        office(
            "pricesmisnamed",
            s.PLAIN,
            [Column("价格收费", [one, two, *c.news(2)])],
            {"1.2.1": "fail misnamed/pass", "2.1.8": "fail misnamed/pass"},
        )
    )
    found.append(office("pricesonlyfees", s.SIDE, [Column("收费目录清单", [one])], {"2.1.8": "fail absent"}))
    found.append(office("pricesblank", s.TABLES, [Column("行政事业性收费", [one]), Column("经营服务性收费")], {"2.1.8": "fail blank"}))
    filed = Item(
        "关于公布行政事业性收费和经营服务性收费目录清单的公告", "2017-04-01", "<p>详见附件</p>", (("/f/qd.xlsx", "目录清单.xlsx"),)
    )
    site = office("pricesfile", s.LONE, [Column("收费公示", [filed])], {})
    put(site, "/f/qd.xlsx", c.workbook({"行政事业性收费": fees, "经营服务性收费": rows}), XLSX)
    found.append(site)
    scan = [replace(one, body=PICTURE.format(7)), replace(two, body=PICTURE.format(8))]
    found.append(office("pricesscan", s.TABLES, [Column("收费公示", scan)], {"1.2.1": "unknown", "2.1.8": "unknown"}))
    return found
