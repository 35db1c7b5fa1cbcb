"""From an answer, or from none, to one outcome of the closed set. Reads no page and decides nothing about the site."""

from __future__ import annotations

import logging
import ssl

import aiohttp
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    UnsupportedURLSchemeError,
)

from spotcheck.crawler.records import Outcome

_log = logging.getLogger(__name__)
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
GIVEN_UP = "not opened: "  # how the detail of an UNDECODABLE document begins that must not be opened again; why follows
CUT = "dataloss"  # Scrapy's flag of a response whose body ended early
CHALLENGING = frozenset({401, 403, 405, 412, 418, 429, 503, 521})  # answers that may carry a challenge page


_BLOCKING = frozenset({511, 521, 999})  # a network that wants a login, an edge that refuses, a guard against robots


class NotFetched(IgnoreRequest):
    """Raised where we ourselves do not go on: the guard, robots.txt, an archive that lacks the page."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(detail or outcome.value)
        self.outcome = outcome
        self.detail = detail


class MalformedAnswer(NotFetched):
    """The server answered, and not in HTTP as anybody could read it: no silence, and nothing that was seen."""

    def __init__(self, detail: str) -> None:
        first = next((line.strip() for line in detail.splitlines() if line.strip()), "")
        super().__init__(Outcome.UNDECODABLE, f"malformed answer: {first}"[:200])


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
    if any(isinstance(cause, aiohttp.ClientPayloadError) for cause in causes):
        return Outcome.TRUNCATED, detail
    if isinstance(error, DownloadCancelledError):
        return Outcome.TOO_LARGE, detail
    if isinstance(error, UnsupportedURLSchemeError):
        return Outcome.REFUSED_BY_GUARD, detail
    if not isinstance(error, DownloadFailedError | aiohttp.ClientError | NotSupported):
        _log.error("unexpected failure of an exchange", exc_info=error)
    return Outcome.CONNECT, detail


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 8:
        chain.append(current)
        current = current.__cause__ or getattr(current, "os_error", None)
    return chain
