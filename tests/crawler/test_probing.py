"""Probes over real HTTP: what opened, what answered with an error, what gave no answer, what we do not ask for."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from spotcheck.config.settings import Settings
from spotcheck.crawler.probing import probe
from spotcheck.crawler.records import Outcome

AGENT = Settings().agent()


@pytest.fixture
def address(httpserver: HTTPServer) -> Iterator[str]:
    yield f"{httpserver.host}:{httpserver.port}"


def one(address: str, path: str = "/", **more: object):
    (found,) = probe([f"http://{address}{path}"], user_agent=AGENT, allow=[address], proxy="", **more)  # type: ignore[arg-type]
    return found


def test_a_page_that_opens_is_read_with_our_own_name(httpserver: HTTPServer, address: str) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/", headers={"User-Agent": AGENT}).respond_with_data("<p>首页</p>")
    found = one(address)
    assert (found.outcome, found.status, found.url) == (Outcome.READ, 200, f"http://{address}/")
    assert 0 <= found.seconds < 15
    assert found.at.endswith("Z")
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt", "/"]


def test_redirects_are_followed(httpserver: HTTPServer, address: str) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=302, headers={"Location": "/zw/index.html"})
    httpserver.expect_request("/zw/index.html").respond_with_data("ok")
    assert one(address).outcome is Outcome.READ


def test_an_endless_redirect_ends(httpserver: HTTPServer, address: str) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=302, headers={"Location": "/"})
    assert one(address).outcome is Outcome.TRAP


@pytest.mark.parametrize(
    ("status", "outcome"), [(500, Outcome.SERVER_ERROR), (404, Outcome.NOT_FOUND), (403, Outcome.FORBIDDEN), (429, Outcome.RATE_LIMITED)]
)
def test_an_error_is_told_by_its_status(httpserver: HTTPServer, address: str, status: int, outcome: Outcome) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("x", status=status)
    found = one(address)
    assert (found.outcome, found.status) == (outcome, status)


def test_a_page_that_does_not_come_in_time_is_given_up(httpserver: HTTPServer, address: str) -> None:
    def slow(_: Request) -> Response:
        time.sleep(1.0)
        return Response("late")

    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_handler(slow)
    found = one(address, limit=0.3)
    assert (found.outcome, found.status) == (Outcome.TIMEOUT, None)
    assert 0.3 <= found.seconds < 0.9


def test_robots_txt_is_obeyed(httpserver: HTTPServer, address: str) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /")
    assert one(address, "/closed/").outcome is Outcome.ROBOTS_DISALLOWED
    assert "/closed/" not in [request.path for request, _ in httpserver.log]


def test_nothing_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{closed.getsockname()[1]}"
    assert one(address).outcome is Outcome.CONNECT


def test_private_addresses_are_refused_and_a_redirect_to_one_as_well(httpserver: HTTPServer, address: str) -> None:
    (found,) = probe([f"http://{address}/"], user_agent=AGENT, proxy="")
    assert found.outcome is Outcome.REFUSED_BY_GUARD
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=302, headers={"Location": "http://127.0.0.1:1/"})
    assert one(address).outcome is Outcome.REFUSED_BY_GUARD


def test_several_sites_are_asked_at_once(httpserver: HTTPServer, address: str) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/a/").respond_with_data("x")
    httpserver.expect_request("/b/").respond_with_data("x", status=503)
    found = probe([f"http://{address}/a/", f"http://{address}/b/"], user_agent=AGENT, allow=[address], proxy="")
    assert [each.outcome for each in found] == [Outcome.READ, Outcome.SERVER_ERROR]
