"""Pages like real ones, made up: about 35 KB, 150 links, inline scripts and styles, in the frames of four kinds of platform.

Refuses to copy any real page: what is like them is the markup, the sizes and how much of a page stands on its neighbours as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

PAGES = 40  # of each site: lists and articles in turn
_CHARACTERS = "财政预算决算公开部门收支项目资金管理办法通知意见实施规定年度工作报告政策解读信息目录指南申请服务群众企业发展改革建设"
_STYLE = "".join(
    f".m{n} li a{{color:#3{n % 10}5a9f;line-height:{20 + n}px;padding:0 {n}px}}\n#b{n}{{width:{300 + n}px;overflow:hidden}}\n"
    for n in range(100)
)
_SCRIPT = """
function showTab{n}(i) {{ $("#tab{n} li").removeClass("on").eq(i).addClass("on"); $(".con{n}").hide().eq(i).show(); }}
function search{n}() {{ var word = $("#word{n}").val(); if (word == "") {{ alert("请输入关键字"); return false; }}
  window.open("/search/?q=" + encodeURIComponent(word)); }}
$(function () {{ $(".menu{n} > li").hover(function () {{
    $(this).find("ul").slideDown(200); }}, function () {{ $(this).find("ul").slideUp(200); }});
  var day = new Date();
  $("#day{n}").html(day.getFullYear() + "年" + (day.getMonth() + 1) + "月" + day.getDate() + "日"); }});
"""


def sites() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """(name, pages as address and body) of each site."""
    for name, draw in (("TRS", _trs), ("Hanweb", _hanweb), ("Epoint", _epoint), ("tables of 2005", _tables)):
        yield name, [_page(name, draw, number) for number in range(PAGES)]


def _page(name: str, draw: _Frame, number: int) -> tuple[str, bytes]:
    chance = random.Random(f"{name} {number}")
    host = f"http://{name.split()[0].lower()}.yunzhou.example"
    column = number % 12
    if number % 2:
        title = _words(chance, 18)
        text = "".join(f'<p style="text-indent:2em;line-height:28px">{_words(chance, 150)}。</p>\n' for _ in range(12))
        return f"{host}/art/2018/3/{number % 28 + 1}/art_{column}_{1000 + number}.html", draw(title, column, text, True).encode()
    rows = [(f"/art/2018/{n % 12 + 1}/1/art_{column}_{number * 30 + n}.html", _words(chance, 22), n) for n in range(30)]
    return f"{host}/col/{column}/index_{number}.html", draw(_column(column), column, rows, False).encode()


_Rows = list[tuple[str, str, int]]
_Frame = Callable[[str, int, "str | _Rows", bool], str]


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_CHARACTERS, k=length))


def _column(number: int) -> str:
    return f"{_CHARACTERS[number * 2 : number * 2 + 4]}公开"


def _day(number: int) -> str:
    return f"2018-{number % 12 + 1:02}-{number % 28 + 1:02}"


def _menu(item: str) -> str:
    """The 130 links that stand on every page, each put into ``item``."""
    links = [(f"/col/{n}/index.html", _column(n % 25) if n < 25 else f"{_CHARACTERS[n % 40 : n % 40 + 4 + n // 40]}") for n in range(115)]
    links += [(f"http://www.office{n}.gov.cn/", f"云州市第{n}局") for n in range(15)]
    return "\n".join(item.format(url=url, text=text, n=n % 7) for n, (url, text) in enumerate(links))


def _head(title: str, name: str, own: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html><head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n'
        f"<title>{title}-云州市人民政府</title>\n"
        f'<meta name="SiteName" content="云州市人民政府"><meta name="SiteIDCode" content="9900000001">\n'
        f'<meta name="ColumnName" content="{name}">\n'
        f'{own}<link rel="stylesheet" href="/css/all.css"><script src="/js/jquery.min.js"></script>\n'
        f'<style type="text/css">\n{_STYLE}</style>\n'
        f'<script type="text/javascript">{"".join(_SCRIPT.format(n=n) for n in range(4))}</script>\n</head>\n'
    )


_FOOT = (
    "主办单位：云州市人民政府办公室　承办单位：云州市信息中心　联系电话：0570-0000000<br>"
    '网站标识码：9900000001　<a href="http://beian.miit.gov.cn/">云ICP备05000000号</a>　'
    '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=99000002000001">云公网安备 99000002000001号</a>'
    '<script>document.write(unescape("%3Cspan id=\'_ideConac\'%3E%3C/span%3E"));</script><img src="/images/zfwzzc.png" alt="政府网站找错">'
)


def _rows(held: str | _Rows, item: str) -> str:
    return held if isinstance(held, str) else "\n".join(item.format(url=url, title=title, day=_day(n)) for url, title, n in held)


_TRS_ITEM = '<li class=m{n}><a href="{url}" target="_blank" title="{text}">{text}</a></li>'
_TRS_ROW = '<li><a href="{url}" target="_blank" title="{title}">{title}</a><span>{day}</span></li>'


def _trs(title: str, column: int, held: str | _Rows, article: bool) -> str:
    own = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2018-03-05 09:30">\n' if article else ""
    inner = (
        f'<div class="xl_tit"><h1>{title}</h1></div><div class="xl_info">发布日期：2018-03-05 09:30　来源：市财政局　'
        f'字体：<a href="javascript:doZoom(16)">'
        f'大</a> <a href="javascript:doZoom(12)">小</a></div><div id="zoom" class="TRS_Editor">{_rows(held, "")}</div>'
        if article
        else f"<ul class=\"list_con\">{_rows(held, _TRS_ROW)}</ul><script>createPageHTML(12, 3, 'index', 'html');</script>"
    )
    return (
        _head(title, _column(column), own) + f'<body><div class="header"><div class="logo"><img src="/images/logo.png"></div>'
        f"<ul class='nav menu0'>{_menu(_TRS_ITEM)}</ul></div>"
        f'<div class="wrap"><div class="CurrChnlCls">当前位置：<a href="/" class="CurrChnlCls">首页</a> &gt; <a href="/col/{column}/">'
        f'{_column(column)}</a></div><div class="main">{inner}</div></div><div class="footer">{_FOOT}</div></body></html>'
    )


_HANWEB_ITEM = '<td class="menu{n}"><a href="{url}" class="bt_link">{text}</a></td>'
_HANWEB_ROW = '<li><a href="{url}">{title}</a><b>{day}</b></li>'


def _hanweb(title: str, column: int, held: str | _Rows, article: bool) -> str:
    records = "".join(f"<record><![CDATA[{row}]]></record>" for row in _rows(held, _HANWEB_ROW).split("\n"))
    inner = (
        f'<table width="100%"><tr><td class="title">{title}</td></tr><tr><td>发布时间：2018-03-05　信息来源：市财政局'
        f'浏览次数：<script src="/vc/vc/interface/visit.jsp?id={column}"></script></td></tr>'
        f'<tr><td><div id="zoom">{_rows(held, "")}</div></td></tr></table>'
        if article
        else f'<div id="list"><script type="text/xml"><datastore><nextgroup></nextgroup>'
        f"<totalrecord>30</totalrecord><recordset>{records}"
        "</recordset></datastore></script></div>"
    )
    return (
        _head(title, _column(column), "")
        + f'<body><table width="1000" align="center" class="top"><tr><td><img src="/images/top.jpg"></td></tr><tr><td><table><tr>'
        f"{_menu(_HANWEB_ITEM)}</tr></table></td></tr></table>"
        f'<table width="1000" align="center"><tr><td class="position">您现在的位置：<a href="/">首页</a>&gt;&gt;<a href="/col/{column}/">'
        f'{_column(column)}</a></td></tr><tr><td>{inner}</td></tr></table><div id="foot">{_FOOT}</div></body></html>'
    )


_EPOINT_ITEM = '<li class="ewb-nav-item"><a class="ewb-nav-link" href="{url}"><span>{text}</span></a></li>'
_EPOINT_ROW = (
    "<li class='clearfix'><div class='ewb-list-name'><a href='{url}' title='{title}'>{title}</a></div><span class='r'>{day}</span></li>"
)


def _epoint(title: str, column: int, held: str | _Rows, article: bool) -> str:
    inner = (
        f'<div class="article-title"><h3>{title}</h3><p>【信息时间：2018/3/5　阅读次数：<span id="infoViewCount"></span>】</p></div>'
        f'<div class="ewb-article-info">{_rows(held, "")}</div>'
        if article
        else f"<ul class='ewb-list'>{_rows(held, _EPOINT_ROW)}</ul>"
        "<div class='ewb-page'><a href='2.html'>2</a><a href='3.html'>下页</a></div>"
    )
    return (
        _head(title, _column(column), "")
        + f'<body><div class="ewb-top"><div class="ewb-search"><input id="word1"><button onclick="search1()">搜索</button></div></div>'
        f'<div class="ewb-nav"><ul>{_menu(_EPOINT_ITEM)}</ul></div>'
        f'<div class="ewb-container"><div class="ewb-location"><span>当前位置：</span>'
        f'<a href="/">首页</a> &gt; <span>{_column(column)}</span></div><div class="ewb-main">{inner}</div></div>'
        f'<div class="ewb-footer">{_FOOT}</div></body></html>'
    )


_TABLES_ITEM = '<tr><td bgcolor="#f3f3f3"><img src="/img/a{n}.gif">&nbsp;<a href="{url}"><font color="#990000">{text}</font></a></td></tr>'
_TABLES_ROW = (
    '<tr><td width="20"><img src="/img/dot.gif"></td><td height="26"><a href="{url}"><font color="#333333">{title}</font></a></td>'
    "<td>[{day}]</td></tr>"
)


def _tables(title: str, column: int, held: str | _Rows, article: bool) -> str:
    inner = (
        f'<table><tr><td align="center"><font size="4"><b>{title}</b></font></td></tr>'
        f'<tr><td align="center">[ 2018-3-5 　作者：办公室 ]</td></tr>'
        f"<tr><td>{_rows(held, '')}</td></tr></table>"
        if article
        else f"<table>{_rows(held, _TABLES_ROW)}</table><p>共 30 条　首页　上一页　下一页　尾页　1/1</p>"
    )
    return (
        _head(title, _column(column), "")
        + f'<body><table width="778" align="center"><tr><td colspan="2"><img src="/img/head.jpg"></td></tr>'
        f'<tr><td width="180" valign="top"><table>'
        f"{_menu(_TABLES_ITEM)}</table></td>"
        f'<td valign="top"><p>当前位置：<a href="/">首页</a> &gt; {_column(column)}</p>{inner}</td></tr></table>'
        f'<p align="center">{_FOOT}</p></body></html>'
    )
