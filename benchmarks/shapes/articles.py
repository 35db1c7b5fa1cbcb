"""Pages of items as portals draw them: title, day and body, and what stands around them inside the same container."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from benchmarks.shapes.records import Article

if TYPE_CHECKING:
    from benchmarks.shapes.drawing import Drawing


def plain(site: Drawing, article: Article) -> str:
    """h1, a line with the day, the body."""
    line = f"<div class='info'>发布日期：{article.day:%Y-%m-%d}　来源：办公室</div>" if article.day else ""
    return f"<div class='article'><h1>{escape(article.title)}</h1>{line}<div class='text'>{article.body}</div></div>"


def neighbours(site: Drawing, article: Article) -> str:
    """With the previous and the next item below."""
    lines = "".join(
        f"<p>{word}：<a href='{escape(row.href)}'>{escape(row.label)}</a></p>"
        for word, row in (("上一篇", article.before), ("下一篇", article.after))
        if row
    )
    return plain(site, article) + f"<div class='around'>{lines}</div>"


def cells(site: Drawing, article: Article) -> str:
    """Cells of a table; the title is a font."""
    line = f"<tr><td align='center'>[ 发布时间：{article.day:%Y-%m-%d} ]　【字体：大 中 小】</td></tr>" if article.day else ""
    return (
        "<table width='96%' border='0'><tr><td align='center' height='50'><font size='4' color='#cc0000'><b>"
        f"{escape(article.title)}</b></font></td></tr>{line}<tr><td>{article.body}</td></tr></table>"
    )


def below_index(site: Drawing, article: Article) -> str:
    """A table of metadata above the title."""
    day = f"{article.day:%Y-%m-%d}" if article.day else ""
    table = (
        f"<table border='1' width='100%'><tr><td>索引号</td><td>{site.number(article.path)}</td>"
        f"<td>文号</td><td>{escape(article.number)}</td></tr>"
        f"<tr><td>发布机构</td><td>{escape(site.portal.body)}</td><td>发布日期</td><td>{day}</td></tr>"
        "<tr><td>公开方式</td><td>主动公开</td><td>公开时限</td><td>长期公开</td></tr></table>"
    )
    return f"<div class='article'>{table}<div class='title'>{escape(article.title)}</div><div class='text'>{article.body}</div></div>"


def split_day(site: Drawing, article: Article) -> str:
    """The day split over tags."""
    line = (
        f"<div class='info'>时间：<b>{article.day:%Y}</b>-<b>{article.day:%m}</b>-<b>{article.day:%d}</b>　"
        "<span>浏览次数：</span><span id='hits'>1207</span></div>"
        if article.day
        else ""
    )
    return f"<div class='article'><h2>{escape(article.title)}</h2>{line}<div class='text'>{article.body}</div></div>"


def day_first(site: Drawing, article: Article) -> str:
    """The day above the title, in Chinese."""
    line = f"<p class='time'>{article.day.year}年{article.day.month}月{article.day.day}日</p>" if article.day else ""
    return f"<div class='article'>{line}<h1>{escape(article.title)}</h1><div class='text'>{article.body}</div></div>"


def day_last(site: Drawing, article: Article) -> str:
    """The day at the end of the text alone."""
    line = (
        f"<p align='right'>{escape(site.portal.body)}</p><p align='right'>{article.day.year}年{article.day.month}月{article.day.day}日</p>"
        if article.day
        else ""
    )
    return f"<div class='article'><h1>{escape(article.title)}</h1><div class='text'>{article.body}{line}</div></div>"


def scripted_day(site: Drawing, article: Article) -> str:
    """The day in a variable of a script in the page."""
    line = f"<script>var pubdata='{article.day:%Y年%m月%d日}';document.write('发布时间：'+pubdata);</script>" if article.day else ""
    return (
        f"<div class='article'><h1>{escape(article.title)}</h1><div class='info'>{line}</div><div class='text'>{article.body}</div></div>"
    )


def with_foot(site: Drawing, article: Article) -> str:
    """The site's foot and the tools of the page inside the container of the text."""
    line = f"<p>发布日期：{article.day:%Y-%m-%d} 信息来源：{escape(site.portal.body)}</p>" if article.day else ""
    tools = "<p>【<a href='javascript:window.print()'>打印</a>】【<a href='javascript:window.close()'>关闭</a>】分享到：</p>"
    foot = f"<p>主办单位：{escape(site.portal.body)}　承办：县政府办公室　网站标识码：3308990001</p>"
    foot += "<p>浙ICP备00000000号　联系电话：0570-0000000</p>"
    return f"<div class='TRS_Editor'><h1>{escape(article.title)}</h1>{line}{article.body}{tools}{foot}</div>"


def bare(site: Drawing, article: Article) -> str:
    """Paragraphs and nothing else: the title is the first, in bold."""
    line = f"<p>{article.day:%Y.%m.%d}</p>" if article.day else ""
    return f"<p align='center'><strong>{escape(article.title)}</strong></p>{line}{article.body}"
