"""The vocabulary of bodies: which functions and which level a name tells of. What it does not know stays empty; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from spotcheck.config.models import GOVERNMENTS, Confidence, Function, Level, Model
from spotcheck.config.regions import prefectures, provinces
from spotcheck.config.validation import read_toml, validate

FILE = Path(__file__).with_name("bodies.toml")

_ORGAN = "(?:委员会|总局|厅|局|委)"
_JOIN = "[和与及暨、]?"
_PLACE = r".*(?:省|市|县|区|旗|盟|州|镇|乡|街道)"
_SITE = re.compile(r"(?:政务|政府信息|信息)?(?:门户网站|官方网站|官网|门户|网站|网)$")
_LEVELS = {
    Level.PROVINCE: ("省级", "省", "省本级", "自治区", "直辖市", "自治区级"),
    Level.CITY: ("市级", "市", "地市", "地市级", "设区市", "地级市", "市本级", "州", "地级"),
    Level.COUNTY: ("县级", "县", "区", "区县", "县区", "县市区", "区级", "县级市", "区县级", "旗"),
    Level.TOWN: ("乡镇", "镇", "乡", "街道", "乡级", "乡镇级", "镇级", "乡镇街道"),
    Level.ENTERPRISE: ("企业", "国有企业", "省属企业", "市属企业", "公用企业"),
    Level.HOSPITAL: ("医院", "公立医院"),
    Level.SCHOOL: ("学校", "高校", "大学", "院校"),
}
_KINDS = (
    (Level.HOSPITAL, re.compile(r"(?:医院|保健院|卫生院)(?:\(.{0,80}\))?$")),
    (Level.SCHOOL, re.compile(r"(?<!行政)(?<!社会主义)(?:大学|学院|中学|小学|学校|幼儿园)$")),
    (Level.ENTERPRISE, re.compile(r"(?:公司|集团)$")),
    (Level.TOWN, re.compile(r"(?:乡|镇|街道|苏木)(?:人民政府|政府|办事处|党政办公室)(?:办公室)?$")),
)
_ZONE = re.compile(
    r"(?<!浦东)(?<!滨海)新区|[老库灌牧疫灾景军战小社园]区|(?:开发|高新|度假|保税|示范|集聚)区|管委会|(?<!监督)管理委员会|林场"
)
_HAN = r"[\u4e00-\u9fff]"
_COUNTY = rf"(?:{_HAN}{{1,12}}?(?:县|旗)|[城郊矿]区|{_HAN}{{2,8}}?区)"
_CITY_INSIDE = rf"{_HAN}{{2,4}}市(?!场)(?!(?<=城市)(?:管理|规划|建设|更新|水务|轨道|公用|园林))"


class Body(Model):
    """The names of the bodies that have one function, with the confidence of their history."""

    function: Function
    names_2017: tuple[str, ...]
    names_2018: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()  # regular expressions for names that hold a place inside
    confidence: Confidence

    def names(self) -> tuple[str, ...]:
        """Every name, each once."""
        return tuple(dict.fromkeys((*self.names_2017, *self.names_2018, *self.aliases)))


class Other(Model):
    """Parts of compound names that tell of no function of the vocabulary; those of ``outside`` are no departments of a government."""

    stems: tuple[str, ...]
    outside: tuple[str, ...] = ()


class Vocabulary(Model):
    """bodies.toml."""

    body: tuple[Body, ...]
    other: Other


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary. Raises UserError where the file has been damaged."""
    source = read_toml(FILE)
    built = validate(Vocabulary, source.data, source)
    if isinstance(built, list):
        raise built[0]
    return built


@cache
def departments() -> re.Pattern[str]:
    """The names of departments wherever they stand in a text: 质量技术监督局 says nothing of quality."""
    named = [body for body in vocabulary().body if body.function not in GOVERNMENTS and body.function is not Function.DEPARTMENT]
    names = {name for body in named for name in body.names() if len(name) > 2}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))


def functions_of(name: str) -> frozenset[Function]:
    """The functions that the name of a body or of its site tells of: 杭州市文化广电旅游局 → culture, tourism.

    The whole name must be understood: a place, then known parts, then 厅, 局 or 委. Otherwise the set is empty.
    """
    found: set[Function] = set()
    for part in names_in(name):
        found |= _functions_of_one(part)
    return frozenset(found)


def names_in(written: str) -> list[str]:
    """The names that a register's cell holds: before, inside and after brackets, the words about the site left out."""
    parts = [part for part in re.split(r"[()\[\]]", _clean(written)) if part]
    return [_SITE.sub("", part) for part in parts]


def compound_name(name: str) -> list[str]:
    """The parts of a name that is a place, known parts, and 厅, 局, 委 or 办: 清河县信访局 → 信访. Empty where not all is understood."""
    match = _compound().fullmatch(name) or _offices().fullmatch(name)
    return _stem_pattern().findall(match["stems"]) if match else []


def zone(name: str) -> bool:
    """Whether a name is that of a development zone or of its administration, which is a government of a kind."""
    return bool(_ZONE.search(name))


def functions_named(word: str) -> frozenset[Function]:
    """The functions meant by one word of a register: an English name, a body (财政局) or its stem (财政). Empty when unknown."""
    cleaned = _clean(word)
    try:
        return frozenset({Function(cleaned.lower())})
    except ValueError:
        return functions_of(cleaned) or frozenset(_stems().get(cleaned, ()))


@cache
def function_words() -> list[str]:
    """Every word that ``functions_named`` understands without a place: what a misspelt one may have meant."""
    names = {name for body in vocabulary().body for name in body.names()}
    stems = {stem for stem, functions in _stems().items() if functions and len(stem) > 1}
    return sorted({*names, *stems, *(function.value for function in Function)}, key=lambda word: (len(word), word))


@cache
def function_word(function: Function) -> str:
    """The Chinese word of a register that means this function and no other; its English name where there is none."""
    names = [name for body in vocabulary().body if body.function is function for name in body.names()]
    words = (word for name in names for word in (re.sub(f"{_ORGAN}$", "", name), name) if len(word) > 1)
    return next((word for word in words if functions_named(word) == {function}), function.value)


def level_named(word: str) -> Level | None:
    """The level meant by a word of a register: an English name, 省级, 市, 县(市、区) … ; None when unknown."""
    cleaned = re.sub(r"[()、,\s]", "", _clean(word)).lower()
    for word in dict.fromkeys((cleaned, cleaned.removesuffix("级"), cleaned.removesuffix("本级"), cleaned.removesuffix("直属"))):
        for level, names in _LEVELS.items():
            if word == level or word in names:
                return level
    return None


def level_of(name: str, region: str = "") -> Level | None:
    """The level that a body's name tells of, read after its ``region`` when the name holds no place itself.

    义乌市财政局 tells nothing: a city that is not known to be a prefecture may be a county-level one.
    """
    cleaned = _SITE.sub("", _clean(name))
    for level, pattern in _KINDS:
        if pattern.search(cleaned):
            return level
    place = _clean(region)
    for text in dict.fromkeys((cleaned, place + cleaned)):
        level_found = _level_of_place(text)
        if level_found is not None or _ZONE.search(text):
            return level_found
    return None


def _functions_of_one(name: str) -> set[Function]:
    for function, pattern in _patterns():
        if pattern.fullmatch(name):
            return {each for each, other in _patterns() if other.fullmatch(name)} | {function}
    match = _whole().fullmatch(name)
    if match:
        return set(_wholes()[match["name"]])
    match = _compound().fullmatch(name)
    if not match:
        return set()
    found: set[Function] = set()
    for stem in _stem_pattern().findall(match["stems"]):
        found |= _stems()[stem]
    return found


def _level_of_place(text: str) -> Level | None:
    match = _place().match(text)
    if _ZONE.search(text) or match is None:
        return None
    rest = text[match.end() :]
    if match["county"] or rest.startswith("县"):
        return Level.COUNTY
    if match["city"]:
        return Level.CITY
    if re.match(_CITY_INSIDE, rest) or (match["province"] and rest.startswith(tuple(_short_cities()))):
        return None
    named_short = match["short"] and f"{match['short']}市" not in prefectures() and functions_of(rest)
    if match["province"] or named_short or re.search("(?<!办公)厅$", rest):
        return Level.PROVINCE
    return Level.CITY if rest != _without_city(rest) and functions_of(_without_city(rest)) else None


def _without_city(text: str) -> str:
    return next((text.removeprefix(name) for name in _short_cities() if text.startswith(name)), text)


def _clean(name: str) -> str:
    return re.sub(r"[\s·•]", "", unicodedata.normalize("NFKC", name))


@cache
def _stems() -> dict[str, frozenset[Function]]:
    found: dict[str, set[Function]] = {stem: set() for stem in vocabulary().other.stems}
    for body in vocabulary().body:
        for name in body.names():
            stem = re.sub(f"{_ORGAN}$", "", name)
            if stem != name:
                found.setdefault(stem, set()).add(body.function)
    return {stem: frozenset(functions) for stem, functions in found.items()}


@cache
def _wholes() -> dict[str, frozenset[Function]]:
    found: dict[str, set[Function]] = {}
    for body in vocabulary().body:
        for name in body.names():
            found.setdefault(name, set()).add(body.function)
    return {name: frozenset(functions) for name, functions in found.items()}


@cache
def _patterns() -> tuple[tuple[Function, re.Pattern[str]], ...]:
    return tuple((body.function, re.compile(pattern)) for body in vocabulary().body for pattern in body.patterns)


def _alternatives(words: set[str] | frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _region() -> str:
    shorts = {province.short for province in provinces()} | _short_cities()
    return f"(?:{_PLACE}|{_alternatives(shorts)}|中国|国家)?委?(?:(?:人民)?政府)?"


@cache
def _stem_pattern() -> re.Pattern[str]:
    return re.compile(_alternatives(frozenset(_stems())))


@cache
def _compound() -> re.Pattern[str]:
    stems = _alternatives(frozenset(_stems()))
    return re.compile(f"{_region()}(?P<stems>(?:(?:{stems}){_JOIN})*(?:{stems})){_ORGAN}")


@cache
def _offices() -> re.Pattern[str]:
    stems = _alternatives(frozenset(vocabulary().other.stems))
    return re.compile(f"{_region()}(?P<stems>{stems})(?:办公室|办)")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"{_region()}(?P<name>{_alternatives(frozenset(_wholes()))})")


@cache
def _short_cities() -> frozenset[str]:
    ambiguous = {province.short for province in provinces()}
    return frozenset(name[:-1] for name in prefectures() if name.endswith("市")) - ambiguous


@cache
def _place() -> re.Pattern[str]:
    full = _alternatives({province.name for province in provinces()})
    shorts = _alternatives({province.short for province in provinces()})
    cities = _alternatives(prefectures())
    return re.compile(
        rf"(?:中共|中国共产党|国家税务总局)?(?:(?P<province>{full}|{_HAN}{{2,3}}省|省)|(?P<short>{shorts})(?![市州县]))?"
        rf"(?P<city>{cities}|市(?!场)|{_HAN}{{2,8}}?(?:自治州|地区))?(?P<county>{_COUNTY}|(?(city){_CITY_INSIDE}|(?!)))?"
    )
