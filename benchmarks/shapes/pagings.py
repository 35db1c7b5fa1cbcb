"""The ways in which a list goes on to its next page, as portals write them. Draws the bar only, not the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from benchmarks.shapes import scripts

SIZE = 5  # rows on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Page ``number`` of ``total`` of a list of ``count`` rows that stands at ``base``."""

    base: str
    number: int
    total: int
    count: int
    at: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way on. ``asks``: the field of a form sent by POST that holds the number; ``fragment``: pages but the first are rows alone."""

    name: str
    about: str
    at: Callable[[str, int], str]
    bar: Callable[[Leaf], str]
    files: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""
    fragment: bool = False
    datastore: bool = False
    always: bool = False  # the bar stands on lists of one page too


def _joined(base: str, query: str) -> str:
    return f"{base}{'&' if '?' in base else '?'}{query}"


def index_at(base: str, number: int) -> str:
    """index_1.html is the second page."""
    return base if number == 1 else f"{base}index_{number - 1}.html"


def query_at(base: str, number: int) -> str:
    """?page=2."""
    return base if number == 1 else _joined(base, f"page={number}")


def path_at(base: str, number: int) -> str:
    """/czsz/2/."""
    return base if number == 1 else f"{base}{number}/"


def _list_at(base: str, number: int) -> str:
    return base if number == 1 else f"{base}list_{number}.shtml"


def _own_at(base: str, number: int) -> str:
    return base if number == 1 else f"{base}p{number}.shtml"


def _api_at(base: str, number: int) -> str:
    return base if number == 1 else f"/api/rows.jsp?col={base.strip('/')}&page={number}"


def links(leaf: Leaf) -> str:
    """Plain links."""
    numbers = " ".join(
        f"<span class='on'>{n}</span>" if n == leaf.number else f"<a href='{escape(leaf.at(n))}'>{n}</a>" for n in range(1, leaf.total + 1)
    )
    onward = f" <a href='{escape(leaf.at(leaf.number + 1))}'>下一页</a>" if leaf.number < leaf.total else ""
    return f"<div class='pager'>{numbers}{onward}</div>"


def _calls(function: str) -> Callable[[Leaf], str]:
    def bar(leaf: Leaf) -> str:
        numbers = " ".join(
            f"<b>{n}</b>" if n == leaf.number else f'<a href="javascript:{function}({n})">{n}</a>' for n in range(1, leaf.total + 1)
        )
        onward = f' <a href="javascript:{function}({min(leaf.number + 1, leaf.total)})">下一页</a>'
        return f"<div class='pager'>{numbers}{onward} 共{leaf.count}条</div>"

    return bar


def _inline_go(leaf: Leaf) -> str:
    return f"<script type='text/javascript'>{scripts.GO}</script>" + _calls("goPage")(leaf)


def _outer_go(leaf: Leaf) -> str:
    return "<script type='text/javascript' src='/js/page.js'></script>" + _calls("goPage")(leaf)


def _postback(leaf: Leaf) -> str:
    numbers = " ".join(
        f"<span>{n}</span>" if n == leaf.number else f"""<a href="javascript:__doPostBack('AspNetPager1','{n}')">{n}</a>"""
        for n in range(1, leaf.total + 1)
    )
    script = (
        "<script type='text/javascript'>\n//<![CDATA[\nvar theForm = document.forms['form1'];\n"
        "function __doPostBack(eventTarget, eventArgument) { theForm.__EVENTTARGET.value = eventTarget; "
        "theForm.__EVENTARGUMENT.value = eventArgument; theForm.submit(); }\n//]]>\n</script>"
    )
    return (
        f"<form method='post' action='{escape(leaf.base)}' id='form1' name='form1'>"
        "<input type='hidden' name='__EVENTTARGET' value='' /><input type='hidden' name='__EVENTARGUMENT' value='' />"
        f"<input type='hidden' name='__VIEWSTATE' value='/wEPDwUKLTk2Nzg4' />{script}<div id='AspNetPager1'>{numbers}</div></form>"
    )


def _post_form(leaf: Leaf) -> str:
    return (
        f"<form name='pageForm' method='post' action='{escape(leaf.base)}'><input type='hidden' name='pageNo' value='{leaf.number}'>"
        f"第{leaf.number}页/共{leaf.total}页 <a href='#' onclick=\"document.pageForm.pageNo.value={min(leaf.number + 1, leaf.total)};"
        'document.pageForm.submit();return false;">下一页</a></form>'
    )


def _more(leaf: Leaf) -> str:
    return (
        "<div class='more' id='more'>加载更多</div><script src='/js/jquery.min.js'></script><script src='/js/app.js'></script>"
        if leaf.number == 1
        else ""
    )


def _text_only(leaf: Leaf) -> str:
    return f"<div id='pager'>第{leaf.number}/{leaf.total}页 共{leaf.count}条</div><script src='/js/pager.js'></script>"


def _last_only(leaf: Leaf) -> str:
    back = f" <a href='{escape(leaf.at(leaf.number - 1))}'>上一页</a>" if leaf.number > 1 else ""
    return f"<div class='pager'><a href='{escape(leaf.at(1))}'>首页</a>{back} <a href='{escape(leaf.at(leaf.total))}'>尾页</a></div>"


def _select(leaf: Leaf) -> str:
    options = "".join(
        f"<option value='{escape(leaf.at(n))}'{' selected' if n == leaf.number else ''}>第{n}页</option>" for n in range(1, leaf.total + 1)
    )
    return f"<div>转到 <select onchange='window.location=this.value'>{options}</select></div>"


def _data_pages(leaf: Leaf) -> str:
    spans = "".join(f"<span data-page='{n}'{' class=on' if n == leaf.number else ''}>{n}</span>" for n in range(1, leaf.total + 1))
    return f"<div class='pages'>{spans}</div><script src='/js/jquery.min.js'></script><script src='/js/pages.js'></script>"


def _laypage(leaf: Leaf) -> str:
    return (
        "<div id='fy'></div><script src='/js/laypage.js'></script><script>laypage({cont: 'fy', "
        f"pages: {leaf.total}, curr: {leaf.number}, jump: function(e, first){{ "
        f"if(!first){{ location.href = '?page=' + e.curr; }} }} }});</script>"
    )


def _trs(leaf: Leaf) -> str:
    call = f'createPageHTML({leaf.total}, {leaf.number - 1}, "index", "html");'
    return f"<div class='fy'><script src='/js/trs.js'></script><script>{call}</script></div>"


def _ucap(leaf: Leaf) -> str:
    call = f"createPageHTML('page_div',{leaf.total},{leaf.number},'list','shtml',{leaf.count});"
    return f"<div id='page_div'></div><script src='/js/ucap.js'></script><script>{call}</script>"


def _arrow(leaf: Leaf) -> str:
    if leaf.number == leaf.total:
        return ""
    return f"<div class='arrows'><a rel='next' href='{escape(leaf.at(leaf.number + 1))}'><img src='/img/r.png' alt=''></a></div>"


def _scroll(leaf: Leaf) -> str:
    if leaf.number > 1:
        return ""
    return (
        f"<div id='sentinel' data-url='/api/rows.jsp' data-col='{leaf.base.strip('/')}' data-pages='{leaf.total}'></div>"
        "<script src='/js/scroll.js'></script>"
    )


def _buttons(leaf: Leaf) -> str:
    return "".join(
        f"<button type='button' onclick=\"location.href='{escape(leaf.at(n))}'\"{' disabled' if n == leaf.number else ''}>{n}</button>"
        for n in range(1, leaf.total + 1)
    )


def _plugin(leaf: Leaf) -> str:
    if leaf.number > 1:
        return ""
    return (
        "<div id='Pagination'></div><script src='/js/jquery.min.js'></script><script src='/js/jquery.pagination.js'></script>"
        "<script>$('#Pagination').pagination("
        f"{leaf.count}, {{ items_per_page: {SIZE}, callback: function(i){{ "
        f"$.post('/api/rows.jsp', {{ col: '{leaf.base.strip('/')}', page: i + 1 }}, "
        "function(html){ $('#rows').html(html); }); } });</script>"
    )


INDEX = Way(name="index", about="links to index_1.html", at=index_at, bar=links)
QUERY = Way(name="query", about="links to ?page=2", at=query_at, bar=links)

WAYS = (
    INDEX,
    QUERY,
    Way(name="path", about="links to /list/2/", at=path_at, bar=links),
    Way(name="go-inline", about="goPage(2), defined in the page", at=index_at, bar=_inline_go),
    Way(name="go-outer", about="goPage(2), defined in a script file", at=index_at, bar=_outer_go, files={"/js/page.js": scripts.GO}),
    Way(name="postback", about="__doPostBack of ASP.NET", at=query_at, bar=_postback, asks="__EVENTARGUMENT"),
    Way(name="post-form", about="a form sent by POST", at=query_at, bar=_post_form, asks="pageNo"),
    Way(name="more", about="加载更多, by a script file", at=_api_at, bar=_more, files={"/js/app.js": scripts.MORE}, fragment=True),
    Way(
        name="text-only",
        about="第1/3页 as text, links drawn by a script file",
        at=index_at,
        bar=_text_only,
        files={"/js/pager.js": scripts.PAGER},
    ),
    Way(name="last-only", about="首页, 上一页 and 尾页, no next", at=index_at, bar=_last_only),
    Way(name="select", about="a drop-down of pages", at=index_at, bar=_select),
    Way(
        name="data-page",
        about="spans with data-page, wired by a script file",
        at=query_at,
        bar=_data_pages,
        files={"/js/pages.js": scripts.PAGES},
    ),
    Way(
        name="laypage",
        about="laypage with pages and jump in the page",
        at=query_at,
        bar=_laypage,
        files={"/js/laypage.js": scripts.LAYPAGE},
    ),
    Way(name="trs", about="createPageHTML with four arguments", at=index_at, bar=_trs, files={"/js/trs.js": scripts.TRS}, always=True),
    Way(name="ucap", about="createPageHTML with six arguments", at=_list_at, bar=_ucap, files={"/js/ucap.js": scripts.UCAP}, always=True),
    Way(
        name="ucap-own",
        about="the same call, and a script file that spells the pages otherwise",
        at=_own_at,
        bar=_ucap,
        files={"/js/ucap.js": scripts.UCAP_OWN},
    ),
    Way(name="arrow", about="an arrow with rel=next and nothing else", at=index_at, bar=_arrow),
    Way(
        name="scroll",
        about="infinite scroll by a script file",
        at=_api_at,
        bar=_scroll,
        files={"/js/scroll.js": scripts.SCROLL},
        fragment=True,
    ),
    Way(name="buttons", about="buttons with an address in onclick", at=index_at, bar=_buttons),
    Way(
        name="plugin",
        about="a jQuery plugin that posts for rows",
        at=_api_at,
        bar=_plugin,
        files={"/js/jquery.pagination.js": scripts.PAGINATION},
        fragment=True,
        asks="page",
    ),
    Way(name="jpage", about="a datastore in the page with the address of the next group", at=index_at, bar=links, datastore=True),
)
