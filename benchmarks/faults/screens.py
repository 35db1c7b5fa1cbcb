"""What stands in a page's place: screens of our own in the manner of what is met, several of each sort. Copies none."""

from __future__ import annotations

_HTML = '<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _page(title: str | None, body: str) -> bytes:
    return _HTML.format(head="" if title is None else f"<title>{title}</title>", body=body).encode()


_SIGN_IN = (
    '<form action="/uc/signin" method="post"><label>{user}<input name="u"></label>'
    '<label>{key}<input type="password" name="p"></label><button>{go}</button></form>'
)

SCREENS: dict[str, tuple[bytes, ...]] = {
    "login": (
        _page(
            "统一身份认证平台",
            "<h2>用户登录</h2>" + _SIGN_IN.format(user="用户名", key="密码", go="登 录") + "<p>忘记密码请与信息中心联系</p>",
        ),
        _page("Sign in", _SIGN_IN.format(user="Account", key="Password", go="Continue")),
        _page(
            "云州政务服务",
            '<div class="box"><p>请使用手机扫描二维码进入</p><img src="/qr.png" alt=""><p>本页面仅限内部工作人员使用</p></div>',
        ),
    ),
    "busy": (
        _page("提示", "<p>当前访问人数过多，请稍候再试。</p>"),
        _page("Server is busy", "<h1>Too many people are here right now</h1><p>Please take a number and come back in a minute.</p>"),
        _page(None, "<div>前方排队 312 人，预计等候 5 分钟</div><script>setTimeout('location.reload()',30000)</script>"),
    ),
    "maintenance": (
        _page("系统升级公告", "<h1>系统升级</h1><p>为了给您更好的体验，本网站将于今晚22时至次日6时停机升级，给您带来不便敬请谅解。</p>"),
        _page("We'll be right back", "<h1>We'll be right back</h1><p>Our engineers are moving the furniture.</p>"),
        _page("网站迁移中", '<table width="100%"><tr><td align="center"><img src="/b.png" alt="网站正在搬家"></td></tr></table>'),
    ),
    "cdn": (
        _page("访问出错", "<h1>源站暂时没有响应</h1><p>节点 CN-YZ-0417 无法与源站建立连接</p><p>Request ID: 7f31c0aa92</p>"),
        _page("Origin unreachable", "<h2>The edge could not reach the origin</h2><p>Ray 5d2c · Edge HKG · Visitor 10.1.1.7</p>"),
        _page(None, "<center><h3>加速节点回源失败</h3><hr>edge-cache/3.2</center>"),
    ),
    "database": (
        _page("Database Error", "<p>Error establishing a database connection</p>"),
        b"<br />\n<b>Warning</b>:  mysqli_connect(): (HY000/2002): Connection refused in <b>/www/web/db.php</b> on line <b>17</b><br />\n",
        _page("出错啦", "<p>ORA-12541: TNS:no listener</p><pre>at com.portal.dao.ArticleDao.query(ArticleDao.java:88)</pre>"),
    ),
    "waf": (
        _page("405", "<h1>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h1><p>您的请求ID是: 781bad0a15</p>"),
        _page("405", "<p>Your request was intercepted by the shield of this site.</p><p>Event 20180115-88121</p>"),
        _page("403 Forbidden", "<h1>请求被拦截</h1><p>创宇之盾类防护系统认为本次请求异常，如属误报请联系管理员。</p>"),
    ),
    "captcha": (
        _page(
            "安全验证", '<p>请完成下方验证后继续访问</p><input name="code"><img src="/vcode?r=1" alt="看不清，换一张"><button>提交</button>'
        ),
        _page("Just a moment", "<p>Checking that you are a person</p><div id='slider'></div><script>challenge('9f3')</script>"),
        _page(None, "<div id='box'>拖动滑块完成拼图</div><script src='/cap.js'></script>"),
    ),
    "empty": (b"", b"\n\n", b"<html><head></head><body></body></html>"),
    "absent": (
        _page("提示信息", "<p>您要查看的内容已经搬走，或者从未来过。</p><a href='/'>返回首页</a>"),
        _page("页面不存在", "<h1>找不到页面</h1><p>3 秒后返回首页</p>"),
        _page("云州省门户", "<div class='msg'>没有相关数据</div>"),
    ),
}
STATUS_SCREEN = _page("Error", "<h1>{status}</h1>")


def screen(sort: str, pick: int, site: str, number: int) -> bytes:
    """One screen of a sort; where a screen tells the request's id or the site's name, each answer differs a little, as on the web."""
    sorts = SCREENS[sort]
    body = sorts[pick % len(sorts)]
    changed = body.replace(b"781bad0a15", f"{number:010x}".encode()).replace(b"7f31c0aa92", f"{number * 7919:010x}".encode())
    return changed.replace("云州政务服务".encode(), site.encode()).replace(b"5d2c", f"{number:04x}".encode())
