"""What a run says of its weight on servers, held against the servers' own log."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spotcheck.config.models import Site
from spotcheck.crawler.politeness import Figures
from spotcheck.crawler.run import crawl
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import Answer, page, serve

LATE = 0.02  # seconds by which a server may see a request later than it was sent


def figures(run_dir: Path) -> dict[str, Any]:
    with Snapshot.open(run_dir) as snapshot:
        told: dict[str, Any] = snapshot.run.settings["politeness"]
    return told


def test_the_figures_of_a_run_are_those_of_the_servers_log(tmp_path: Path) -> None:
    busy = Answer(status=429, headers={"Retry-After": "1"})
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")),
        "/a.html": lambda n: busy if n == 1 else page("甲"),
        "/b.html": page("乙"),
        "/robots.txt": Answer(""),
    }
    with serve(site) as web:
        web.crawl(tmp_path, delay=0.3)
    (told,) = figures(tmp_path)["servers"]
    times = [moment for moment, _ in web.asked]
    seen = min(later - earlier for earlier, later in itertools.pairwise(times))
    assert (told["address"], told["hosts"], told["requests"]) == ("127.0.0.1", ["127.0.0.1"], len(times))
    assert (told["pause"], told["short_gaps"], told["at_once"], told["connections"]) == (0.3, 0, 1, 1)
    assert told["smallest_gap"] >= 0.3 and abs(told["smallest_gap"] - seen) < 0.2
    assert (told["refusals"], told["longest_wait"]) == (1, 1.0)


def test_hosts_of_one_address_are_counted_together_and_share_one_connection(tmp_path: Path) -> None:
    with serve({"/": page("首页"), "/robots.txt": Answer("")}) as web:
        names = [web.address, f"localhost:{web.port}"]
        plans = [web.plan(tmp_path / name, run_id=name, site=Site(url=f"http://{name}/"), allow=names, delay=0.2) for name in names]
        crawl(plans)
    told = [next(each for each in figures(plan.run_dir)["servers"] if each["address"] == "127.0.0.1") for plan in plans]
    assert {host for each in told for host in each["hosts"]} == {"127.0.0.1", "localhost"}
    assert sum(each["requests"] for each in told) == len(web.asked) == 4
    assert all((each["short_gaps"], each["at_once"], each["connections"]) == (0, 1, 1) for each in told)


@contextmanager
def slamming() -> Iterator[tuple[int, list[float]]]:
    """A server that hangs up on every request; gives its port and when it was asked."""
    asked: list[float] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve_all() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                if connection.recv(65536):
                    asked.append(time.monotonic())

    threading.Thread(target=serve_all, daemon=True).start()
    try:
        yield listener.getsockname()[1], asked
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def test_a_server_that_hangs_up_is_not_asked_again_before_the_pause_not_even_by_the_client_library(tmp_path: Path) -> None:
    with slamming() as (port, asked):
        allow = (f"127.0.0.1:{port}",)
        with serve({}) as web:
            crawl([web.plan(tmp_path, site=Site(url=f"http://127.0.0.1:{port}/"), allow=allow, delay=0.3)])
    gaps = [later - earlier for earlier, later in itertools.pairwise(asked)]
    assert len(asked) >= 3 and min(gaps) >= 0.3 - LATE
    (told,) = figures(tmp_path)["servers"]
    assert (told["requests"], told["short_gaps"]) == (len(asked), 0)


def test_a_run_that_goes_on_adds_to_what_was_measured_before() -> None:
    first = Figures("2026-01-01T00:00:00Z")
    first.sent("192.0.2.1", "a.example", pause=1.0, gap=float("inf"), at_once=1, connections=1)
    first.sent("192.0.2.1", "a.example", pause=1.0, gap=1.2345, at_once=1, connections=1)
    then = Figures("2026-01-02T00:00:00Z", first.record())
    then.sent("192.0.2.1", "b.example", pause=2.0, gap=1.5, at_once=1, connections=2)
    then.refused("192.0.2.1", 10.0)
    assert then.record() == {
        "since": "2026-01-01T00:00:00Z",
        "servers": [
            {
                "address": "192.0.2.1", "hosts": ["a.example", "b.example"], "requests": 3, "pause": 1.0, "smallest_gap": 1.234,
                "short_gaps": 1, "at_once": 1, "connections": 2, "refusals": 1, "longest_wait": 10.0,
            }
        ],
    }  # fmt: skip


def test_a_run_that_asked_nobody_says_so(tmp_path: Path) -> None:
    assert Figures("2026-01-01T00:00:00Z").record() == {"since": "2026-01-01T00:00:00Z", "servers": []}
