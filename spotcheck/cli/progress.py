"""Shows that work goes on: a live panel on a terminal, a plain line now and then elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import contextlib
import math
import sys
import time
from collections.abc import Callable, Mapping
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.config.masking import mask
from spotcheck.crawler.crawl_plan import Progress

_LINE_EVERY = 5.0  # seconds between plain lines
_DECIDE_EVERY = 15.0  # seconds between looks at what is decided so far
_DECIDE_GROWTH = 2  # times the pages of the last look before the next: all looks together judge twice the pages of a site at most
_DECIDE_LONGEST = 10.0  # seconds that a look may take, since the crawl waits for it


class Watch:
    """Give it to a crawl as ``on_progress``. ``decide``: duties decided so far and duties asked, for a run."""

    def __init__(
        self, *, quiet: bool, delay: float, total: int = 1, decide: Mapping[str, Callable[[], tuple[int, int]]] | None = None
    ) -> None:
        self._quiet = quiet
        self._delay = delay
        self._total = total
        self._ended = 0
        self._decide = decide or {}
        self._decided: dict[str, tuple[int, int]] = {}
        self._next_look = time.monotonic() + _DECIDE_EVERY
        self._pages_due: dict[str, float] = {}  # from which a run is looked at again
        self._running: dict[str, Progress] = {}
        self._told: float | None = None
        self._console = Console(file=sys.stderr)
        live = not quiet and self._console.is_terminal
        self._live = Live(self._panel(), console=self._console, refresh_per_second=4, transient=True) if live else None

    def __enter__(self) -> Watch:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, progress: Progress) -> None:
        """Where one crawl stands."""
        if self._quiet:
            return
        self._running[progress.run_id] = progress
        self._look(progress.run_id, progress.pages)
        moment = time.monotonic()
        if self._told is None:
            self._told = moment
        if self._live:
            self._live.update(self._panel())
        elif moment - self._told >= _LINE_EVERY:
            self._told = moment
            print(self.line(progress), file=sys.stderr, flush=True)

    def ended(self, run_id: str, line: str) -> None:
        """A crawl has come to its end: its line stays on the screen."""
        self._ended += 1
        self._running.pop(run_id, None)
        if self._live:
            self._live.update(self._panel())
            self._live.console.print(line, highlight=False, markup=False)
        elif not self._quiet:
            print(line, file=sys.stderr, flush=True)

    def line(self, progress: Progress) -> str:
        """One crawl in one line."""
        told = [
            progress.site,
            say(f"已读 {progress.pages} 页，待读 {progress.queued} 页", f"{progress.pages} pages read, {progress.queued} to read"),
        ]
        if progress.run_id in self._decided:
            done, asked = self._decided[progress.run_id]
            told.append(say(f"已能判定 {done}/{asked} 项", f"{done} of {asked} duties decided"))
        told.append(self._left(progress))
        told.append(mask(" ".join(progress.title.split()))[:40] or progress.url)
        return say("；", "; ").join(told)

    def _left(self, progress: Progress) -> str:
        seconds = progress.eta_seconds if progress.eta_seconds is not None else progress.queued * self._delay
        if seconds < 90:
            return say(f"约剩 {seconds:.0f} 秒", f"about {seconds:.0f} s left")
        return say(f"约剩 {seconds / 60:.0f} 分钟", f"about {seconds / 60:.0f} min left")

    def _look(self, run_id: str, pages: int) -> None:
        moment = time.monotonic()
        if run_id not in self._decide or moment < self._next_look or pages < self._pages_due.get(run_id, 1):
            return
        with contextlib.suppress(UserError):
            self._decided[run_id] = self._decide[run_id]()
        done = time.monotonic()
        longest = (done - moment) * _DECIDE_GROWTH > _DECIDE_LONGEST
        self._pages_due[run_id] = math.inf if longest else pages * _DECIDE_GROWTH
        self._next_look = done + _DECIDE_EVERY

    def _panel(self) -> Panel:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(overflow="ellipsis", no_wrap=True)
        for progress in list(self._running.values())[:8]:
            grid.add_row(Text(self.line(progress)))
            grid.add_row(Text(progress.url, style="dim"))
        if not self._running:
            grid.add_row(Text(say("正在准备……", "preparing ...")))
        title = say(f"正在检查（{self._ended}/{self._total} 个网站已完成）", f"checking ({self._ended} of {self._total} sites done)")
        return Panel(grid, title=title, subtitle=say("Ctrl-C 停止，可继续", "Ctrl-C stops; it can be continued"))
