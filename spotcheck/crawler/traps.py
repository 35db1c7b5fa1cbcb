"""Addresses without end: too long, turning in circles, ever new under one name, or leading on to nothing that was not seen.

Judges addresses and what came of their like, not pages. What it refuses is recorded as not asked for, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from spotcheck.crawler.frontier import Doubt, Doubts, Target
from spotcheck.crawler.priority import Rank
from spotcheck.crawler.records import Page, PageKind, Role
from spotcheck.crawler.shapes import shape_of, values_of, without_numbers, worded

MAX_URL = 1_000  # characters
MAX_SEGMENTS = 20
MAX_REPEATS = 3  # times one segment may stand in a path
MAX_REDIRECTS = 10
MAX_DEPTH = 40  # links from the start, through pages of no known role
MAX_LIST_DEPTH = 2_000
VARIANTS = 300  # queries of one path, met by ordinary links
LISTED_VARIANTS = 20_000  # the same, where a list itself names them: many sites show every article through one script
IDLE = 2  # pages of one level that may say what others said, whatever the rest of the site
GROWN = 5  # pages of one level that may say something new, but lead on to nothing except more of their like
IDLE_OF_ALL = 0.02  # the same, as a share of all pages read
IDLE_OF_OWN = 0.1  # the same of the latter, as a share of the pages of that level that did bring something
ALL_IDLE, ALL_IDLE_SHARE = 4, 0.08  # the same, over all levels together: beyond it only levels that bring more than they cost go on
TWICE = 2  # times as many pages that say what others said as new ones, from which even what a new page names is left
CHAIN = 2  # steps through pages of one shape after which an address comes last
ALIKE = 3  # pairs of pages whose addresses differ in one value alone, from which that value is known to say nothing
NEAR = 2  # links from the start up to which a column may be empty like others
TEXT = 40  # characters of a page from which it can be told from another
RECORDED = 50  # levels of which the record says how much was cut


@dataclass(slots=True)
class _Level:
    fruitful: int = 0
    same: int = 0  # pages that say what others said
    grown: int = 0  # pages that only lead on among their like

    @property
    def idle(self) -> int:
        return self.same + self.grown


class Traps(Doubts):
    """Remembers how many variants of each path were taken, and what came of the addresses of each level."""

    def __init__(self, *, learning: bool = True, left: Callable[[Target, str], None] = lambda target, why: None) -> None:
        """``learning``: whether what comes of pages counts; an archive has an end of its own. ``left`` is told of each address left."""
        self._learning = learning
        self._left = left
        self._variants: Counter[str] = Counter()
        self._levels: dict[str, _Level] = {}
        self._read = self._idle = 0
        self._texts: set[int] = set()
        self._said: dict[tuple[str, str], int] = {}  # what an address without one of its values, and the name of that, showed first
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._alike: Counter[str] = Counter()
        self._telling: set[str] = set()  # names of queries whose values do change what is shown
        self.cut: Counter[str] = Counter()  # addresses left, by level

    def why(self, url: str, *, role: Role, depth: int) -> str:
        """The reason why an address is a trap by itself, or ``""``. Counts the address as taken."""
        if not self._learning:
            return ""
        if len(url) > MAX_URL:
            return f"longer than {MAX_URL} characters"
        if role is not Role.HOME and depth > (MAX_LIST_DEPTH if role is Role.LIST else MAX_DEPTH):
            return f"more than {depth - 1} links from the start"
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        if len(segments) > MAX_SEGMENTS:
            return f"more than {MAX_SEGMENTS} path segments"
        if len(segments) > MAX_REPEATS:
            segment, times = Counter(segments).most_common(1)[0]
            if times > MAX_REPEATS and not segment.isdigit():
                return f"path segment repeated {times} times: {segment[:40]}"
        if parts.query:
            path = f"{parts.netloc}{parts.path}"
            self._variants[path] += 1
            most = LISTED_VARIANTS if role in (Role.LIST, Role.ENTRY, Role.DOCUMENT) else VARIANTS
            if self._variants[path] > most:
                return f"more than {most} queries of one path"
        return ""

    def of(self, target: Target) -> Doubt:
        """What speaks against an address, by what came of its like so far."""
        if not self._learning or target.rank is Rank.HOME or target.attempts:
            return Doubt.NONE
        if self._repeated(target.url):
            return Doubt.LEAVE
        if target.role is Role.DOCUMENT:
            return Doubt.NONE
        if self._spent_level(target) or (target.chain >= CHAIN and self._all_spent and not target.trusted):
            return Doubt.LEAVE
        levels = self._levels_of(target)
        doubtful = any(level.idle and (target.chain or level.idle >= level.fruitful) for _, level in levels)
        return Doubt.LAST if doubtful or (target.chain >= CHAIN and not target.trusted) else Doubt.NONE

    def idle(self, target: Target) -> bool:
        """Whether what was asked for of its like brought nothing new at least as often as it did."""
        return any(level.idle and level.idle >= level.fruitful for _, level in self._levels_of(target))

    def leave(self, target: Target) -> None:
        """Count an address as left, and say why."""
        self._left(target, self._reason(target))

    def _reason(self, target: Target) -> str:
        if found := self._spent_level(target):
            level = self._levels[found]
            self.cut[found] += 1
            return f"nothing new under {found}: {level.idle} of {level.idle + level.fruitful} pages"
        name = next((name for name, _ in values_of(target.url) if self._says_nothing(name)), "")
        self.cut[name] += 1
        return f"the same page under another value of {name}" if name else "leads on and on, to nothing new"

    def known(self, target: Target, page: Page) -> bool:
        """Whether a page says only what another one said, numbers left out where it stands in a chain. Remembers it."""
        if not self._learning or page.needs_script or page.blank or not page.text:
            return False  # nothing of its own to compare
        words = f"{page.title}\n{page.text}"
        bare = without_numbers(words)
        exact = worded(target.label) and (target.trusted or target.chain < CHAIN)
        found = hash(words) in self._texts if exact else hash(bare) in self._texts
        self._texts |= {hash(words), hash(bare)}
        return found

    def learn(self, target: Target, page: Page, *, known: bool, opened: int, grown: int) -> None:
        """What came of a page. ``known``: it says what another said; ``opened``: new addresses of other kinds that it made known,
        ``grown``: new ones of its own shape.
        """
        if not self._learning:
            return
        self._read += 1
        if page.needs_script or page.blank or not page.text or target.role is Role.HOME:
            return
        explained = self._compare(target.url, page)
        named = target.chain == 0 and worded(target.label)
        dated = page.kind is PageKind.ARTICLE and page.published is not None
        telling = len(page.text) >= TEXT or not named or target.depth > NEAR  # empty columns near the start say little, and the same
        same = known and not explained and (named or not opened) and telling
        onward = not known and not opened and grown > 0 and not dated and target.chain > 0
        self._idle += same or onward
        for name in shape_of(target.url).levels:
            level = self._levels.setdefault(name, _Level())
            level.same += same
            level.grown += onward
            level.fruitful += not (same or onward)

    def record(self) -> list[dict[str, object]]:
        """What was left, for the run's record: the level, and how many addresses of it; most first."""
        return [{"level": name or "chains", "left": number} for name, number in self.cut.most_common(RECORDED)]

    def _spent_level(self, target: Target) -> str:
        """The first level of an address that has brought nothing new for too long, "" for none."""
        more = IDLE_OF_ALL * self._read
        for name, level in self._levels_of(target):
            if target.trusted:
                if level.same > IDLE + more and level.same > TWICE * level.fruitful:
                    return name
                continue
            if level.same > level.fruitful and (level.same > IDLE + more or self._all_spent):
                return name
            if level.grown > GROWN + more + IDLE_OF_OWN * level.fruitful:
                return name
        return ""

    def _levels_of(self, target: Target) -> list[tuple[str, _Level]]:
        """What is known of the levels of an address; for one that is trusted, of those alone that a folder does not make."""
        names = shape_of(target.url).levels
        return [
            (name, self._levels[name])
            for name in names
            if name in self._levels and not (target.trusted and "?" not in name and "*" not in name)
        ]

    @property
    def _all_spent(self) -> bool:
        return self._idle > ALL_IDLE + ALL_IDLE_SHARE * self._read

    def _compare(self, url: str, page: Page) -> bool:
        """Learn from pages whose addresses differ in one value alone whether that value says anything. True where it said nothing."""
        shown = hash((page.title, page.text))
        alike = False
        for name, rest in values_of(url):
            first = self._said.setdefault((rest, name), shown)
            self._pairs[rest, name] += 1
            if first != shown:
                self._telling.add(name)
            elif self._pairs[rest, name] > 1 and len(page.text) >= TEXT:
                self._alike[name] += 1
                alike = True
        return alike

    def _says_nothing(self, name: str) -> bool:
        return self._alike[name] >= ALIKE and name not in self._telling

    def _repeated(self, url: str) -> bool:
        """Whether a page was read under another value of a name that says nothing."""
        return any(self._says_nothing(name) and (rest, name) in self._said for name, rest in values_of(url))
