"""A small site on loopback for crawl tests: answers by path, and a log of what was asked when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from spotcheck.config.models import Site
from spotcheck.crawler.records import Visit
from spotcheck.crawler.run import CrawlPlan, CrawlResult, crawl
from spotcheck.crawler.snapshot import Snapshot


@dataclass
class Answer:
    """What the server says to one path. ``length``: a Content-Length that is not the body's."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    wait: float = 0.0


@dataclass
class Web:
    """The running site."""

    port: int = 0
    answers: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    def plan(self, run_dir: Path, **changes: Any) -> CrawlPlan:
        known = {"site": Site(url=self.url), "run_dir": run_dir, "run_id": "run", "delay": 0.0, "allow": (self.address,)}
        return CrawlPlan(**{**known, **changes})

    def crawl(self, run_dir: Path, **changes: Any) -> tuple[CrawlResult, dict[str, Visit]]:
        """Crawl it; visits by path on this site, by whole URL elsewhere."""
        (result,) = crawl([self.plan(run_dir, **changes)])
        return result, self.visits(run_dir)

    def visits(self, run_dir: Path) -> dict[str, Visit]:
        with Snapshot.open(run_dir) as snapshot:
            return {visit.url.replace(self.url, "/"): visit for visit in snapshot.visits()}


def page(title: str, *links: tuple[str, str], text: str = "") -> Answer:
    """An HTML page with a title, some text and links."""
    items = "".join(f'<li><a href="{url}">{label}</a></li>' for url, label in links)
    return Answer(
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p><ul>{items}</ul></body></html>"
    )


@contextmanager
def serve(answers: dict[str, Any], host: str = "127.0.0.1", by_cookie: Sequence[str] = ()) -> Iterator[Web]:
    """Serve until left. A callable answer gets the number of the request for its path, from 1; ``by_cookie``: its Cookie header."""
    web = Web(answers=answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536  # one write an answer: two would wait for each other (Nagle, delayed acknowledgement)

        def do_GET(self) -> None:
            path = self.path
            web.asked.append((time.monotonic(), path))
            web.agents.add(self.headers.get("User-Agent", ""))
            answer = web.answers.get(path) or Answer(status=404)
            if callable(answer):
                answer = answer(self.headers.get("Cookie", "") if path in by_cookie else web.paths.count(path))
            time.sleep(answer.wait)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
            with suppress(ConnectionError):  # the crawler may have been killed meanwhile
                self.end_headers()
                self.wfile.write(body)
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
