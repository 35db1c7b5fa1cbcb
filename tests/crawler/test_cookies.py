"""Cookies: what a host sets goes back to it, within bounds, and is found nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler.cookies import MAX_COOKIES, MAX_HEADER, MAX_HOSTS, Cookies
from spotcheck.crawler.records import Outcome
from tests.crawler.web import Answer, page, serve

URL = "http://www.a.gov.cn/x/y"


def jar(*lines: bytes, url: str = URL) -> Cookies:
    cookies = Cookies()
    cookies.keep(url, lines, now=1000.0)
    return cookies


@pytest.mark.parametrize(
    ("line", "there", "sent"),
    [
        (b"a=1", "http://www.a.gov.cn/x/z", b"a=1"),
        (b"a=1; Path=/", "https://www.a.gov.cn/", b"a=1"),
        (b"a=1", "http://www.a.gov.cn/other/", b""),
        (b"a=1; Path=/x", "http://www.a.gov.cn/xy", b""),
        (b"a=1; Path=/; Domain=.gov.cn", "http://www.b.gov.cn/", b""),
        (b"a=1; Path=/; Domain=a.gov.cn", "http://a.gov.cn/", b""),
        (b"a=1; Path=/", "http://www.a.gov.cn:8080/", b""),
        (b"a=1; Path=/; Max-Age=0", "http://www.a.gov.cn/", b""),
        (b"a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://www.a.gov.cn/", b""),
        (b"a=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT", "http://www.a.gov.cn/", b"a=1"),
        (b"a=1; Path=/; Expires=sometime", "http://www.a.gov.cn/", b"a=1"),
        (b"a=1; Path=/; Secure", "https://www.a.gov.cn/", b""),
        (b"=1", URL, b""),
        (b"a", URL, b""),
        (b"a b=1", URL, b""),
        (b"a=1\r\nX: y", URL, b""),
        (b"a=" + b"x" * 5000, URL, b""),
        ("a=值".encode("gbk"), URL, "a=值".encode("gbk")),
        (b'a="1 2"', URL, b'a="1 2"'),
    ],
)
def test_a_cookie_goes_back_to_its_host_and_path_alone(line: bytes, there: str, sent: bytes) -> None:
    assert jar(line).header(there, now=1001.0) == sent


def test_a_later_cookie_takes_the_place_of_an_earlier_one_and_an_expired_one_takes_it_away() -> None:
    cookies = jar(b"a=1", b"b=2", b"a=3")
    assert cookies.header(URL, now=1001.0) == b"b=2; a=3"
    cookies.keep(URL, [b"a=; Max-Age=-1"], now=1002.0)
    assert cookies.header(URL, now=1003.0) == b"b=2"


def test_a_cookie_that_lives_a_while_is_gone_after_it() -> None:
    cookies = jar(b"a=1; Max-Age=60")
    assert cookies.header(URL, now=1059.0) == b"a=1"
    assert cookies.header(URL, now=1061.0) == b""


def test_hosts_keep_few_cookies_and_send_little() -> None:
    cookies = jar(*(b"n%d=%b" % (n, b"x" * 900) for n in range(200)))
    header = cookies.header(URL, now=1001.0)
    assert header.count(b"=") <= MAX_COOKIES and len(header) <= MAX_HEADER
    for n in range(2 * MAX_HOSTS):
        cookies.keep(f"http://h{n}.gov.cn/", [b"a=1"], now=1000.0)
    assert sum(bool(cookies.header(f"http://h{n}.gov.cn/", now=1001.0)) for n in range(2 * MAX_HOSTS)) <= MAX_HOSTS


@given(st.lists(st.binary(max_size=80), max_size=5))
def test_no_line_breaks_the_jar_or_the_header(lines: list[bytes]) -> None:
    header = jar(*lines).header(URL, now=1001.0)
    assert b"\r" not in header and b"\n" not in header


def asked_for_with_cookies(give: Callable[[str], Answer]) -> dict[str, object]:
    return {"/": page("首页", ("/x", "信息公开目录")), "/x": give}


def test_a_page_that_sends_its_reader_back_with_a_cookie_is_no_trap(tmp_path: Path) -> None:
    def gate(cookie: str) -> Answer:
        return page("到了") if "pass=1" in cookie else Answer(status=302, headers={"Location": "/x", "Set-Cookie": "pass=1; Path=/"})

    with serve(asked_for_with_cookies(gate), by_cookie=("/x",)) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome is Outcome.READ and not visits["/x"].redirect_to
    stored = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"pass=1" not in stored


def test_a_round_over_another_page_that_sets_the_cookie_is_no_trap(tmp_path: Path) -> None:
    def home(cookie: str) -> Answer:
        return page("首页", ("/a.html", "甲")) if "seen" in cookie else Answer(status=302, headers={"Location": "/check"})

    site = {
        "/": home,
        "/check": Answer(status=302, headers={"Location": "/", "Set-Cookie": "seen=yes; Path=/; HttpOnly"}),
        "/a.html": lambda cookie: page("甲") if "seen" in cookie else Answer(status=403),
    }
    with serve(site, by_cookie=("/", "/a.html")) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert visits["/"].outcome is Outcome.READ and not visits["/"].redirect_to
    assert visits["/a.html"].outcome is Outcome.READ


@pytest.mark.parametrize("ever_new", [False, True])
def test_an_endless_round_is_a_trap_whatever_it_sets(tmp_path: Path, ever_new: bool) -> None:
    numbers = iter(range(1000))

    def spin(to: str) -> Callable[[str], Answer]:
        return lambda _: Answer(status=302, headers={"Location": to, "Set-Cookie": f"n={next(numbers) if ever_new else 1}; Path=/"})

    home = page("首页", ("/x", "圈"), ("/self", "己"), ("/a", "甲"))
    site = {"/": home, "/x": spin("/y"), "/y": spin("/x"), "/self": spin("/self"), "/a": page("甲")}
    with serve(site, by_cookie=("/x", "/y", "/self")) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete and visits["/a"].outcome is Outcome.READ
    assert visits["/self"].outcome is Outcome.TRAP
    assert Outcome.TRAP in (visits["/x"].outcome, visits["/y"].outcome)
    assert len(web.paths) < 20


def test_cookies_never_reach_another_host(tmp_path: Path) -> None:
    heard: list[str] = []

    def listen(cookie: str) -> Answer:
        heard.append(cookie)
        return page("别处")

    with serve({"/": listen, "/robots.txt": listen}, by_cookie=("/", "/robots.txt")) as other:
        home = Answer(page("首页", (other.url, "信息公开")).body, headers={"Set-Cookie": "secret=1; Path=/; Domain=127.0.0.1"})
        with serve({"/": home, "/b": page("乙")}) as web:
            web.crawl(tmp_path, allow=(web.address, other.address))
    assert heard and set(heard) == {""}
