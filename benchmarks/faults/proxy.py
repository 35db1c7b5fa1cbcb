"""A proxy before another one that spoils answers by a plan, and writes down which. Knows nothing of who asks."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from hashlib import sha256
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class Ending(Enum):
    """How the bytes of an answer end on the wire."""

    WHOLE = "whole"
    SHORT = "fewer bytes than Content-Length says"
    UNTOLD = "no Content-Length, the connection is closed"
    CHUNKED = "chunks without the last one"
    RESET = "connection reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What goes out. ``wait`` is in seconds, before the first byte."""

    status: int = 200
    heads: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)
    body: bytes = b""
    ending: Ending = Ending.WHOLE
    wait: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: ``number`` counts those to the host, ``times`` those to the address, ``rate`` those of the last second; all from 1."""

    host: str
    path: str
    number: int
    times: int
    rate: int
    seed: str

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"

    def chance(self, what: str = "") -> float:
        """0..1, the same for an address in every run of a seed."""
        return int.from_bytes(sha256(f"{self.seed}|{what}|{self.url}".encode()).digest()[:6], "big") / 2**48


Spoil = Callable[[Asked, Callable[[str], Wire]], Wire | None]  # (request, honest answer to a path) → what goes out, None: the honest one


@dataclass(slots=True)
class Record:
    """What the proxy did: requests by host, and for each address asked whether its last answer was spoiled."""

    requests: Counter[str] = field(default_factory=Counter)
    spoiled: dict[str, bool] = field(default_factory=dict)

    @property
    def lost(self) -> set[str]:
        return {url for url, bad in self.spoiled.items() if bad}


@contextmanager
def spoiling(upstream: str, spoil: Spoil, seed: str) -> Iterator[tuple[str, Record]]:
    """The address of a proxy before ``upstream``, and its record."""
    record, lock, times = Record(), threading.Lock(), Counter[str]()
    recent: dict[str, deque[float]] = {}
    behind = urlsplit(upstream)

    def honest(host: str, path: str, form: bytes, kind: str) -> Wire:
        connection = HTTPConnection(behind.hostname or "", behind.port, timeout=30)
        heads = {"Host": host, "Content-Type": kind} if form else {"Host": host}
        connection.request("POST" if form else "GET", f"http://{host}{path}", form or None, heads)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        kept = tuple((name, value) for name, value in answer.getheaders() if name.lower() in ("content-type", "last-modified", "location"))
        return Wire(status=answer.status, heads=kept, body=body)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Apache"
        sys_version = ""
        timeout = 60
        wbufsize = 65536

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            form = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = self.headers.get("Content-Type", "")
            with lock:
                record.requests[parts.netloc] += 1
                times[self.path] += 1
                seen = recent.setdefault(parts.netloc, deque())
                seen.append(time.monotonic())
                while seen[0] < seen[-1] - 1.0:
                    seen.popleft()
                asked = Asked(
                    host=parts.netloc,
                    path=unquote(path),
                    number=record.requests[parts.netloc],
                    times=times[self.path],
                    rate=len(seen),
                    seed=seed,
                )
            whole = honest(parts.netloc, path, form, kind)
            wire = spoil(asked, lambda other: whole if other == asked.path else honest(parts.netloc, other, b"", ""))
            with lock:
                record.spoiled[asked.url] = wire is not None
            with suppress(OSError):
                self._send(wire or whole)

        do_POST = do_GET
        do_HEAD = do_GET

        def _send(self, wire: Wire) -> None:
            time.sleep(wire.wait)
            body = b"" if self.command == "HEAD" else wire.body
            if wire.ending is Ending.RESET:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" if body else b"")
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(wire.status)
            for name, value in wire.heads:
                self.send_header(name, value)
            match wire.ending:
                case Ending.WHOLE:
                    self.send_header("Content-Length", str(len(body)))
                case Ending.SHORT:
                    self.send_header("Content-Length", str(len(body) * 2 + 100))
                    self.send_header("Connection", "close")
                case Ending.UNTOLD:
                    self.send_header("Connection", "close")
                case Ending.CHUNKED:
                    self.send_header("Transfer-Encoding", "chunked")
                    self.send_header("Connection", "close")
                    body = f"{len(body):x}\r\n".encode() + body + b"\r\n"
            self.end_headers()
            self.wfile.write(body)
            if wire.ending is not Ending.WHOLE:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            return

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", record
    finally:
        server.shutdown()
        server.server_close()


def replaced(wire: Wire, **changes: object) -> Wire:
    """A wire with some things changed."""
    return replace(wire, **changes)  # type: ignore[arg-type]
