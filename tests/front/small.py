"""A small site of our own on loopback, a small catalogue, and the command line as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CATALOGUE = """\
id = "own"
version = "1"
title = "测试目录"
source = "测试"
issued = 2017-04-25
region = ""
valid_from = 2017-04-27
valid_to = 2027-04-26
"""
CLAUSE = """\
clause = "1.1"
label = "一、（一）"
title = "申请"

[[duty]]
id = "1.1.1"
title = "依申请公开"
requires = "设依申请公开栏目"
cadence = "standing"
confidence = "A"
advice = "设栏目"
[duty.bound]
scope = "everybody"
levels = ["province", "city", "county"]
[[duty.check]]
kind = "column"
names = { accepted = ["依申请公开"] }

[[duty]]
id = "1.1.2"
title = "河长公示"
requires = "设河长公示栏目"
cadence = "standing"
confidence = "A"
advice = "设栏目"
[duty.bound]
scope = "everybody"
levels = ["province", "city", "county"]
[[duty.check]]
kind = "column"
names = { accepted = ["河长公示"] }

[[duty]]
id = "1.1.3"
title = "统计数据"
requires = "设统计数据栏目"
cadence = "standing"
confidence = "A"
advice = "设栏目"
[duty.bound]
scope = "functions"
functions = ["statistics"]
levels = ["province", "city", "county"]
[[duty.check]]
kind = "column"
names = { accepted = ["统计数据"] }
"""


def catalogue(folder: Path) -> Path:
    """A catalogue of two duties for everybody and one for statistics."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "1.1.toml").write_text(CLAUSE, encoding="utf-8")
    return folder


def page(title: str, body: str) -> str:
    """A page with the site's navigation."""
    links = '<a href="/">首页</a> <a href="/ysq/">依申请公开</a> <a href="/xw/">工作动态</a>'
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="nav">{links}</div>'
        f"<h1>{title}</h1>{body}</body></html>"
    )


def site_pages(items: int = 6) -> dict[str, str]:
    """Path → page: a home page, two columns, and ``items`` pieces of news."""
    news = "".join(f'<li><a href="/xw/{n}.html">我局召开第{n}次工作会议</a><span>2018-01-{n % 28 + 1:02}</span></li>' for n in range(items))
    guide = "<ul class='list'><li><a href='/ysq/zn.html'>信息公开申请指南</a><span>2018-01-02</span></li></ul>"
    pages = {
        "/": page("清河县统计局", f"<ul>{news}</ul>"),
        "/ysq/": page("依申请公开", guide),
        "/ysq/zn.html": page("信息公开申请指南", "<p>发布日期：2018-01-02</p><p>申请人可以当面或者书面提出申请，受理机构为办公室。</p>"),
        "/xw/": page("工作动态", f"<ul class='list'>{news}</ul>"),
    }
    body = "<p>发布日期：2018-01-{:02}</p><p>会议听取了各科室的工作汇报，研究部署了下一阶段的重点任务。</p>"
    return pages | {f"/xw/{n}.html": page(f"我局召开第{n}次工作会议", body.format(n % 28 + 1)) for n in range(items)}


@contextmanager
def served(pages: Mapping[str, str], *, slow: float = 0.0) -> Iterator[str]:
    """Serves pages on a free port of 127.0.0.1; gives ``host:port``. ``slow``: seconds before each answer."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(slow)
            text = pages.get(self.path)
            body = (text or "没有这个页面").encode()
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # a client that was stopped
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def environment(**more: str) -> dict[str, str]:
    """The environment of a user with an English locale, without a proxy."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower() and not name.startswith("SPOTCHECK")}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "200"} | more


def spotcheck(*args: str | Path, cwd: Path, before: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """``python -m spotcheck …`` to its end. ``before`` is a command that runs it, such as ``timeout``."""
    command = [*before, sys.executable, "-m", "spotcheck", *map(str, args)]
    return subprocess.run(command, cwd=cwd, env=environment(**env), capture_output=True, text=True, timeout=100)


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The JSON on standard output: duty → (verdict, defect, reason)."""
    told = json.loads(done.stdout)
    return {each["duty"]: (each["verdict"], each["defect"], each["reason"]) for each in told["findings"]}
