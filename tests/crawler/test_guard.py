"""Where the crawler never goes."""

from __future__ import annotations

import asyncio
import ipaddress
from pathlib import Path

import pytest

from spotcheck.crawler.guard import Guard, is_public
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome
from tests.crawler.web import Answer, page, serve


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1"],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("prefix", ["::ffff:", "64:ff9b::"])
def test_a_private_address_inside_an_ipv6_one_is_found(prefix: str) -> None:
    assert not is_public(f"{prefix}127.0.0.1")
    assert is_public(str(ipaddress.ip_address(f"{prefix}8.8.8.8")))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.gov.cn/",
        "file:///etc/passwd",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::1]/",
        "http:///x",
    ],
)
def test_other_schemes_and_this_machine_are_refused_even_through_a_proxy(url: str) -> None:
    with pytest.raises(NotFetched) as refused:
        Guard(proxies=["http://127.0.0.1:9"]).check(url)
    assert refused.value.outcome is Outcome.REFUSED_BY_GUARD


def test_only_the_very_host_and_port_allowed_is_let_through() -> None:
    guard = Guard(allow=["127.0.0.1:8080"])
    guard.check("http://127.0.0.1:8080/")
    with pytest.raises(NotFetched):
        guard.check("http://127.0.0.1:8081/")


def test_a_name_is_refused_when_any_of_its_addresses_is_private() -> None:
    guard = Guard()

    async def both(host: str, port: int) -> tuple[str, ...]:
        return ("8.8.8.8", "10.0.0.1")

    guard.resolve = both  # type: ignore[method-assign]
    with pytest.raises(NotFetched, match=r"10\.0\.0\.1"):
        asyncio.run(guard.addresses("http://two.gov.cn/"))


def test_a_crawl_of_a_private_address_is_refused(tmp_path: Path) -> None:
    with serve({"/": page("首页")}) as web:
        result, visits = web.crawl(tmp_path, allow=())
    assert result.complete and visits["/"].outcome is Outcome.REFUSED_BY_GUARD
    assert web.asked == []


def test_a_redirect_into_a_private_network_is_refused(tmp_path: Path) -> None:
    with serve({"/": Answer("秘密")}) as inner:
        with serve({"/": Answer(status=302, headers={"Location": inner.url})}) as web:
            web.crawl(tmp_path)
        visits = web.visits(tmp_path)
        assert visits[inner.url].outcome is Outcome.REFUSED_BY_GUARD
        assert inner.asked == []


def test_a_redirect_between_spellings_of_one_page_cannot_leave_for_a_private_port(tmp_path: Path) -> None:
    with serve({"/": Answer(status=302, headers={"Location": "file:///etc/passwd"})}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete and visits["/"].outcome is Outcome.TRUNCATED
