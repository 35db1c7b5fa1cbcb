"""The processes that open documents for all crawls of this one. None is started before the first document; a dead one costs that document.

A document that killed its process is remembered by its bytes, and is not opened again. Refuses to let long documents keep short ones
waiting: one that takes longer than a moment gives its place to the next, up to ``most`` at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from spotcheck.crawler.opening.limits import READING, RECOGNISING, Limits
from spotcheck.crawler.opening.process import Died, Process
from spotcheck.crawler.records import Document

_MOMENT = 2.0  # seconds after which a document counts as long
_REMEMBERED = 10_000  # documents that killed
_USES = 200  # documents one process opens before a new one takes over


class Abandoned(Exception):
    """The document was let go of, since the crawl is being stopped. Nothing is known of it."""


class Pool:
    """Opens documents, several at once. Safe for threads and for any number of event loops."""

    def __init__(self, limits: Limits = READING, *, short: int | None = None, most: int = 8) -> None:
        """``short``: documents opened side by side while none takes long, one a core by default; ``most``: processes at any time."""
        self.limits = limits
        self._short = max(1, min(most, short or os.cpu_count() or 1))
        self._places = threading.BoundedSemaphore(self._short)
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="documents")
        self._lock = threading.Lock()
        self._idle: list[tuple[Process, int]] = []
        self._busy: set[Process] = set()
        self._deaths: OrderedDict[bytes, Died] = OrderedDict()
        self._given_up = 0  # how often everything was let go of

    async def opened(self, *, url: str, name: str, body: bytes, ocr: bool = False) -> Document:
        """A document, without holding up the loop. Raises Died where it may not be opened, Abandoned where the crawl was stopped."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self.open, url=url, name=name, body=body, ocr=ocr))

    def open(self, *, url: str, name: str, body: bytes, ocr: bool = False) -> Document:
        """As ``opened``, for a thread that may wait."""
        digest, now = hashlib.sha256(body).digest(), self._given_up
        if death := self._deaths.get(digest):
            raise Died(death.reason, death.told)
        self._places.acquire()
        leave = _once(self._places.release)
        clock = threading.Timer(_MOMENT, leave)
        clock.daemon = True
        clock.start()
        try:
            return self._ask(now, digest, url=url, name=name, body=body, ocr=ocr)
        finally:
            clock.cancel()
            leave()

    def remember(self, digest: bytes, death: Died) -> None:
        """A document that must not be opened again, by the SHA-256 of its bytes."""
        with self._lock:
            self._deaths[digest] = death
            while len(self._deaths) > _REMEMBERED:
                self._deaths.popitem(last=False)

    def abandon(self) -> None:
        """Let go of every document that is being opened or waits: whoever waits for it gets Abandoned."""
        with self._lock:
            self._given_up += 1
            for process in self._busy:
                process.kill()

    def close(self) -> None:
        """End the processes that wait for work. The pool starts new ones when it is asked again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process, _ in idle:
            process.close()

    def _ask(self, now: int, digest: bytes, *, url: str, name: str, body: bytes, ocr: bool) -> Document:
        if self._given_up != now:
            raise Abandoned
        process, uses = self._taken()
        with self._lock:
            if self._given_up != now:
                process.kill()
            self._busy.add(process)
        try:
            document = process.ask(url=url, name=name, body=body, ocr=ocr)
        except Died as death:
            if self._given_up != now:
                raise Abandoned from None
            self.remember(digest, death)
            raise
        finally:
            with self._lock:
                self._busy.discard(process)
            self._back(process, uses + 1)
        return document

    def _taken(self) -> tuple[Process, int]:
        with self._lock:
            while self._idle:
                process, uses = self._idle.pop()
                if process.alive:
                    return process, uses
                process.close()
        try:
            return Process(self.limits), 0
        except OSError as error:
            raise Died("crash", f"no process could be started ({error.strerror or error})") from None

    def _back(self, process: Process, uses: int) -> None:
        with self._lock:
            if uses < _USES and process.alive and len(self._idle) < self._short:
                self._idle.append((process, uses))
                return
        process.close()


def _once(act: Callable[[], None]) -> Callable[[], None]:
    lock = threading.Lock()

    def acted() -> None:
        if lock.acquire(blocking=False):  # never released: the second call finds it taken
            act()

    return acted


POOL = Pool()
SCANS = Pool(RECOGNISING, short=1, most=1)


def abandon_documents() -> None:
    """Let go of everything that is being opened, since all crawls are being stopped."""
    for pool in (POOL, SCANS):
        pool.abandon()


def close_pools() -> None:
    """End what waits for work."""
    for pool in (POOL, SCANS):
        pool.close()
