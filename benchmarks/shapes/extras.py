"""What stands beside the content on every page: breadcrumbs, latest and hot items, other offices, the foot."""

from __future__ import annotations

from html import escape
from random import Random
from typing import TYPE_CHECKING

from benchmarks.shapes.records import Row, Screen

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing

_OFFICES = ("云州市人民政府", "云州市发改委", "云州市财政局", "兰溪县人民政府", "清河县人民政府", "云浦县统计局", "云浦县教育局")


def crumb(site: Drawing, screen: Screen) -> str:
    """The way here."""
    if not screen.trail:
        return ""
    steps = " &gt; ".join(f"<a href='{escape(each.href)}'>{escape(each.name)}</a>" for each in screen.trail)
    return f"<div class='crumb'>当前位置：{steps}</div>"


def crumb_to_here(site: Drawing, screen: Screen) -> str:
    """The way here, and the page's own title at its end; angles of another kind."""
    if not screen.trail:
        return ""
    steps = "»".join(f"<a href='{escape(each.href)}'>{escape(each.name)}</a>" for each in screen.trail[:-1])
    last = screen.trail[-1]
    end = f"»<a href='{escape(last.href)}'>{escape(last.name)}</a>»正文" if screen.kind == "article" else f"»{escape(last.name)}"
    return f"<div class='crumb'>您的位置：{steps}{end}</div>"


def nothing(site: Drawing, screen: Screen) -> str:
    return ""


def foot(site: Drawing, screen: Screen) -> str:
    """Whose site it is."""
    body = escape(site.portal.body)
    return f"<div class='footer'><p>主办单位：{body}　地址：云浦县人民路1号</p><p>网站标识码：3308990001　浙ICP备00000000号</p></div>"


def banner(site: Drawing, screen: Screen) -> str:
    return f"<div class='banner'>{escape(site.portal.body)}</div>"


def heading_banner(site: Drawing, screen: Screen) -> str:
    """The site's name is the h1 of every page."""
    return f"<h1>{escape(site.portal.body)}</h1>"


def picture_banner(site: Drawing, screen: Screen) -> str:
    return f"<div><img src='/img/banner.jpg' alt='{escape(site.portal.body)}'></div>"


def sidebars(site: Drawing, screen: Screen) -> str:
    """Latest, hot and related items; the last two change from page to page, and never link a policy with its interpretation."""
    paired = [row.href for key in ("gfxwj", "zcjd") for row in site.rows_of(key)]
    drawn = Random(screen.path).sample([row for row in site.everything if row.href not in paired], 8)
    return _box("最新信息", site.latest[:5], dated=True) + _box("热点排行", drawn[:4]) + _box("相关链接", drawn[4:])


def latest(site: Drawing, screen: Screen) -> str:
    return _box("最新信息", site.latest[:6], dated=True)


def _box(title: str, rows: list[Row], dated: bool = False) -> str:
    held = "".join(
        f"<li><a href='{escape(row.href)}'>{escape(row.label)}</a>"
        + (f"<span>{row.day:%m-%d}</span>" if dated and row.day else "")
        + "</li>"
        for row in rows
    )
    return f"<div class='side'><h3>{title}</h3><ul>{held}</ul></div>"


def offices(site: Drawing, screen: Screen) -> str:
    """Drop-downs and a row of other offices."""
    held = "".join(f"<option value='http://www.office{n}.gov.cn/'>{name}</option>" for n, name in enumerate(_OFFICES))
    links = " ".join(f"<a href='http://www.office{n}.gov.cn/' target='_blank'>{name}</a>" for n, name in enumerate(_OFFICES))
    lists = "".join(
        f"<select onchange='window.open(this.value)'><option>{label}</option>{held}</select>"
        for label in ("上级政府网站", "县级部门网站", "其他网站")
    )
    return f"<div class='friends'>友情链接：{lists}<p>{links}</p></div>"
