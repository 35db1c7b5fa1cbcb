"""From an answer, or from none, to one outcome of the closed set. Reads no page and decides nothing about the site."""

from __future__ import annotations

import email.utils
import logging
import ssl
import time

import aiohttp
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from spotcheck.crawler.records import Outcome

_log = logging.getLogger(__name__)
MAX_RETRY_AFTER = 120.0  # seconds we are ready to wait when a server says Retry-After
PAUSE_WHEN_LIMITED = 10.0  # seconds, after a 429 that names no time
NO_ANSWER = frozenset({Outcome.TIMEOUT, Outcome.DNS, Outcome.CONNECT, Outcome.TLS})
LOOK_AGAIN = NO_ANSWER | {
    Outcome.NOT_FOUND,
    Outcome.GONE,
    Outcome.SERVER_ERROR,
    Outcome.SOFT_NOT_FOUND,
    Outcome.BLOCKED,
    Outcome.RATE_LIMITED,
    Outcome.TRUNCATED,
    Outcome.ROBOTS_UNAVAILABLE,
}
CHALLENGING = frozenset({401, 403, 405, 412, 418, 429, 503, 521})  # answers that may carry a challenge page


_BLOCKING = frozenset({511, 521, 999})  # a network that wants a login, an edge that refuses, a guard against robots


class NotFetched(IgnoreRequest):
    """Raised where we ourselves do not go on: the guard, robots.txt, an archive that lacks the page."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(detail or outcome.value)
        self.outcome = outcome
        self.detail = detail


class Interrupted(IgnoreRequest):
    """The crawl is being stopped; the page keeps no outcome."""


def of_status(status: int) -> Outcome:
    """The outcome of an HTTP status, before the body was looked at."""
    if status < 400:
        return Outcome.READ
    if status >= 500:
        return Outcome.BLOCKED if status in _BLOCKING else Outcome.SERVER_ERROR
    return {
        404: Outcome.NOT_FOUND,
        408: Outcome.TIMEOUT,
        410: Outcome.GONE,
        412: Outcome.BLOCKED,
        429: Outcome.RATE_LIMITED,
    }.get(status, Outcome.FORBIDDEN)


def of_failure(error: BaseException) -> tuple[Outcome, str]:
    """The outcome and one line of detail for an exchange that brought no answer."""
    if isinstance(error, NotFetched):
        return error.outcome, error.detail
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    causes = _causes(error)
    if any(isinstance(cause, ssl.SSLError | ssl.CertificateError | aiohttp.ClientSSLError) for cause in causes):
        return Outcome.TLS, detail
    if isinstance(error, CannotResolveHostError):
        return Outcome.DNS, detail
    if isinstance(error, DownloadTimeoutError):
        return Outcome.TIMEOUT, detail
    if isinstance(error, DownloadConnectionRefusedError):
        return Outcome.CONNECT, detail
    if isinstance(error, ResponseDataLossError) or any(isinstance(cause, aiohttp.ClientPayloadError) for cause in causes):
        return Outcome.TRUNCATED, detail
    if isinstance(error, DownloadCancelledError) or (isinstance(error, IgnoreRequest) and "MAXSIZE" in str(error)):
        return Outcome.TOO_LARGE, detail
    if isinstance(error, UnsupportedURLSchemeError):
        return Outcome.REFUSED_BY_GUARD, detail
    if isinstance(error, OSError | EOFError):  # a body whose compression is broken
        return Outcome.TRUNCATED, detail
    if not isinstance(error, DownloadFailedError | aiohttp.ClientError | NotSupported):
        _log.error("unexpected failure of an exchange", exc_info=error)
    return Outcome.CONNECT, detail


def pause_after(status: int, retry_after: str) -> float:
    """Seconds an address is left alone after an answer: what ``Retry-After`` asks for (RFC 9110, 10.2.3), within reason."""
    if status not in (429, 503):
        return 0.0
    value, wait = retry_after.strip(), None
    if value.isdigit():
        wait = float(value)
    elif value:
        try:
            wait = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            wait = None
    if wait is None:
        return PAUSE_WHEN_LIMITED if status == 429 else 0.0
    return min(max(0.0, wait), MAX_RETRY_AFTER)


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 8:
        chain.append(current)
        current = current.__cause__ or getattr(current, "os_error", None)
    return chain
