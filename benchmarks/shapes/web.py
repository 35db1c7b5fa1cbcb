"""Serves many sites at once through one loopback proxy, forms sent by POST included. Knows nothing of portals."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says."""

    body: bytes
    kind: str = HTML
    status: int = 200


Program = Callable[[Mapping[str, str]], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A host: its pages by path and query, what it answers to forms, and programs that take a query or a form by path."""

    host: str
    pages: Mapping[str, Answer]
    posts: Mapping[str, Program] = field(default_factory=dict)
    programs: Mapping[str, Program] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The home page."""
        return f"http://{self.host}/"


_MISSING = Answer(body="<html><head><title>404</title></head><body><p>您访问的页面不存在。</p></body></html>".encode(), status=404)
_ELSEWHERE = Answer(
    body="<html><head><title>其他网站</title></head><body><p>这是另一个单位的网站，首页正在改版。</p></body></html>".encode()
)


def _fields(sent: str) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(sent, keep_blank_values=True).items()}


@contextlib.contextmanager
def served(sites: Sequence[Site]) -> Iterator[str]:
    """The address of a proxy behind which these sites stand; any other host answers with a short page of its own."""
    known = {site.host: site for site in sites}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._say(self._find(None))

        def do_HEAD(self) -> None:
            self._say(self._find(None), body=False)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
            self._say(self._find(_fields(sent)))

        def _find(self, form: Mapping[str, str] | None) -> Answer:
            parts = urlsplit(self.path)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            site = known.get(parts.hostname or self.headers.get("Host", "").partition(":")[0])
            if site is None:
                return _ELSEWHERE if path == "/" else _MISSING
            if form is not None and path in site.posts:
                return site.posts[path](form)
            if parts.path in site.programs:
                return site.programs[parts.path]({**_fields(parts.query), **(form or {})})
            return site.pages.get(path, _MISSING)

        def _say(self, answer: Answer, body: bool = True) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if body:
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
