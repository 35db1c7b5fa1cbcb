"""How far crawls are, written down now and then, so that another terminal can tell. A crawl that begins is written down at once."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable

from spotcheck.config.clock import now
from spotcheck.config.errors import UserError
from spotcheck.crawler.crawl_plan import Progress
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.quarter_store import Mark

EVERY = 2.0  # seconds


class Recorder:
    """Give it to a crawl as ``on_progress``; it passes everything on."""

    def __init__(self, ledger: Ledger, then: Callable[[Progress], None] | None = None) -> None:
        self._ledger = ledger
        self._then = then
        self._known: set[str] = set()
        self._waiting: dict[str, Mark] = {}
        self._written = 0.0

    def __call__(self, progress: Progress) -> None:
        """Where one crawl stands."""
        self._waiting[progress.run_id] = Mark(
            run=progress.run_id,
            process=os.getpid(),
            pages=progress.pages,
            queued=progress.queued,
            seconds_left=progress.eta_seconds,
            at=now(),
        )
        if progress.run_id not in self._known or time.monotonic() - self._written >= EVERY:
            self._known.add(progress.run_id)
            with contextlib.suppress(UserError):  # a disk that is full is for those to tell who write what was seen
                self._ledger.save_marks(self._waiting.values())
            self._waiting.clear()
            self._written = time.monotonic()
        if self._then is not None:
            self._then(progress)
