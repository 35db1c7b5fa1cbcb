"""What a page is, decided before anything else is concluded from it.

Refuses to take an error screen, a challenge or a redirect for content, whatever status it came with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.scanning import without_elements, without_tags
from spotcheck.crawler.reading.scripts import of_script
from spotcheck.crawler.records import PageKind

_SHELL = 600  # characters of visible text up to which a page may be a screen of its server
_REFRESH = re.compile(
    r"<meta\b(?=[^<>]{0,500}\bhttp-equiv\s*+=\s*+\\?[\"']?refresh)[^<>]{0,500}?\bcontent\s*+=\s*+\\?[\"']?"
    r"\s*+(\d{1,9})\s*+[;,]\s*+(?:url\s*+=\s*+)?\\?[\"']?([^\"'>\\]{1,2000})",
    re.IGNORECASE,
)
_LOCATION = re.compile(r"location(?:\.href|\.replace|\.assign)?\s*+(?:=|\()\s*+[\"']([^\"'+]{1,300})[\"'](?![+\w])")
_CHALLENGE = re.compile(
    r"__jsl_clearance|jsl_clearance|_cf_chl|cf-challenge|challenge-platform|Just a moment|加速乐|知道创宇|云锁|安域.{0,20}(?:验证|拦截)|"
    r"人机验证|滑动验证|安全验证|请输入验证码|访问(?:过于)?频繁|访问验证|正在验证|行为异常|请求存在威胁|请求已?被(?:拦截|阻断)|"
    r"访问(?:已)?被(?:拦截|阻断|拒绝)|"
    r"网站防火墙|安全狗|WAF拦截|yunsuo_session|SafeLine|wzws-waf|document\.cookie\s*=[^;]{1,200};[^<]{0,200}location\.(?:reload|href)|"
    r"enable JavaScript and cookies|\$_ts\s*=|_\$[a-zA-Z0-9]{2}\(\)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*+(?:(?:错误|error|http)\W*+)?[45]\d\d\W*+(?:(?:错误|error)\W*+)?$", re.IGNORECASE)
_NO_SUCH_TITLE = re.compile(
    r"not\s*found|404\W{0,3}(?:错误|error|页)|(?:页面|网页|文件|内容)(?:不存在|没有找到|未找到|找不到|丢失)|找不到(?:页面|网页|文件|您)|无法找到",
    re.IGNORECASE,
)
_OTHER_TITLE = re.compile(
    r"^\W*+(?:(?:错误|error|http)\W*+)?(?:40[0-9]|50[0-9])\b|bad gateway|service (?:temporarily )?unavailable|"
    r"internal server error|forbidden|gateway time-?out|"
    r"(?:页面|网页|文件|内容)(?:无法访问|出错)|出错了|系统(?:错误|繁忙|异常)|运行时错误|server error",
    re.IGNORECASE,
)
_NO_SUCH_TEXT = re.compile(
    r"(?:您(?:所)?(?:要)?(?:访问|查找|浏览|请求)的?(?:页面|网页|内容|信息|文件|资源|栏目|文章)[^。]{0,12}(?:不存在|已被?删除|"
    r"已移除|找不到|未找到|已失效|丢失))|"
    r"(?:页面|网页|文章|信息|内容|栏目)(?:不存在|已被?删除|没有找到|已不存在|找不到了?|走丢了|未发布)|找不到(?:该|您|"
    r"此)?[^。]{0,6}(?:页面|网页|文件)|404 ?(?:错误|Not Found|-)|HTTP (?:Status|错误|Error) ?[-–]? ?4(?:04|10)|"
    r"No such file or directory|The requested URL .{0,80} was not found|"
    r"抱歉[，,！!][^。]{0,16}(?:不存在|删除|找不到)",
    re.IGNORECASE,
)
_OTHER_TEXT = re.compile(
    r"您(?:所)?(?:要)?(?:访问|查找|浏览|请求)的?(?:页面|网页|内容|信息|文件|资源|栏目|文章)[^。]{0,12}(?:无法显示|出错)|"
    r"HTTP (?:Status|错误|Error) ?[-–]? ?[45]\d\d|502 Bad Gateway|503 Service|抱歉[，,！!][^。]{0,16}错误",
    re.IGNORECASE,
)
_CLOSURE = re.compile(
    r"(?:本网站|本站|该网站|网站|网页)[^。！]{0,24}(?:已?(?:正式)?(?:关闭|关停|下线|停止运行|停止服务|停用|停止更新|注销)|"
    r"(?:迁移|整合|归并|合并|并入|迁|移)至?|不再(?:更新|维护|使用))|网站(?:迁移|关停|关闭|下线|整合)(?:公告|通知|说明)|"
    r"(?:请|点击)(?:访问|进入|登录)[^。]{0,16}新(?:网站|网址|站|版)"
)
_EMPTY = re.compile(
    r"(?:暂无|暂时(?:没有|无)|没有(?:找到|查询到|任何|相关)|尚无|目前没有|无相关|该栏目下?(?:没有|无)|此栏目(?:暂)?(?:没有|"
    r"无))[^。\n]{0,10}(?:内容|信息|数据|记录|文章|新闻|资料|更新|公开)|"
    r"(?:内容|栏目|页面|信息|资料|网页)[^。\n]{0,6}(?:正在)?(?:建设中|更新中|整理中|完善中|维护中|筹备中)|正在建设|敬请期待|^[^\w\n]*+暂无[^\w\n]*+$",
    re.MULTILINE,
)
_TEMPLATES = re.compile(r"\{\{[^{}]{1,60}\}\}|\bv-for=|\bng-repeat=|\bv-html=|<%[=-]|\$\{[\w.]+\}")
_TEMPLATE_SIGNS = ("{{", "v-for=", "ng-repeat=", "v-html=", "<%", "${")  # in all of them
_LOADERS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|jQuery\.(?:ajax|get|post|getJSON)\s*\(|\baxios\b|\bfetch\s*\(|XMLHttpRequest|"
    r"new Vue\b|createApp\s*\(|ReactDOM|\.load\s*\(\s*[\"'][^\"']*[\"']|"
    r"\.jpage\s*\(|dataproxy|layui\.(?:use|laypage)|bootstrapTable|loadData\s*\(|getList\s*\(|getData\s*\(|template\s*\("
)
_WRITES = re.compile(r"\.innerHTML\s*\+?=|document\.write(?:ln)?\s*\(|\.(?:append|html)\s*\(")
_REPEATS = re.compile(r"\bfor\s*\(|\.forEach\s*\(|\$\.each\s*\(|\.map\s*\(")
_MOUNT = re.compile(r"<(?:div|main|section)[^<>]{1,300}id=[\"']?(?:app|root|__nuxt|__next)[\"']?[^<>]{0,300}>\s*+</", re.IGNORECASE)
_NOSCRIPT = re.compile(
    r"<noscript[^<>]{0,300}>[^<]{0,300}(?:(?:请|需要|必须)[^<]{0,12}(?:启用|开启|打开)[^<]{0,6}JavaScript|enable JavaScript|"
    r"doesn't work properly without)",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"/t?\d{8}_\d+\.|/art/\d{4}/|/content_\w+\.|/post_\d+\.|/\d{4}-\d{2}-\d{2}/|/\d{4}/\d{1,2}/\d{1,2}/|/\d{6,8}/|/(?:article|"
    r"info|detail|content|show|view|news)[-_/]?\d+|"
    r"[?&](?:article_?id|id|infoid|newsid|contentid)=|/[0-9a-f]{24,36}\.|/\d{3,}\.s?html?$|art_\d+_\d+|/c\d+/[\w-]*\d{5,}",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"/(?:index|list)?(?:_\d+)?(?:\.\w{3,5})?$|/cols?/|/list|/channel|/column|/node|[?&](?:catid|cid|columnid|channelid|page)=",
    re.IGNORECASE,
)
_QUOTED = ("a", "script", "style", "title")  # elements whose words are not the page's own
_SITE_MAP = re.compile(r"^(?:网站|站点|本站)?(?:地图|导航图)$|(?:网站|站点)地图$")
_APPLICATION = re.compile(r"依申请公开(?:申请)?(?:表)?$|(?:网上|在线|我要)申请|申请公开$")
_INTERACTION = re.compile(r"(?:办理|受理|回复|答复)状态|来信(?:时间|主题|标题|编号)|(?:回复|答复|办结)时间\s*[:：]?|留言(?:时间|内容)[:：]")


def screen(markup: Markup, visible: str, resolve: Resolver) -> tuple[PageKind | None, str]:
    """Whether the whole page is a redirect (and where to), a challenge, an error screen or a notice of closure."""
    title = markup.head_title
    if _NUMBER.match(title) and len(visible) < 4000:
        return (PageKind.CHALLENGE if _CHALLENGE.search(visible) else PageKind.ERROR), ""
    if len(visible) > _SHELL:
        return None, ""
    source = markup.source
    where = redirect_target(markup, visible, resolve)
    if where:
        return PageKind.REDIRECT, where
    if _CHALLENGE.search(source if len(visible) < 120 else visible):
        return PageKind.CHALLENGE, ""
    if len(visible) < 400 and (_NO_SUCH_TITLE.search(title) or _OTHER_TITLE.search(title)):
        return PageKind.ERROR, ""
    anchors = source.count("<a ")
    if anchors < 12 and (_NO_SUCH_TEXT.search(visible) or _OTHER_TEXT.search(visible)):
        return PageKind.ERROR, ""
    if anchors < 15 and _CLOSURE.search(visible) and _CLOSURE.search(_said(source)):
        return PageKind.CLOSURE, ""
    return None, ""


def says_no_such_page(title: str, text: str) -> bool:
    """Whether an error screen says that there is no such page. A number for a title says nothing: servers that block, that fail and
    that lack a page all show one."""
    return (not _NUMBER.match(title) and bool(_NO_SUCH_TITLE.search(title))) or bool(_NO_SUCH_TEXT.search(text))


def _said(source: str) -> str:
    """What a page says in its own words: the titles of notices that it links to are not its own."""
    return without_tags(without_elements(source, _QUOTED, " "), " ")


def redirect_target(markup: Markup, visible: str, resolve: Resolver) -> str:
    """Where a page without text of its own sends its reader at once; "" where it does not."""
    if len(visible) > 120 or markup.source.count("<a ") > 6:
        return ""
    own = (markup.url, markup.url.rstrip("/"))
    if (m := _REFRESH.search(markup.source)) and int(m[1]) <= 30 and (where := resolve(m[2].strip())) and where not in own:
        return where
    for script in markup.scripts:
        if "location" in script and len(script) < 3000 and (m := _LOCATION.search(_at_once(script, markup.source))):
            where = resolve(m[1])
            if where and where not in own:
                return where
    return ""


_CLICKED = re.compile(
    r"(?:click|on|bind|live|change|submit|tap|touch\w{0,12}|keydown|keyup|press\w{0,12}|Listener)\W[^;{}]{0,80}function[^{}]{0,60}\{",
    re.IGNORECASE,
)
_NAMED = re.compile(r"function\s+([\w$]+)\s*\([^(){}]{0,100}\)\s*\{")


def _at_once(script: str, source: str) -> str:
    """A script without what runs only when a visitor does something: handlers of clicks, functions that nothing calls by itself."""
    for pattern in (_CLICKED, _NAMED):
        at = 0
        while (m := pattern.search(script, at)) is not None:
            name = m[1] if pattern is _NAMED else ""
            if name and (
                len(re.findall(rf"(?<![\w$]){re.escape(name)}(?![\w$])", script)) > 1
                or re.search(rf"""\bonload\s*=\s*["']?[^"'>]{{0,80}}{re.escape(name)}""", source)
            ):
                at = m.end()
                continue
            end = closing(script, m.end())
            script, at = script[: m.start()] + script[end:], m.start()
    return script


def closing(text: str, start: int) -> int:
    """Behind the brace that closes the one before ``start``; the end of the text where none does."""
    depth = 1
    for m in re.compile(r"[{}]").finditer(text, start):
        depth += 1 if m[0] == "{" else -1
        if not depth:
            return m.end()
    return len(text)


def is_home(url: str) -> bool:
    """Whether an address is the front page of its host."""
    parts = urlsplit(url)
    return (parts.path in ("", "/") and not parts.query) or bool(re.fullmatch(r"/(?:index|default|main|home)\.\w{3,5}", parts.path))


def looks_detail(url: str) -> bool:
    """Whether an address is shaped like one document's, on any platform."""
    return bool(_DETAIL.search(url))


def looks_list(url: str) -> bool:
    """Whether an address is shaped like a column's, on any platform."""
    return bool(_LIST.search(url)) and not looks_detail(url)


def is_site_map(title: str) -> bool:
    """Whether a page is the map of its site."""
    return bool(_SITE_MAP.search(title))


def is_application(title: str) -> bool:
    """Whether a page is where information is applied for."""
    return bool(_APPLICATION.search(title))


def is_error_text(text: str) -> bool:
    """Whether the main part of a page with navigation says only that there is no such page."""
    return len(text) < 200 and bool(_NO_SUCH_TEXT.search(text))


_HOLLOW = re.compile(
    r"<(ul|ol|tbody|table|dl)\b[^<>]{0,500}>\s*+</\1>|"
    r"<div[^<>]{0,300}(?:class|id)=\"[^\"<>]{0,200}(?:list|news|record|con\b|content|main)[^\"<>]{0,200}\"[^<>]{0,300}>\s*+</div>",
    re.IGNORECASE,
)
_NONE = re.compile(r"共\s*0\s*(?:条|篇|页)|<totalrecord>0</")


def has_hollow(main_html: str) -> bool:
    """Whether the main part of a page holds an empty list, or counts none."""
    return bool(_HOLLOW.search(main_html) or _NONE.search(main_html))


def says_empty(text: str) -> bool:
    """Whether a page says that its column has no content."""
    return bool(_EMPTY.search(text))


def is_interaction(text: str) -> bool:
    """Whether a list is one of letters and answers."""
    return len(_INTERACTION.findall(text)) >= 3


def filled_by_script(markup: Markup, main_html: str, main: Sequence[str]) -> bool:
    """Whether a page without content of its own would be filled by a script."""
    if is_template(markup, main_html):
        return True
    if _NOSCRIPT.search(markup.source) and sum(map(len, main)) < 200:
        return True
    return any(map(_fills, markup.scripts))


@of_script
def _fills(script: str) -> bool:
    """Whether a script asks for data, or writes the same for each of several."""
    return bool(_LOADERS.search(script) or (_WRITES.search(script) and _REPEATS.search(script)))


def is_template(markup: Markup, main_html: str) -> bool:
    """Whether a page is the unfilled template of an application that runs in the browser."""
    unfilled = any(sign in main_html for sign in _TEMPLATE_SIGNS) and _TEMPLATES.search(main_html)
    return bool(unfilled or _MOUNT.search(markup.source))
