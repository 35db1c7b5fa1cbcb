"""What Scrapy's own settings mean for a crawl: the ones that are heeded, and the ones that are refused aloud.

Nothing that a user sets on Scrapy's command line is silently without effect: what cannot be kept is refused with what to do instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spotcheck.config.errors import UserError
from spotcheck.crawler.crawl_plan import SNAPSHOT_NAME
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.crawler.urls import key

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_PROJECT = 20  # priority of a project's settings; a user's stand above (Scrapy documentation, topics/settings)
_PAUSE = ("停顿由 DOWNLOAD_DELAY 决定，不加抖动", "the pause is DOWNLOAD_DELAY's, without jitter")
_ONE = ("每个地址同时只有一次请求", "an address gets one request at a time")
_ORDER = ("次序由栏目和词语决定，数量请用 -a max_pages=N", "columns and words decide the order; limit pages by -a max_pages=N")
_LOOKS = ("失败的页面在最后再看一次", "what fails is looked at once more at the end")
_REFUSED = {
    "AUTOTHROTTLE_ENABLED": _PAUSE,
    "RANDOMIZE_DOWNLOAD_DELAY": _PAUSE,
    "DOWNLOAD_DELAY_JITTER": _PAUSE,
    "CONCURRENT_REQUESTS": _ONE,
    "CONCURRENT_REQUESTS_PER_DOMAIN": _ONE,
    "CONCURRENT_REQUESTS_PER_IP": _ONE,
    "DOWNLOAD_SLOTS": _ONE,
    "DEPTH_LIMIT": _ORDER,
    "DEPTH_PRIORITY": _ORDER,
    "SCHEDULER": _ORDER,
    "DUPEFILTER_CLASS": _ORDER,
    "RETRY_ENABLED": _LOOKS,
    "RETRY_TIMES": _LOOKS,
    "RETRY_HTTP_CODES": _LOOKS,
    "REDIRECT_ENABLED": ("重定向逐一记录", "each redirect is a visit of its own"),
    "REDIRECT_MAX_TIMES": ("重定向逐一记录", "each redirect is a visit of its own"),
    "ROBOTSTXT_OBEY": ("robots.txt 一律遵守", "robots.txt is always obeyed"),
    "HTTPCACHE_ENABLED": ("快照就是缓存，请用 JOBDIR 续抓", "the snapshot is the cache; continue a crawl by JOBDIR"),
    "COOKIES_ENABLED": ("Cookie 只发回其主机，不入快照", "cookies go back to their host and are never stored"),
    "HTTPPROXY_ENABLED": ("代理取自环境变量", "a proxy is taken from the environment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user asked Scrapy for; "" and None where nothing was."""

    delay: float | None = None
    timeout: float | None = None
    agent: str = ""
    job: Path | None = None


def options_of(settings: BaseSettings) -> Options:
    """Reads Scrapy's settings. Raises UserError for the first that cannot be kept, or makes no sense."""
    for name, (zh, en) in _REFUSED.items():
        if _given(settings, name):
            raise UserError(zh=f"{name}：不支持，{zh}。请去掉该设置。", en=f"{name}: not supported, {en}. Leave it out.")
    job = str(settings.get("JOBDIR") or "")
    return Options(
        delay=_seconds(settings, "DOWNLOAD_DELAY"),
        timeout=_seconds(settings, "DOWNLOAD_TIMEOUT"),
        agent=str(settings.get("USER_AGENT")) if _given(settings, "USER_AGENT") else "",
        job=Path(job) if job else None,
    )


def checked_job(folder: Path, url: str) -> None:
    """Whether a job can be begun or continued in a folder. Raises UserError where it holds another site's or is complete."""
    if not (folder / SNAPSHOT_NAME).exists():
        return
    with Snapshot.open(folder) as held:
        run = held.run
    if key(run.site.url) != key(url):
        raise UserError(
            zh=f"JOBDIR {folder}：其中是 {run.site.url} 的抓取，不是 {url}。请另选目录。",
            en=f"JOBDIR {folder}: holds a crawl of {run.site.url}, not of {url}. Choose another folder.",
        )
    if run.complete:
        raise UserError(
            zh=f"JOBDIR {folder}：该次抓取已完成，没有可续的内容。请另选目录。",
            en=f"JOBDIR {folder}: this crawl is complete, there is nothing to continue. Choose another folder.",
        )


def _given(settings: BaseSettings, name: str) -> bool:
    return (settings.getpriority(name) or 0) > _PROJECT


def _seconds(settings: BaseSettings, name: str) -> float | None:
    if not _given(settings, name):
        return None
    value = settings.get(name)
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = -1.0
    if not 0 <= found <= 600:
        raise UserError(zh=f"{name}：须为 0 到 600 的秒数，不是 {value}。", en=f"{name}: must be seconds from 0 to 600, not {value}.")
    return found
