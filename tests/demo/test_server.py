"""The province over real HTTP: as a proxy, and asked directly."""

from __future__ import annotations

import http.client

import pytest

from spotcheck.demo import HOSTS, SITES, serving


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


def ask(server, target, host=None, method="GET", body=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, target, body=body, headers={"Host": host} if host else {})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


@pytest.mark.parametrize("url", SITES)
def test_as_a_proxy_it_serves_each_site(server, url):
    response, data = ask(server, url)
    assert response.status == 200
    assert int(response.headers["Content-Length"]) == len(data) > 2000
    assert response.headers["Last-Modified"].endswith("GMT")


@pytest.mark.parametrize("host", HOSTS)
def test_asked_directly_it_goes_by_the_host_header(server, host):
    assert ask(server, "/", host)[1] == ask(server, f"http://{host}/")[1]
    response, data = ask(server, "/robots.txt", host)
    assert response.headers["Content-Type"] == "text/plain"
    assert b"Disallow" in data


def test_it_answers_missing_and_forbidden_addresses_as_such(server):
    assert ask(server, "http://czt.yunzhou.example/col/col1099/index.html")[0].status == 404
    assert ask(server, "http://www.qinghe.example/zwgk/yjsgk/201703/P020170302351264470918.pdf")[0].status == 403


def test_it_is_a_proxy_for_no_other_host(server):
    assert ask(server, "http://www.yunzhou.example/")[0].status == 502


def test_attachments_carry_their_type(server):
    response, data = ask(server, "http://fgw.lanxi.example/upload/2017/05/20170516101208.xls")
    assert response.headers["Content-Type"] == "application/vnd.ms-excel"
    assert data.startswith(b"\xd0\xcf\x11\xe0")


def test_one_connection_serves_many_requests_and_head_sends_no_body(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for target in ("/", "/nowhere.html", "/"):
        connection.request("GET", target, headers={"Host": HOSTS[0]})
        assert connection.getresponse().read()
    connection.request("HEAD", "/", headers={"Host": HOSTS[0]})
    response = connection.getresponse()
    assert response.read() == b""
    assert int(response.headers["Content-Length"]) > 2000
    connection.close()


def test_paging_records_may_be_asked_for_by_post(server):
    target = "http://czt.yunzhou.example/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=6&perpage=6"
    _, data = ask(server, target, method="POST", body="columnid=1011&unitid=3322")
    assert data.count(b"<record>") == 6
