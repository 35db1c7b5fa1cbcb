"""One loopback server for the whole province. Asked in the absolute form it is an HTTP proxy for these hosts, and for no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

from spotcheck.demo.platform import Answer, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoServer:
    """Where the server listens."""

    port: int

    @property
    def proxy_url(self) -> str:
        """What ``http_proxy`` is set to."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serve(sites: dict[str, Platform]) -> Iterator[DemoServer]:
    """Serve ``sites`` (host → site) on a free port of 127.0.0.1 until the block ends."""
    lock = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Apache"
        sys_version = ""
        timeout = 60
        disable_nagle_algorithm = True
        wbufsize = 65536

        def do_GET(self) -> None:
            self._send(self._answer(), self.command != "HEAD")

        do_HEAD = do_GET
        do_POST = do_GET

        def _answer(self) -> Answer:
            form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("ascii", "replace")
            asked = urlsplit(self.path)
            host = (asked.hostname or self.headers.get("Host", "").partition(":")[0]).lower()
            site = sites.get(host)
            if site is None or asked.scheme not in ("", "http"):
                return Answer(body=b"Not a host of the demonstration province.\n", content_type="text/plain", status=502)
            target = unquote(asked.path or "/") + (f"?{asked.query}" if asked.query else "")
            with lock:
                return site.answer(target, form)

        def _send(self, answer: Answer, with_body: bool) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Last-Modified", format_datetime(datetime.combine(answer.modified, time(1), UTC), usegmt=True))
            self.end_headers()
            if with_body:
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-server", daemon=True)
    thread.start()
    try:
        yield DemoServer(port=server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
