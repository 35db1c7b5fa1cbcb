"""How pages call a body: its full name, its place and its kind of office, as other sites write them.

Refuses to guess: a body without a known name is recognised nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from spotcheck.config.bodies import functions_of, vocabulary
from spotcheck.config.models import Function, Level, Site
from spotcheck.portal.matching import normal, normal_text

_SITE = re.compile(r"(?:(?<!人民)政府|政务|政府信息|信息)?(?:门户网站|官方网站|官网|门户|网站|网)$")
_PLACE = re.compile(
    r"(?:[^省市县区旗]{1,8}?(?:省|自治区))?(?:[^省市县区旗]{1,8}?(?:市(?!场)|州(?![市省])|盟|地区))?"
    r"(?:[^省市县区旗]{1,8}?(?:县|区(?!域)|旗|市(?!场)))?(?:[^省市县区旗]{1,6}?(?:镇|(?<!城)乡(?!村)|街道))?"
)
_LAST = re.compile(r"[^省市县区旗州盟]{1,8}(?:省|自治区|市|州|盟|地区|县|区|旗|镇|乡|街道)$")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公[厅室]|办)?$")
_TOWN = re.compile(r"[^省市县区旗]{1,8}?(?:镇|乡|苏木)(?=(?:人民)?政府)")
_OFFICE = r"[\u3400-\u9fff]{2,16}?(?:委员会|局|委|厅|办公室|办)"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """A body by its names, all normalised."""

    full: tuple[str, ...]  # 安青县财政局
    place: str = ""  # 安青县; of several steps the last
    short: str = ""  # 财政局; "" for a government
    functions: frozenset[Function] = frozenset()
    government: bool = False
    level: Level | None = None

    def stands_in(self, text: str) -> bool:
        """Whether a text names the body, in its own words or in other words for the same office."""
        words = normal_text(text)
        if any(name in words for name in self.full):
            return True
        if self.government or not self.place or not self.functions or self.place not in words:
            return False
        offices = re.findall(f"(?={re.escape(self.place)}({_OFFICE}))", words)
        return any(functions_of(office) == self.functions for office in offices)

    def means(self, label: str) -> bool:
        """Whether a label of the body's own region means it, also without the place: 财政局, 发改局. ``label`` is normalised."""
        if self.stands_in(label) or (self.government and self.place and self.place in label):
            return True
        return not self.government and any(word in label for word in (self.short, *_other_words(self.functions)) if len(word) > 2)

    def stands_on(self, heads: Iterable[str], texts: Iterable[str] = ()) -> bool:
        """Whether a page is the body's own: ``heads`` say whose page it is, ``texts`` what stands on it."""
        above, below = [normal_text(head) for head in heads], [normal_text(text) for text in texts]
        if any(self.stands_in(words) for words in (*above, *below)):
            return True
        if not self.place:
            return False
        placed = any(self.place in words for words in above)
        if self.government:
            return placed
        if not self.short:
            return False
        in_heads = any(self.short in words for words in above)
        return (placed and (in_heads or any(self.short in words for words in below))) or (
            in_heads and any(self.place in words for words in below)
        )


@lru_cache(maxsize=4096)
def name_of(site: Site) -> BodyName | None:
    """The names of the body behind a site; None where the register knows none."""
    written = normal(site.body) or _SITE.sub("", normal(site.name))
    if not written:
        return None
    place = _place(written, normal(site.region))
    if town := _TOWN.match(written.removeprefix(place)):  # the government of a town is named for the town, whatever the region is
        place += town[0]
    rest = written.removeprefix(place)
    if not place and site.region and not _GOVERNMENT.fullmatch(written):
        place = normal(site.region)
        written = place + rest
    last = _last(place)
    government = bool(place) and (not rest or bool(_GOVERNMENT.fullmatch(rest)))
    if government:
        names = [*([written] if rest else []), f"{last}人民政府", f"{last}政府"]
        return BodyName(full=tuple(dict.fromkeys(names)), place=last, government=True, level=site.level)
    names = [written, *([f"{last}{rest}"] if last else [])]
    if site.level is Level.PROVINCE and place.endswith("省"):
        names.append(f"省{rest}")
    return BodyName(
        full=tuple(dict.fromkeys(names)), place=last, short=rest if last else "", functions=functions_of(rest), level=site.level
    )


def title_of(site: Site) -> str:
    """The name of a body as the register writes it."""
    return site.body or _SITE.sub("", site.name)


def region_of(site: Site) -> str:
    """The place that a body belongs to, normalised; "" where neither its name nor the register tells."""
    written = normal(site.body) or _SITE.sub("", normal(site.name))
    return _last(_place(written, normal(site.region)) or normal(site.region))


@lru_cache(maxsize=1024)
def _other_words(functions: frozenset[Function]) -> tuple[str, ...]:
    """Every name that an office of one function goes by; of several functions at once, none."""
    found = [body for body in vocabulary().body if body.function in functions]
    return tuple(normal(name) for name in found[0].names()) if len(functions) == 1 and found else ()


def _place(name: str, region: str) -> str:
    """The place at the beginning of a name."""
    for start in range(max(len(region) - 1, 0)):
        if name.startswith(region[start:]):
            return region[start:]
    match = _PLACE.match(name)
    return match[0] if match else ""


def _last(place: str) -> str:
    """The last step of a place: 云州省安青县 is 安青县."""
    match = _LAST.search(place)
    return match[0] if match else place
