"""Ways by which a page makes a browser open connections, each aimed at a canary on loopback, and the canary."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Canary:
    """Listens on one port number, TCP and UDP, on 127.0.0.1. ``heard``: what came, by the first bytes of it."""

    port: int = 0
    heard: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    """A canary that answers nothing and remembers everything."""
    bird = Canary()
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        tcp.bind(("127.0.0.1", 0))
        bird.port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", bird.port))
        tcp.listen(64)

        def streams() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = tcp.accept()
                    with connection:
                        connection.settimeout(0.5)
                        first = b""
                        with suppress(OSError):
                            first = connection.recv(100)
                        bird.heard.append(f"tcp {first[:60]!r}")
                        with suppress(OSError):
                            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        def datagrams() -> None:
            with suppress(OSError):
                while True:
                    data, _ = udp.recvfrom(2000)
                    if data:  # nothing comes when the canary is put away
                        bird.heard.append(f"udp {data[:20]!r}")

        for work in (streams, datagrams):
            threading.Thread(target=work, daemon=True).start()
        try:
            yield bird
        finally:
            with suppress(OSError):
                tcp.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):  # a datagram socket that is not connected says so, and wakes its reader all the same
                udp.shutdown(socket.SHUT_RDWR)


def script(code: str) -> str:
    """A page part that runs, whatever becomes of it."""
    return f"<script>try {{ {code} }} catch (e) {{}}</script>"


_RTC = """
  const rtc = async (Peer, servers) => { const p = new Peer({iceServers: servers}); p.createDataChannel('x');
    await p.setLocalDescription(await p.createOffer()); return p; };
"""
_PAIR = (
    _RTC
    + """
  (async () => { const a = new RTCPeerConnection(), b = new RTCPeerConnection(); a.createDataChannel('x');
    await a.setLocalDescription(await a.createOffer()); await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription(await b.createAnswer()); await a.setRemoteDescription(b.localDescription);
    for (const p of [a, b]) for (const kind of ['udp', 'tcp'])
      p.addIceCandidate({candidate: `candidate:1 1 ${kind} 2122260223 127.0.0.1 PORT typ host` + (kind == 'tcp' ? ' tcptype passive' : ''),
        sdpMid: '0', sdpMLineIndex: 0}); })();
"""
)
# One page part each. PORT is the canary's; SITE is the page's own host, on which /hop.js redirects to the canary.
BAITS = {
    "data": (
        script("fetch('http://127.0.0.1:PORT/fetch', {mode: 'no-cors'})")
        + script("x = new XMLHttpRequest(); x.open('GET', 'http://127.0.0.1:PORT/xhr'); x.send()")
        + script("navigator.sendBeacon('http://127.0.0.1:PORT/beacon', 'x')")
        + script("new EventSource('http://127.0.0.1:PORT/events')")
    ),
    "resources": (
        "<img src='http://127.0.0.1:PORT/image'>"
        + "<script src='http://127.0.0.1:PORT/script.js'></script>"
        + script("import('http://127.0.0.1:PORT/module.js').catch(() => {})")
        + "<link rel=stylesheet href='http://127.0.0.1:PORT/style.css'>"
        + "<style>@import url('http://127.0.0.1:PORT/import.css');</style>"
        + "<video src='http://127.0.0.1:PORT/video' autoplay muted></video>"
    ),
    "frames, forms and windows": (
        "<object data='http://127.0.0.1:PORT/object'></object><embed src='http://127.0.0.1:PORT/embed'>"
        + "<iframe src='http://127.0.0.1:PORT/frame'></iframe>"
        + script("window.open('http://127.0.0.1:PORT/popup')")
        + "<form action='http://127.0.0.1:PORT/form' method=post target=f></form><iframe name=f></iframe>"
        + script("document.forms[0].submit()")
    ),
    "navigation": (script("setTimeout(() => { location = 'http://127.0.0.1:PORT/navigation' }, 200)")),
    "refresh": ("<meta http-equiv=refresh content='0;url=http://127.0.0.1:PORT/refresh'>"),
    "prefetch": (
        "<link rel=prefetch href='http://127.0.0.1:PORT/prefetch'>"
        + "<link rel=preload as=script href='http://127.0.0.1:PORT/preload.js'><link rel=modulepreload href='http://127.0.0.1:PORT/m.js'>"
        + "<link rel=preconnect href='http://127.0.0.1:PORT'>"
        + '<script type=speculationrules>{"prerender": [{"urls": ["/p"], "eagerness": "immediate"}], '
        '"prefetch": [{"urls": ["http://127.0.0.1:PORT/ahead"], "eagerness": "immediate", "referrer_policy": "no-referrer"}]}</script>'
    ),
    "web sockets": (
        script("new WebSocket('ws://127.0.0.1:PORT/socket')")
        + "<iframe srcdoc=\"<script>new WebSocket('ws://127.0.0.1:PORT/framed')</script>\"></iframe>"
    ),
    "workers": (
        script(
            "new Worker(URL.createObjectURL(new Blob([`fetch('http://127.0.0.1:PORT/worker', {mode: 'no-cors'}).catch(() => {});"
            " new WebSocket('ws://127.0.0.1:PORT/working'); importScripts('http://127.0.0.1:PORT/imported.js')`])))"
        )
        + script("new Worker('/worker.js')")
        + script("CSS.paintWorklet && CSS.paintWorklet.addModule('http://127.0.0.1:PORT/worklet.js')")
    ),
    "shared and service workers": (
        script(
            "new SharedWorker(URL.createObjectURL(new Blob([`fetch('http://127.0.0.1:PORT/shared', {mode: 'no-cors'}).catch(() => {});"
            " new WebSocket('ws://127.0.0.1:PORT/sharing')`])))"
        )
        + script("navigator.serviceWorker.register('/worker.js')")
    ),
    "WebRTC by STUN and TURN": (
        script(_RTC + "rtc(RTCPeerConnection, [{urls: 'stun:127.0.0.1:PORT'}])")
        + script(
            _RTC + "rtc(RTCPeerConnection, [{urls: ['turn:127.0.0.1:PORT?transport=tcp', 'turn:127.0.0.1:PORT?transport=udp',"
            " 'turns:127.0.0.1:PORT?transport=tcp'], username: 'u', credential: 'c'}])"
        )
    ),
    "WebRTC between peers and of a frame": (
        script(_PAIR) + "<iframe></iframe>" + script(_RTC + "rtc(frames[0].RTCPeerConnection, [{urls: 'stun:127.0.0.1:PORT'}])")
    ),
    "WebTransport": (script("new WebTransport('https://127.0.0.1:PORT/transport').ready.catch(() => {})")),
    "redirects": (
        "<script src='/hop.js'></script>"
        + script("fetch('/hop.js').then(r => r.text()).then(t => document.body.append(t))")
        + script("fetch('/hop.js', {method: 'POST', body: 'x', redirect: 'follow'})")
    ),
    "headers": (
        script("fetch('http://127.0.0.1:1/to-be-reported', {mode: 'no-cors'})")  # see HEADERS
    ),
}
HEADERS = (  # of the page with the last bait
    ("Link", "<http://127.0.0.1:PORT/header.css>; rel=preload; as=style, <http://127.0.0.1:PORT>; rel=preconnect"),
    ("Content-Security-Policy-Report-Only", "default-src 'none'; report-uri http://127.0.0.1:PORT/csp; report-to main"),
    ("Reporting-Endpoints", 'main="http://127.0.0.1:PORT/endpoint"'),
    ("Report-To", '{"group": "main", "max_age": 100, "endpoints": [{"url": "http://127.0.0.1:PORT/report"}]}'),
    ("NEL", '{"report_to": "main", "max_age": 100, "failure_fraction": 1.0}'),
)
WORKER = (
    "fetch('http://127.0.0.1:PORT/own-worker', {mode: 'no-cors'}).catch(() => {}); new WebSocket('ws://127.0.0.1:PORT/own');"
    "importScripts('http://127.0.0.1:PORT/own.js')"
)


def bait(name: str, port: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The page with one bait, which is not at rest for a while, and its headers."""
    head = "<!doctype html><html><head><meta charset=utf-8><title>x</title></head>"
    body = f"{head}<body>{BAITS[name]}<script>fetch('/slow')</script></body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"), *(HEADERS if name == "headers" else ()))
    return body.replace("PORT", str(port)), tuple((key, value.replace("PORT", str(port))) for key, value in headers)


def answer(path: str, port: int) -> tuple[int, dict[str, str], str]:
    """What the page's own host says to its scripts: status, headers, body."""
    if path == "/hop.js":
        return 302, {"Location": f"http://127.0.0.1:{port}/hopped", "Access-Control-Allow-Origin": "*"}, ""
    if path == "/worker.js":
        return 200, {"Content-Type": "text/javascript"}, WORKER.replace("PORT", str(port))
    return (200, {}, "ok") if path == "/slow" else (404, {}, "")
