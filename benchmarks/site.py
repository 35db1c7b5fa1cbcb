"""A made-up portal of any size, served from memory by a process of its own: pages of about 35 KB with 150 navigation links."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

PER_COLUMN = 100  # articles of a column, all on its one page
NAVIGATION = 150
_WORDS = "财政预算决算公开部门收支项目资金管理办法通知意见实施规定年度工作报告政策解读信息目录指南申请服务群众企业发展改革建设"


class Portal:
    """Pages by path. ``pages`` counts everything but robots.txt: one home page, columns, and articles."""

    def __init__(self, pages: int) -> None:
        self.columns = max(1, round((pages - 1) / (PER_COLUMN + 1)))
        self.articles = pages - 1 - self.columns
        chance = random.Random(2018)
        self._paragraphs = [f"<p>{''.join(chance.choices(_WORDS, k=220))}。</p>\n".encode() for _ in range(200)]

    def page(self, path: str) -> bytes | None:
        """The HTML of a path, or None."""
        if path == "/":
            return self._page("云州市人民政府", 0, self._map())
        kind, _, rest = path[1:].partition("/")
        number = rest.removesuffix(".html")
        if not number.isdigit():
            return None
        if kind == "col" and int(number) < self.columns:
            return self._page(f"栏目{number}", int(number), self._list(int(number)))
        if kind == "art" and int(number) < self.articles:
            return self._page(f"关于第{number}号预算公开事项的通知", int(number), b"")
        return None

    def _map(self) -> bytes:
        return "".join(f'<a href="/col/{n}.html">栏目{n}</a>\n' for n in range(self.columns)).encode()

    def _list(self, column: int) -> bytes:
        items = (
            f'<li><a href="/art/{n}.html">关于第{n}号预算公开事项的通知</a><span>2018-0{n % 9 + 1}-{n % 28 + 1:02}</span></li>'
            for n in range(column, self.articles, self.columns)
        )
        return f'<ul class="list">{"".join(items)}</ul>'.encode()

    def _page(self, title: str, number: int, middle: bytes) -> bytes:
        columns = min(self.columns, 30)
        own, shared = 60, NAVIGATION - 60 - columns  # most of a real navigation stands on every page
        articles = dict.fromkeys([*range(shared), *(shared + (number * own + k) % (self.articles - shared) for k in range(own))])
        links = [f'<li><a href="/col/{n}.html">栏目{n}</a></li>' for n in range(columns)]
        links += [f'<li><a href="/art/{n}.html">第{n}号通知</a></li>' for n in articles]
        head = (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-云州市人民政府</title>'
            f'<meta name="SiteName" content="云州市人民政府"><meta name="ArticleTitle" content="{title}">'
            '<meta name="PubDate" content="2018-03-05 09:30">'
            f'</head><body><div class="nav"><ul>{"".join(links)}</ul></div><div class="position"><a href="/">首页</a> &gt; '
            f'<a href="/col/{number % self.columns}.html">栏目{number % self.columns}</a></div><h1>{title}</h1>'
            f'<div class="info">发布日期：2018-03-05 来源：市财政局</div>'
        ).encode()
        text = b"".join(self._paragraphs[(number + k * 7) % 200] for k in range(0 if middle else 40))
        foot = '<div class="footer">主办单位：云州市人民政府办公室 网站标识码：9900000001 云ICP备05000000号</div></body></html>'.encode()
        return b"".join((head, middle, b'<div class="content">', text, b"</div>", foot))


class _Server(asyncio.Protocol):
    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, self._rest = self._rest.partition(b"\r\n\r\n")
            body = self._portal.page(head.split(b" ", 2)[1].decode("ascii", "replace"))
            status = b"404 Not Found" if body is None else b"200 OK"
            body = body or b""
            answer = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
            assert isinstance(self._transport, asyncio.WriteTransport)
            self._transport.write(answer + body)


def _run(pages: int, told: Connection) -> None:
    async def main() -> None:
        portal = Portal(pages)
        server = await asyncio.get_running_loop().create_server(lambda: _Server(portal), "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The address of a portal with so many pages."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(pages, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/"
    finally:
        process.terminate()
        process.join()
