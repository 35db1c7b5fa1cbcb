"""Where the crawler never goes: one guard for every request of every command, on every hop."""

from __future__ import annotations

import ast
import asyncio
import socket
from pathlib import Path

import aiohttp
import pytest
from scrapy.exceptions import CannotResolveHostError

import spotcheck
from spotcheck.config.models import Site
from spotcheck.crawler import guard as guarding
from spotcheck.crawler.connections import GuardedConnector
from spotcheck.crawler.guard import Guard
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.probing import probe
from spotcheck.crawler.records import Outcome
from tests.crawler.web import Answer, page, serve

PUBLIC = "203.119.25.1"


def resolving(guard: Guard, names: dict[str, tuple[str, ...]]) -> Guard:
    """The guard with a resolver of its own."""

    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return names.get(host, (PUBLIC,))

    guard.resolve = resolve  # type: ignore[method-assign]
    return guard


def refused(guard: Guard, url: str) -> bool:
    try:
        asyncio.run(guard.addresses(url))
    except NotFetched as error:
        assert error.outcome is Outcome.REFUSED_BY_GUARD and error.detail
        return True
    return False


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.gov.cn/",
        "file:///etc/passwd",
        "gopher://a.gov.cn:80/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://010.8.8.8/",
        "http://１２７.０.０.１/",
        "http://127.0.0.1./",
        "http://%31%32%37.0.0.1/",
        "http://user@127.0.0.1/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://intranet/",
        "http://metadata.google.internal/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fec0::1]/",
        "http://192.0.0.192/",
        "http://[::1/",
        "http://a.gov.cn:x/",
        "http://a.gov.cn:99999/",
        "http:///x",
        "",
    ],
)
def test_other_schemes_and_what_is_not_public_are_refused_even_through_a_proxy(url: str) -> None:
    for guard in (Guard(), Guard(proxies=["http://127.0.0.1:9"])):
        with pytest.raises(NotFetched) as error:
            guard.check(url)
        assert error.value.outcome is Outcome.REFUSED_BY_GUARD


@pytest.mark.parametrize(
    "url", ["http://a.gov.cn/", "https://a.gov.cn:443/", "http://a.gov.cn:443/", "https://8.8.8.8/", "http://[240e::1]:80/"]
)
def test_public_addresses_are_let_through_at_the_ports_of_the_web(url: str) -> None:
    Guard().check(url)


def test_a_port_that_nobody_named_is_refused_wherever_it_is() -> None:
    guard = resolving(Guard(named=["http://www.a.gov.cn:8080/"]), {})
    for url in ("http://a.gov.cn:22/", "http://b.gov.cn:8080/", "https://8.8.8.8:6379/", "http://a.gov.cn:0/", "http://a.gov.cn:81/"):
        assert refused(guard, url), url
    assert not refused(guard, "http://a.gov.cn:8080/x") and not refused(guard, "https://www.a.gov.cn:8080/")
    assert not refused(guard, "http://b.gov.cn/") and not refused(guard, "https://b.gov.cn/")


def test_an_address_of_the_register_that_is_none_names_no_port() -> None:
    assert refused(resolving(Guard(named=["", "http://[::1", "a.gov.cn:22"]), {}), "http://a.gov.cn:22/")


def test_only_the_very_host_and_port_allowed_is_let_through() -> None:
    guard = Guard(allow=["127.0.0.1:8080", "[::1]:8081", "Portal.example:8082"])
    for url in ("http://127.0.0.1:8080/", "http://127.1:8080/", "http://[::1]:8081/", "http://portal.example.:8082/"):
        guard.check(url)
    for url in (
        "http://127.0.0.1:8081/",
        "http://127.0.0.2:8080/",
        "http://[::1]:8080/",
        "http://www.portal.example:8083/",
        "http://127.0.0.1/",
    ):
        with pytest.raises(NotFetched):
            guard.check(url)


def test_a_name_allowed_with_its_port_may_stand_for_a_private_address() -> None:
    guard = resolving(Guard(allow=["portal.corp:8080"]), {"portal.corp": ("10.0.0.5",)})
    assert not refused(guard, "http://portal.corp:8080/")
    assert refused(guard, "http://portal.corp/")


def test_an_allowed_address_is_let_through_under_a_name_and_opens_no_other() -> None:
    guard = resolving(
        Guard(allow=["10.0.0.5:8080"]), {"a.gov.cn": ("10.0.0.5",), "b.gov.cn": (PUBLIC,), "c.gov.cn": ("10.0.0.5", "10.0.0.6")}
    )
    assert not refused(guard, "http://a.gov.cn:8080/")
    assert refused(guard, "http://b.gov.cn:8080/") and refused(guard, "http://c.gov.cn:8080/") and refused(guard, "http://a.gov.cn/")


@pytest.mark.parametrize("addresses", [("8.8.8.8", "10.0.0.1"), ("127.0.0.1",), ("::1",), ("8.8.8.8", "64:ff9b::a00:1")])
def test_a_name_is_refused_when_any_of_its_addresses_is_private(addresses: tuple[str, ...]) -> None:
    guard = resolving(Guard(), {"two.gov.cn": addresses})
    with pytest.raises(NotFetched, match="not a public address"):
        asyncio.run(guard.addresses("http://two.gov.cn/"))


def test_a_public_name_is_used_with_the_addresses_that_were_checked() -> None:
    guard = resolving(Guard(), {"two.gov.cn": ("8.8.8.8", "240e::1")})
    assert asyncio.run(guard.addresses("http://two.gov.cn/")) == ("8.8.8.8", "240e::1")


def test_a_resolved_name_is_remembered_for_a_while_and_asked_for_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    clock = [100.0]

    async def ask() -> list[tuple[str, ...]]:
        async def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
            asked.append(host)
            four = [(socket.AF_INET, 0, 0, "", (address, 80)) for address in ("9.9.9.9", "8.8.8.8", "9.9.9.9")]
            return [(socket.AF_INET6, 0, 0, "", ("240e::1", 80, 0, 0)), *four]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo, raising=False)
        guard, found = Guard(), []
        for moment in (100.0, 399.9, 400.0):
            clock[0] = moment
            found.append(await guard.resolve("a.gov.cn", 80))
        return found

    monkeypatch.setattr(guarding.time, "monotonic", lambda: clock[0])
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        assert runner.run(ask()) == [("9.9.9.9", "8.8.8.8", "240e::1")] * 3  # IPv4 first, in the order that was given
    assert asked == ["a.gov.cn", "a.gov.cn"]


@pytest.mark.parametrize(("answers", "told"), [(None, "a.gov.cn: no answer from the resolver"), ([], "a.gov.cn: no address")])
def test_a_name_that_the_resolver_does_not_know_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch, answers: list[object], told: str) -> None:
    async def ask() -> None:
        async def getaddrinfo(*_: object, **__: object) -> list[object]:
            if answers is None:
                await asyncio.sleep(60)
            return answers

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo, raising=False)
        await Guard().resolve("a.gov.cn", 80)

    monkeypatch.setattr(guarding, "_PATIENCE", 0.05)
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner, pytest.raises(CannotResolveHostError) as error:
        runner.run(ask())
    assert str(error.value) == told


def test_the_proxy_itself_is_no_site() -> None:
    guard = Guard(proxies=["http://user:word@Proxy.gov.cn:3128", "cache.gov.cn:3128"])
    assert guard.is_proxy("proxy.gov.cn") and guard.is_proxy("CACHE.gov.cn") and not guard.is_proxy("a.gov.cn")
    for url in ("http://proxy.gov.cn/", "http://cache.gov.cn:3128/"):
        with pytest.raises(NotFetched, match=r"\.gov\.cn is the proxy"):
            guard.check(url)


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


@pytest.mark.parametrize("hops", [1, 3])
def test_neither_a_crawl_nor_a_probe_follows_robots_txt_into_a_private_network(tmp_path: Path, hops: int) -> None:
    with serve({"/robots.txt": Answer("User-agent: *\nDisallow: /\n"), "/x": Answer("")}) as inner:
        way = {f"/{n}": Answer(status=302, headers={"Location": f"/{n + 1}"}) for n in range(1, hops)}
        way |= {"/": page("首页"), f"/{hops}": Answer(status=302, headers={"Location": f"{inner.url}x"})}
        with serve(way | {"/robots.txt": Answer(status=301, headers={"Location": "/1"})}) as web:
            _, visits = web.crawl(tmp_path)
            (probed,) = probe([web.url], user_agent="spotcheck", allow=[web.address], proxy="")
        assert visits["/"].outcome is Outcome.REFUSED_BY_GUARD is probed.outcome
        assert inner.asked == [] and "/" not in web.paths


def test_a_connection_asks_the_guard_on_every_hop_whoever_follows_the_redirect() -> None:
    async def follow(web_url: str, allow: str) -> None:
        async with aiohttp.ClientSession(connector=GuardedConnector(Guard(allow=[allow]))) as session, session.get(web_url) as response:
            await response.read()

    with serve({"/": Answer("秘密")}) as inner:
        with serve({"/": Answer(status=302, headers={"Location": inner.url})}) as web, pytest.raises(NotFetched):
            asyncio.run(follow(web.url, web.address))
        assert inner.asked == [] and web.paths == ["/"]


def test_a_proxy_is_asked_for_nothing_that_the_guard_refuses(tmp_path: Path) -> None:
    links = (
        "http://169.254.169.254/a.pdf",
        "http://printer/b.pdf",
        "http://www.qinghe.example:22/c.pdf",
        "http://www.qinghe.example/d.html",
    )
    home = page("清河", *((url, f"预算{n}") for n, url in enumerate(links)))
    with serve({"http://www.qinghe.example/": home, links[3]: page("正文")}) as proxy:
        _, visits = proxy.crawl(tmp_path, site=Site(url="http://www.qinghe.example/"), allow=(), proxy=proxy.url)
        assert {visits[url].outcome for url in links[:3]} == {Outcome.REFUSED_BY_GUARD}
        assert visits[links[3]].outcome is Outcome.READ
        assert not [path for path in proxy.paths if not path.startswith("http://www.qinghe.example/")]


def test_the_targets_own_port_and_those_of_the_register_are_asked_through_a_proxy_too(tmp_path: Path) -> None:
    own, other = "http://www.qinghe.example:8080/", "http://czj.qinghe.example:8081/a.pdf"
    with serve({own: page("清河", (other, "预算.pdf")), other: Answer("x")}) as proxy:
        plan = {"site": Site(url=own), "allow": (), "proxy": proxy.url}
        _, visits = proxy.crawl(tmp_path / "a", **plan)
        assert (visits[own].outcome, visits[other].outcome) == (Outcome.READ, Outcome.REFUSED_BY_GUARD)
        _, visits = proxy.crawl(tmp_path / "b", **plan, named=("http://czj.qinghe.example:8081/",))
        assert visits[other].outcome is Outcome.READ


def test_the_project_opens_connections_in_one_place() -> None:
    """A command that brought a way to the network of its own would bring one without a guard."""
    root = Path(spotcheck.__file__).parent
    for path in root.rglob("*.py"):
        name = path.relative_to(root).as_posix()
        if name.startswith("demo/"):  # serves on loopback, asks nobody
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not {"http.client", "requests", "httpx", "urllib3", "ftplib"} & set(modules), name
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            assert called not in ("urlopen", "open_connection", "create_connection", "TCPConnector"), name
            if called == "ClientSession":
                assert isinstance(node, ast.Call)
                (connector,) = (each.value for each in node.keywords if each.arg == "connector")
                assert "GuardedConnector" in ast.unparse(connector) or ast.unparse(connector) == "connector", name


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://[::1/", "not an address"),
        ("gopher://a.gov.cn/", "scheme gopher"),
        ("a" * 30 + "://a.gov.cn/", "scheme " + "a" * 20),
        ("//a.gov.cn/", "scheme missing"),
        ("http:///x", "no host"),
    ],
)
def test_a_refusal_says_what_was_wrong_with_the_address(url: str, told: str) -> None:
    with pytest.raises(NotFetched) as error:
        Guard().check(url)
    assert error.value.detail == told
