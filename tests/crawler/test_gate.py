"""Politeness, read off the server's own log."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from spotcheck.crawler.records import Outcome
from spotcheck.crawler.run import crawl
from spotcheck.crawler.throttle import Gate
from tests.crawler.web import Answer, page, serve


def test_the_promised_pause_is_kept_between_requests_of_all_crawls(tmp_path: Path) -> None:
    site = {"/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")), "/a.html": page("甲"), "/b.html": page("乙")}
    with serve(site) as web:
        results = crawl([web.plan(tmp_path / name, run_id=name, delay=0.3) for name in ("one", "two")])
    assert all(result.complete for result in results)
    times = [moment for moment, _ in web.asked]
    assert len(times) == 8
    assert times[-1] - times[0] >= 7 * 0.3 - 0.25  # seven pauses; a busy machine may see the first request late


def test_a_server_that_says_retry_after_is_left_alone_so_long(tmp_path: Path) -> None:
    limited = Answer(status=429, headers={"Retry-After": "1"})
    site = {
        "/": page("首页", ("/a.html", "甲"), ("/b.html", "乙")),
        "/a.html": lambda n: limited if n == 1 else page("甲"),
        "/b.html": page("乙"),
    }
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
    assert (visits["/a.html"].outcome, visits["/a.html"].attempts) == (Outcome.READ, 2)
    first = next(moment for moment, path in web.asked if path == "/a.html")
    assert min(moment for moment, _ in web.asked if moment > first) - first >= 0.99


def test_one_exchange_at_a_time_with_an_address() -> None:
    async def exchange(gate: Gate, inside: list[int]) -> int:
        async with gate.turn(["192.0.2.1", "192.0.2.2"], 0.0):
            inside.append(1)
            together = len(inside)
            await asyncio.sleep(0.01)
            inside.pop()
        return together

    async def main() -> list[int]:
        gate, inside = Gate(), list[int]()
        return await asyncio.gather(*(exchange(gate, inside) for _ in range(5)))

    assert asyncio.run(main()) == [1] * 5


def test_who_stops_waiting_passes_the_door_on() -> None:
    async def main() -> float:
        gate = Gate()

        async def hold(seconds: float) -> None:
            async with gate.turn(["192.0.2.1"], 0.0):
                await asyncio.sleep(seconds)

        first, second, third = (asyncio.ensure_future(hold(seconds)) for seconds in (0.05, 5, 0.0))
        await asyncio.sleep(0.01)
        second.cancel()
        began = time.monotonic()
        await asyncio.gather(first, third)
        return time.monotonic() - began

    assert asyncio.run(main()) < 1
