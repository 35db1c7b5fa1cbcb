"""Two spellings of one page have one name; two pages never share one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.scope import Scope
from spotcheck.crawler.urls import canonical, host, is_government, join, key, of_header, same_site

SUITES = Path(__file__).parents[3] / "shared" / "suites"
PARTS = st.sampled_from(
    ["http", "https", "ftp", "HTTP", "javascript", ":", "/", "//", "\\", "@", "[", "]", "::1", "?", "#", "%", "%zz", "%e9", "..", ".", " ",
     "a.gov.cn", "浙江.政务", "‥", "Ⅷ", "\x00", "\ud800", "&", "=", ";", "65536", "0", "-", "xn--", "\u3000", "\n", "{{x}}", "１"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("http://www.qinghe.gov.cn/art/2017/3/1/art_1_2.html", "http://www.qinghe.gov.cn/art/2017/3/1/art_1_2.html"),
        ("HTTP://WWW.Qinghe.gov.cn", "http://www.qinghe.gov.cn/"),
        ("http://a.cn?id=3", "http://a.cn/?id=3"),
        ("http://a.cn:80/x#top", "http://a.cn/x"),
        ("https://a.cn:443/x", "https://a.cn/x"),
        ("https://a.cn:80/x", "https://a.cn:80/x"),
        ("http://a.cn:8080/x", "http://a.cn:8080/x"),
        ("http://a.cn/x;jsessionid=0A1B?id=3", "http://a.cn/x?id=3"),
        ("http://a.cn/x?JSESSIONID=0A1B&id=3", "http://a.cn/x?id=3"),
        ("http://a.cn/x?id=3&PHPSESSID=7", "http://a.cn/x?id=3"),
        ("http://a.cn/x?", "http://a.cn/x"),
        ("http://a.cn/a/./b/../c", "http://a.cn/a/c"),
        ("http://a.cn/../../c", "http://a.cn/c"),
        ("http://a.cn/a/b/..", "http://a.cn/a/"),
        ("http://a.cn/.well-known/x", "http://a.cn/.well-known/x"),
        ("http://a.cn/%7euser/%e9%a2%84", "http://a.cn/~user/%E9%A2%84"),
        ("http://a.cn/预算.pdf", "http://a.cn/%E9%A2%84%E7%AE%97.pdf"),
        ("http://a.cn/100%", "http://a.cn/100%25"),
        ("http://a.cn/a%2Fb", "http://a.cn/a%2Fb"),
        ("http://a.cn/a b", "http://a.cn/a%20b"),
        (" \u3000http://a.cn/x\n", "http://a.cn/x"),
        ("http://a.cn/a\r\n\tb", "http://a.cn/ab"),
        ("http:\\\\a.cn\\b\\c", "http://a.cn/b/c"),
        ("http:/a.cn/b", "http://a.cn/b"),
        ("http://a.cn./b", "http://a.cn/b"),
        ("http://user:pw@a.cn/b", "http://a.cn/b"),
        ("http://浙江.政务/b", "http://xn--9swtu.xn--zfr164b/b"),
        ("http://[::1]:8080/b", "http://[::1]:8080/b"),
        ("http://a.cn/x?u=http://b.cn/%3f", "http://a.cn/x?u=http://b.cn/%3F"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    ],
)
def test_each_spelling_has_one_canonical_form(written: str, expected: str) -> None:
    assert canonical(written) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "hopeless",
    [
        "",
        "javascript:;",
        "mailto:a@b.cn",
        "#",
        "/a/b",
        "http://",
        "http:///",
        "http://a.cn:99999/",
        "http://a.cn:x/",
        "http://a b/",
        "http://a..cn/",
    ],
)
def test_what_cannot_be_fetched_has_no_name(hopeless: str) -> None:
    assert canonical(hopeless) == key(hopeless) == host(hopeless) == ""


def test_http_and_https_www_and_bare_are_one_page() -> None:
    spellings = ["http://www.a.gov.cn/x", "https://a.gov.cn/x", "https://www.a.gov.cn:443/x#y"]
    assert {key(url) for url in spellings} == {"a.gov.cn/x"}
    assert same_site(spellings[0], "https://a.gov.cn/other")


def test_other_hosts_and_other_ports_are_other_sites() -> None:
    assert not same_site("http://czt.a.gov.cn/", "http://a.gov.cn/")
    assert not same_site("http://127.0.0.1:1000/", "http://127.0.0.1:2000/")
    assert not same_site("", "")


def test_the_host_is_given_without_port_and_brackets() -> None:
    assert host("http://WWW.A.gov.cn:8080/x") == "www.a.gov.cn"
    assert host("http://[::1]:8080/x") == "::1"


def test_government_hosts_are_told_by_their_whole_suffix() -> None:
    assert is_government("czt.zj.gov.cn")
    assert is_government("浙江.政务")
    assert is_government(host("http://浙江.政务/"))
    assert not is_government("fakegov.cn")
    assert not is_government("gov.cn.example.com")


@given(
    st.text(alphabet=st.characters(codec=None, exclude_categories=())) | st.text(alphabet="htp:/\\.%a2;?#&[]@政 ").map("http://a".__add__)
)
def test_no_text_makes_it_raise_and_the_form_is_stable(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert once == "" or once.isascii()


def test_a_long_host_without_an_end_is_refused_at_once() -> None:
    assert canonical("http://" + "a" * 5000 + "!/") == ""


def holds(url: str) -> bool:
    """What everything else relies on: no exception, one form, and parts that the library can take apart."""
    found = canonical(url)
    key(url), host(url), is_government(host(url)), same_site(url, found)
    if found:
        parts = urlsplit(found)
        assert parts.hostname and (parts.port is None or parts.port > 0)
        Scope("http://a.gov.cn/").hop(found, document=False, matches=True, hop=0)
    return canonical(found) == found


@given(st.lists(PARTS | st.text(max_size=4), max_size=12).map("".join))
def test_no_address_raises_and_each_that_is_one_can_be_taken_apart(url: str) -> None:
    for written in (url, f"http://{url}", f"http://a.gov.cn/{url}"):
        assert holds(written)
    for base in ("http://a.gov.cn/b/c?d", "http://[::1]:80/", url):
        assert holds(join(base, url)) and holds(Resolver(base)(url))


@given(st.binary(max_size=40))
def test_no_header_bytes_raise(value: bytes) -> None:
    assert holds(join("http://a.gov.cn/", of_header(value)))


def suite(name: str) -> Iterator[tuple[str, str]]:
    """Addresses of an outside suite, each with its base."""
    for case in json.loads((SUITES / name).read_text("utf-8")):
        if isinstance(case, dict):
            yield case["input"], case.get("base") or "http://a.gov.cn/"
        elif name.startswith("blns"):
            yield from ((case, "http://a.gov.cn/"), (f"http://{case}/", "http://a.gov.cn/"), (f"//{case}", "https://b.gov.cn/x"))


@pytest.mark.skipif(not SUITES.is_dir(), reason="the suites beside the project are not there")
@pytest.mark.parametrize("name", ["urltestdata.json", "blns.json"])
def test_no_address_of_the_outside_suites_raises_or_costs_its_page(name: str) -> None:
    number = 0
    for number, (url, base) in enumerate(suite(name), 1):  # noqa: B007
        assert holds(url) and holds(join(base, url))
        assert all(holds(Resolver(each)(url)) for each in (canonical(base), base))
        shown = url if url.isprintable() else "".join(filter(str.isprintable, url))  # pages of control characters are no text
        escaped = shown.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
        source = (
            f"<html><head><title>通知</title></head><body><a href='{escaped}'>坏的链接</a><a href='/good.html'>好的链接</a>"
            f"<img src='{escaped}'><iframe src='{escaped}'></iframe><form action='{escaped}'></form>"
            "</body></html>"
        )
        page = read_page(url="http://a.gov.cn/", body=source.encode("utf-8", "replace"), today=date(2018, 1, 1))
        assert "http://a.gov.cn/good.html" in {link.url for link in page.links}, url
    assert number > 500


@pytest.mark.parametrize("bad", ["http://[bad]/", "http://[::1", "//[x]:y/", "http://a:b:c/", "http://[1:2]/", "http://[::1.2.3]/x"])
@pytest.mark.parametrize(
    "place", ["<a href='{}'>链接</a>", "<base href='{}'>", "<img src='{}'>", "<meta http-equiv=refresh content='90;url={}'>"]
)
def test_a_malformed_address_costs_that_link_and_never_the_page(bad: str, place: str) -> None:
    source = (
        f"<html><head><title>通知</title></head><body>{place.format(bad)}<a href='http://a.gov.cn/good.html'>好的链接</a></body></html>"
    )
    page = read_page(url="http://a.gov.cn/", body=source.encode(), today=date(2018, 1, 1))
    assert {link.url for link in page.links} == {"http://a.gov.cn/good.html"}
