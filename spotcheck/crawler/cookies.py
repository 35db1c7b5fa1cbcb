"""Cookies of one crawl: each goes back to the host that set it, and nowhere else. In memory only; no record ever holds one.

Refuses what is too much: a host keeps a few small cookies, and the oldest give way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

MAX_HOSTS = 500
MAX_COOKIES = 20  # of one host; RFC 6265 asks for 50, no portal needs ten
MAX_SIZE = 4_096  # bytes of one cookie, as RFC 6265 asks for
MAX_HEADER = 8_192  # bytes sent; more is refused by many servers
_NAME = re.compile(rb"[^\x00-\x20\x7f()<>@,;:\\\"/\[\]?={}]+")
_VALUE = re.compile(rb"[^\x00-\x1f\x7f;]*")


@dataclass(frozen=True, slots=True)
class _Cookie:
    value: bytes
    path: str
    secure: bool
    expires: float | None  # seconds of the epoch


class Cookies:
    """What hosts have set, by scheme-free authority (host and port). ``Domain`` is not heeded: a cookie never leaves its host."""

    def __init__(self) -> None:
        self._hosts: dict[str, dict[bytes, _Cookie]] = {}
        self._changes: dict[str, int] = {}

    def keep(self, url: str, lines: Iterable[bytes], *, now: float) -> None:
        """Take in the ``Set-Cookie`` lines of an answer. ``now``: seconds of the epoch."""
        host, path, secure = _place(url)
        for line in lines:
            pair, _, rest = line[: MAX_SIZE + 1].partition(b";")
            name, equals, value = (part.strip() for part in pair.partition(b"="))
            if not equals or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value) or len(line) > MAX_SIZE:
                continue
            said = _attributes(rest)
            if "secure" in said and not secure:
                continue
            expires = _expiry(said, now)
            folder = said.get("path") or ""
            cookie = _Cookie(value, folder if folder.startswith("/") else path.rpartition("/")[0] or "/", "secure" in said, expires)
            self._set(host, name, None if expires is not None and expires <= now else cookie)

    def header(self, url: str, *, now: float) -> bytes:
        """The ``Cookie`` header of a request, b"" for none."""
        host, path, secure = _place(url)
        pairs: list[bytes] = []
        size = 0
        for name, cookie in self._hosts.get(host, {}).items():
            if (cookie.secure and not secure) or not _within(path, cookie.path) or (cookie.expires is not None and cookie.expires <= now):
                continue
            size += len(name) + len(cookie.value) + 3
            if size > MAX_HEADER:
                break
            pairs.append(name + b"=" + cookie.value)
        return b"; ".join(pairs)

    def changes(self, url: str) -> int:
        """How often a host has set something new: an answer after that may be another one."""
        return self._changes.get(_place(url)[0], 0)

    def _set(self, host: str, name: bytes, cookie: _Cookie | None) -> None:
        kept = self._hosts.setdefault(host, {})
        old = kept.pop(name, None)
        if cookie is not None:
            kept[name] = cookie
        if (old.value if old else None) != (cookie.value if cookie else None):
            self._changes[host] = self._changes.get(host, 0) + 1
        while len(kept) > MAX_COOKIES:
            del kept[next(iter(kept))]
        if len(self._hosts) > MAX_HOSTS:
            oldest = next(iter(self._hosts))
            del self._hosts[oldest]
            self._changes.pop(oldest, None)


def _place(url: str) -> tuple[str, str, bool]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path or "/", parts.scheme == "https"


def _within(path: str, folder: str) -> bool:
    return path == folder or (path.startswith(folder) and (folder.endswith("/") or path[len(folder)] == "/"))


def _attributes(rest: bytes) -> dict[str, str]:
    said = {}
    for each in rest.decode("latin-1").split(";"):
        name, _, value = each.partition("=")
        said[name.strip().lower()] = value.strip()
    return said


def _expiry(said: dict[str, str], now: float) -> float | None:
    age = said.get("max-age", "")
    if re.fullmatch(r"-?[0-9]{1,12}", age):
        return now + int(age)
    try:
        return parsedate_to_datetime(said["expires"]).timestamp() if said.get("expires") else None
    except (ValueError, OverflowError, OSError):
        return None
