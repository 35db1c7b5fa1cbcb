"""What one crawl is told, and what it tells back: the plan, its progress, its result. Does nothing by itself."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.config.settings import Settings, load_settings
from spotcheck.crawler.urls import canonical

AGENT_NAME = "spotcheck"
SNAPSHOT_NAME = "snapshot.db"
_DEFAULT = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """One site to crawl. ``delay`` is in seconds between the starts of two exchanges with one address,
    ``timeout`` in seconds for one answer (a document may take three times as long).

    ``terms`` are names and terms of the duties that bind the site; they decide the order only, never what is kept.
    ``allow`` lists ``host:port`` addresses that the guard lets through and the scope takes in.
    ``named`` are addresses of sites that the register names: of their hosts the guard lets their own ports through.
    ``platforms`` are hosts of shared platforms that the register adds to the known ones.
    ``archive`` makes a web archive the only source; the network then stays shut.
    ``proxy`` overrides the environment; ``""`` means none. ``today`` is the civil date used where a page shows
    month and day only; without it, the day each page was fetched.
    """

    site: Site
    run_dir: Path
    run_id: str
    terms: tuple[str, ...] = ()
    max_pages: int = _DEFAULT.max_pages
    delay: float = _DEFAULT.delay
    timeout: float = _DEFAULT.timeout
    allow: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    archive: Path | None = None
    proxy: str | None = None
    user_agent: str = _DEFAULT.agent()
    today: date | None = None
    ocr: bool = False  # the words of scans are recognised
    browser: bool = False  # pages that scripts fill are shown by a browser and read again
    shallow: bool = False  # the home page and what it links to, and nothing beyond

    @property
    def snapshot(self) -> Path:
        """Where the snapshot of this run is kept."""
        return self.run_dir / SNAPSHOT_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a crawl stands. ``queued`` counts known pages still to be read inside the budget; times are in seconds."""

    run_id: str
    site: str
    url: str
    title: str
    pages: int
    queued: int
    elapsed_seconds: float
    eta_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """How a crawl ended. ``complete``: by its own rules, budget included. ``error``: one line, for the person at the terminal."""

    run_id: str
    complete: bool
    interrupted: bool
    outcomes: dict[str, int]
    error: str | None = None
    notes: tuple[str, ...] = ()


def plan_of(
    *,
    url: str = "",
    workspace: str = "./spotcheck-data",
    max_pages: str = "",
    delay: str | float = "",
    allow: str = "",
    timeout: float | None = None,
    agent: str = "",
    job: Path | None = None,
) -> CrawlPlan:
    """The plan of ``scrapy crawl portal -a url=…``; with a ``job`` directory the snapshot is kept, and continued, in it.

    Raises UserError for a wrong address, number or ``spotcheck.toml``.
    """
    address = canonical(url if "://" in url else f"http://{url}")
    if not url or not address:
        raise bad_url(url)
    run_id = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{address.split('/')[2].replace(':', '-')}"
    settings = load_settings(workspace)
    try:
        return CrawlPlan(
            site=Site(url=address),
            run_dir=job or Path(workspace) / "runs" / run_id,
            run_id=run_id,
            max_pages=int(max_pages or settings.max_pages),
            delay=float(settings.delay if delay == "" else delay),
            timeout=settings.timeout if timeout is None else timeout,
            user_agent=agent or settings.agent(),
            allow=tuple(entry for entry in allow.split(",") if entry),
        )
    except ValueError as error:
        raise UserError(zh=f"max_pages、delay 须为数字：{error}", en=f"max_pages and delay must be numbers: {error}") from error


def bad_url(url: str) -> UserError:
    """The error for what is no address of a site."""
    return UserError(
        zh=f"{url or 'url'}：不是 http 或 https 网址。请写成 https://www.example.gov.cn/ 的形式。",
        en=f"{url or 'url'}: not an http or https address. Write it like https://www.example.gov.cn/.",
    )
