"""The kinds of spoiling: each says of one request what goes out in the honest answer's place, or None. One entry a kind."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from benchmarks.faults.proxy import Asked, Ending, Spoil, Wire, replaced
from benchmarks.faults.screens import STATUS_SCREEN, screen
from spotcheck.demo import province

Honest = Callable[[str], Wire]
SHARES = (0.1, 0.25, 0.5)
PARTS = (0.3, 0.5, 0.75)  # of a usual run's requests, after which a lasting fault begins
HTML = (("Content-Type", "text/html"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run: the seed picks the share, the moment and the screen. ``usual``: requests of an undisturbed run, by host."""

    seed: int
    usual: dict[str, int]

    @property
    def share(self) -> float:
        return SHARES[self.seed % len(SHARES)]

    def begun(self, asked: Asked) -> bool:
        """The lasting fault of this run has begun."""
        return asked.number > PARTS[self.seed % len(PARTS)] * self.usual[asked.host]


Kind = Callable[[Plan], Spoil]
KINDS: dict[str, Kind] = {}


def _kind(make: Kind) -> Kind:
    KINDS[make.__name__] = make
    return make


def _robots(asked: Asked) -> bool:
    return asked.path == "/robots.txt"


def _drawn(plan: Plan, asked: Asked) -> bool:
    """The address is in this run's share; the home page and robots.txt never are."""
    return asked.path not in ("/", "/robots.txt") and asked.chance() < plan.share


def _is_page(wire: Wire) -> bool:
    return wire.status == 200 and any(name.lower() == "content-type" and "html" in value for name, value in wire.heads)


def _is_file(wire: Wire) -> bool:
    names = ("pdf", "word", "excel", "officedocument")
    return wire.status == 200 and any(name.lower() == "content-type" and any(n in value for n in names) for name, value in wire.heads)


def _site(asked: Asked) -> str:
    return province()[asked.host].content.name


@cache
def _lists(host: str) -> frozenset[str]:
    site = province()[host]
    columns = site.content.columns.values()
    return frozenset(site.column_path(column, n) for column in columns for n in range(1, len(site.pages_of(column)) + 1))


def _for_a_share(make: Callable[[Plan, Asked, Wire], Wire], which: Callable[[Wire], bool] = _is_page) -> Kind:
    def kind(plan: Plan) -> Spoil:
        def spoil(asked: Asked, honest: Honest) -> Wire | None:
            whole = honest(asked.path)
            return make(plan, asked, whole) if _drawn(plan, asked) and which(whole) else None

        return spoil

    return kind


def _status(asked: Asked, *statuses: int) -> Wire:
    status = statuses[int(asked.chance("status") * len(statuses))]
    return Wire(status=status, heads=HTML, body=STATUS_SCREEN.replace(b"{status}", str(status).encode()))


def _screen(sort: str) -> Callable[[Plan, Asked, Wire], Wire]:
    return lambda plan, asked, whole: Wire(heads=HTML, body=screen(sort, plan.seed, _site(asked), asked.number))


def _cut(wire: Wire, plan: Plan, ending: Ending, times: int = 1) -> Wire:
    """The beginning of a body; each further time it is asked for, a transfer that breaks off breaks elsewhere."""
    return replaced(wire, body=wire.body[: int(len(wire.body) * (0.35, 0.6, 0.85)[plan.seed % 3] / times)], ending=ending)


def _gzip_cut(plan: Plan, asked: Asked, whole: Wire) -> Wire:
    packed = gzip.compress(whole.body)
    cut = replaced(whole, body=packed, heads=(*whole.heads, ("Content-Encoding", "gzip")))
    return _cut(cut, plan, Ending.WHOLE)


KINDS["bad_gateway"] = _for_a_share(lambda plan, asked, whole: _status(asked, 502, 503, 504))
KINDS["server_error"] = _for_a_share(lambda plan, asked, whole: _status(asked, 500))
KINDS["odd_status"] = _for_a_share(lambda plan, asked, whole: _status(asked, 511, 521, 999))
KINDS["limited"] = _for_a_share(lambda plan, asked, whole: _status(asked, 429))
for _sort in ("login", "busy", "maintenance", "cdn", "database", "waf", "captcha", "empty"):
    KINDS[_sort] = _for_a_share(_screen(_sort))
KINDS["cut_short"] = _for_a_share(lambda plan, asked, whole: _cut(whole, plan, Ending.SHORT))
KINDS["cut_untold"] = _for_a_share(lambda plan, asked, whole: _cut(whole, plan, Ending.UNTOLD))
KINDS["cut_told"] = _for_a_share(lambda plan, asked, whole: _cut(whole, plan, Ending.WHOLE))
KINDS["cut_chunked"] = _for_a_share(lambda plan, asked, whole: _cut(whole, plan, Ending.CHUNKED))
KINDS["cut_gzip"] = _for_a_share(_gzip_cut)
KINDS["reset"] = _for_a_share(lambda plan, asked, whole: replaced(whole, ending=Ending.RESET))
KINDS["timeout"] = _for_a_share(lambda plan, asked, whole: replaced(whole, wait=1.6))
KINDS["cut_files"] = _for_a_share(lambda plan, asked, whole: _cut(whole, plan, Ending.WHOLE, asked.times), _is_file)
KINDS["screens_for_files"] = _for_a_share(
    lambda plan, asked, whole: Wire(heads=HTML, body=screen("login", plan.seed, _site(asked), asked.number)), _is_file
)


@_kind
def limited_with_retry_after(plan: Plan) -> Spoil:
    """429 with Retry-After at the first ask of a share; then all is well."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        if not _drawn(plan, asked) or asked.times > 1:
            return None
        return replaced(_status(asked, 429), heads=(*HTML, ("Retry-After", "1")))

    return spoil


@_kind
def down_half_way(plan: Plan) -> Spoil:
    """503 for everything after some requests."""
    return lambda asked, honest: _status(asked, 503) if plan.begun(asked) else None


@_kind
def dead_half_way(plan: Plan) -> Spoil:
    """404 for everything after some requests, as when a web root is swapped."""
    return lambda asked, honest: _status(asked, 404) if plan.begun(asked) else None


@_kind
def screen_half_way(plan: Plan) -> Spoil:
    """One screen with 200 for everything after some requests: maintenance, a firewall, a login, nothing at all."""
    sort = ("maintenance", "waf", "login", "empty", "database", "absent")[plan.seed % 6]
    return lambda asked, honest: Wire(body=screen(sort, plan.seed, _site(asked), asked.number)) if plan.begun(asked) else None


@_kind
def home_for_lists(plan: Plan) -> Spoil:
    """Lists are redirected to the home page."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        drawn = _drawn(plan, asked) and asked.path in _lists(asked.host)
        return Wire(status=302, heads=(("Location", f"http://{asked.host}/"),)) if drawn else None

    return spoil


@_kind
def login_for_pages(plan: Plan) -> Spoil:
    """A share of the pages is redirected to one login page, which is there."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        if asked.path.startswith("/uc/login"):
            return Wire(body=screen("login", plan.seed, _site(asked), 1))
        if not _drawn(plan, asked):
            return None
        return Wire(status=302, heads=(("Location", f"http://{asked.host}/uc/login?from={asked.path}"),))

    return spoil


@_kind
def home_everywhere(plan: Plan) -> Spoil:
    """After some requests every address answers with the home page, status 200."""
    return lambda asked, honest: honest("/") if plan.begun(asked) and not _robots(asked) else None


@_kind
def home_for_a_share(plan: Plan) -> Spoil:
    """A share of the addresses answers with the home page, status 200."""
    return lambda asked, honest: honest("/") if _drawn(plan, asked) else None


@_kind
def mixed_up(plan: Plan) -> Spoil:
    """A cache gives a share of the addresses another page of the site."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        if not _drawn(plan, asked) or not _is_page(honest(asked.path)):
            return None
        paths = [path for path in province()[asked.host].paths() if path.endswith((".html", ".htm", ".jhtml", "/")) and path != asked.path]
        return honest(paths[int(asked.chance("other") * len(paths))])

    return spoil


@_kind
def dead_at_first(plan: Plan) -> Spoil:
    """404 at the first ask of a share; later all is well."""
    return lambda asked, honest: _status(asked, 404) if _drawn(plan, asked) and asked.times == 1 else None


@_kind
def soft_dead_at_first(plan: Plan) -> Spoil:
    """A page with 200 that says there is none, at the first ask of a share."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        drawn = _drawn(plan, asked) and asked.times == 1 and _is_page(honest(asked.path))
        return Wire(body=screen("absent", plan.seed, _site(asked), asked.number)) if drawn else None

    return spoil


@_kind
def cut_files_at_first(plan: Plan) -> Spoil:
    """A share of the files comes cut at the first ask."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        whole = honest(asked.path)
        return _cut(whole, plan, Ending.WHOLE) if _drawn(plan, asked) and asked.times == 1 and _is_file(whole) else None

    return spoil


@_kind
def overload(plan: Plan) -> Spoil:
    """Asked faster than it can, the site answers late and with a busy page."""
    limit = (4, 8, 16)[plan.seed % 3]

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        if asked.rate <= limit or _robots(asked):
            return None
        return Wire(body=screen("busy", plan.seed, _site(asked), asked.number), wait=0.15)

    return spoil


@_kind
def soft_dead_directory(plan: Plan) -> Spoil:
    """Everything below some directories answers with 200 that there is nothing."""

    def spoil(asked: Asked, honest: Honest) -> Wire | None:
        top = asked.path.split("/")[1]
        below = Asked(host=asked.host, path=f"/{top}/", number=1, times=1, rate=1, seed=asked.seed)
        if asked.path.count("/") < 2 or top == "images" or below.chance("directory") >= plan.share:
            return None
        return Wire(body=screen("absent", plan.seed, _site(asked), asked.number))

    return spoil


@_kind
def undisturbed(plan: Plan) -> Spoil:
    """Nothing is spoiled."""
    return lambda asked, honest: None
