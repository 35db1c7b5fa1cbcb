"""The three sites as written: whole, linked, decodable and the same every time."""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from importlib.resources import files
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
import pypdfium2
import pytest

from spotcheck.demo import HOSTS, province, register_path
from spotcheck.demo.content import load
from spotcheck.demo.platforms import Hanweb, Static, Trs

KINDS = {"czt": Hanweb, "qinghe": Trs, "fgw": Static}
SENT = re.compile(r"createPageHTML\((\d+), (\d+),")


def text_of(answer) -> str:
    for charset in ("utf-8", "gb18030"):
        try:
            return answer.body.decode(charset)
        except UnicodeDecodeError:
            continue
    raise AssertionError("neither UTF-8 nor GBK")


def hrefs(host: str, path: str) -> list[str]:
    """Addresses on the same host that a visitor of the page can reach, records and further list pages included."""
    site = province()[host]
    answer = site.answer(path)
    if answer.status != 200 or not answer.content_type.startswith(("text/html", "text/xml")):
        return []
    text = text_of(answer)
    found = re.findall(r'(?:href|src)="([^"]+)"', text.replace("&amp;", "&"))
    if pages := SENT.search(text):
        found += [f"index_{n}.html" for n in range(1, int(pages[1]))]
    urls = [urlsplit(urljoin(f"http://{host}{path}", href)) for href in found]
    return [url.path + (f"?{url.query}" if url.query else "") for url in urls if url.scheme == "http" and url.hostname == host]


@cache
def walk(host: str) -> dict[str, str]:
    """Every path reachable from the home page → the page that links to it first."""
    seen, queue = {"/": ""}, deque(["/"])
    while queue:
        path = queue.popleft()
        for target in hrefs(host, path):
            if target not in seen:
                seen[target] = path
                queue.append(target)
    return seen


def is_page(path: str) -> bool:
    return not path.startswith(("/images/", "/attach/", "/upload/", "/module/")) and not re.search(r"\.(pdf|docx?|xlsx?|txt|js)$", path)


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_has_60_to_150_pages_that_links_reach_from_home(host):
    read = [path for path in walk(host) if is_page(path) and province()[host].answer(path).status == 200]
    assert 60 <= len(read) <= 150
    unreached = [path for path in province()[host].paths() if is_page(path) and path not in walk(host)]
    assert unreached == []


@pytest.mark.parametrize("host", HOSTS)
def test_only_planted_links_are_dead(host):
    site = province()[host]
    bad = {path for path in walk(host) if site.answer(path).status == 404 and not path.endswith(".js")}
    planted = {
        "czt.yunzhou.example": {"/col/col1099/index.html"},
        "www.qinghe.example": {"/zt/2015/sgzl/index.html", "/zwgk/txl/2014.html"},
        "fgw.lanxi.example": {"/zt/jnxcz2014.htm", "/gonggao/2013/0812.htm"},
    }
    assert bad == planted[host]


@pytest.mark.parametrize("name", KINDS)
def test_a_site_is_the_same_bytes_every_time(name):
    one, two = KINDS[name](load(name)), KINDS[name](load(name))
    assert one.paths() == two.paths()
    assert [one.answer(path) for path in one.paths()] == [two.answer(path) for path in reversed(two.paths())][::-1]


def test_gbk_pages_decode_as_gbk_however_they_declare_it():
    site = province()["fgw.lanxi.example"]
    declared = set()
    for path in site.paths():
        answer = site.answer(path)
        if not answer.content_type.startswith("text/html"):
            continue
        head = ("header " if "charset" in answer.content_type else "") + ("meta" if b"charset=gb2312" in answer.body else "")
        try:
            text = answer.body.decode("gbk")
            assert "岚溪市发展和改革委员会" in text
        except UnicodeDecodeError:
            text = answer.body.decode("utf-8")
            head += " but utf-8"
        declared.add(head)
    assert declared == {"meta", "header ", "", "meta but utf-8"}


def test_every_readable_pdf_shows_its_tables_as_text_and_the_scan_shows_none():
    folder = files("spotcheck.demo") / "attachments"
    texts = {}
    for file in folder.iterdir():
        if file.name.endswith(".pdf"):
            pdf = pypdfium2.PdfDocument(file.read_bytes())
            texts[file.name] = "".join(page.get_textpage().get_text_range() for page in pdf)
    scan = texts.pop("czt-bumen-juesuan-2016-scan.pdf")
    assert scan.strip() == ""
    assert all("预算" in text or "决算" in text for text in texts.values())
    budget = texts["czt-zhengfu-yusuan-2017.pdf"]
    assert all(name in budget for name in ("一般公共预算", "政府性基金预算", "国有资本经营预算", "社会保险基金预算"))


def test_every_attachment_is_used_and_every_used_one_is_there():
    folder = files("spotcheck.demo") / "attachments"
    owners = [owner for site in province().values() for owner in (*site.content.articles, *site.content.columns.values())]
    used = {file.source for owner in owners for file in owner.files if file.source}
    assert used == {file.name for file in folder.iterdir()}


def test_hanweb_lists_serve_the_records_that_the_page_leaves_out():
    site = province()["czt.yunzhou.example"]
    page = text_of(site.answer("/col/col1012/index.html"))
    more = lxml.html.fromstring(re.search(r"<nextgroup><!\[CDATA\[(.*?)\]\]>", page)[1]).get("href")
    answer = site.answer(more)
    records = lxml.etree.fromstring(answer.body).findall(".//record")
    assert answer.content_type.startswith("text/xml")
    assert page.count("<record>") + len(records) == len(site.content.listed("notice"))
    assert any("第二季度所属网站抽查情况" in (record.text or "") for record in records)
    posted = site.answer("/module/web/jpage/dataproxy.jsp?startrecord=13&endrecord=14&perpage=6", "columnid=1012&unitid=3323")
    assert len(lxml.etree.fromstring(posted.body).findall(".//record")) == 2


def test_the_register_names_exactly_the_three_sites():
    rows = register_path().read_text("utf-8").splitlines()
    assert [row.split(",")[2] for row in rows[1:]] == [f"http://{host}/" for host in HOSTS]
