"""What a row of a register means: its site, and whatever contradicts itself. What a row does not say is read from the body's name alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spotcheck.config import register_cells as cells
from spotcheck.config.bodies import functions_of, level_of
from spotcheck.config.body_kinds import answers_for
from spotcheck.config.models import Function, Level, Site, SiteState
from spotcheck.config.regions import level_of_code, province_of_code, provinces
from spotcheck.config.register_cells import Bad
from spotcheck.config.register_heads import HEADS, KINDS, PLACES, usual
from spotcheck.config.register_records import Entry
from spotcheck.config.sheet_heads import plain

Value = TypeVar("Value")
Where = tuple[str, str]
_STEPS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
_SHOWN = 60  # characters of a cell that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something to be said of a cell, or of the whole row where ``field`` is empty; ``grave``: the row is wrong and cannot be taken.

    ``held``: the row is not taken either, because another one contradicts it.
    """

    field: str
    zh: str
    en: str
    grave: bool = False
    held: bool = False


def entry_of(
    given: Mapping[str, str],
    extra: Sequence[tuple[str, str]],
    *,
    code_is_number: bool = False,
    state: SiteState | None = None,
) -> tuple[Entry | None, list[Said]]:
    """The entry of a row (field → cell) and what is to be said of it; None where a cell is wrong.

    ``extra``: the office's own columns; ``state``: what the title of the sheet says of all its rows.
    """
    said: list[Said] = []

    def read(reader: Callable[[], Value], default: Value) -> Value:
        try:
            return reader()
        except Bad as bad:
            said.append(wrong(bad))
            return default

    word = given.get
    code = read(lambda: cells.code_of(word("code", ""), number=code_is_number), "")
    nothing: tuple[str, ...] = ()
    no_level: tuple[Level | None, bool] = (None, False)
    urls = read(lambda: cells.addresses_of(word("url", "") or word("domains", "")), nothing)
    domains = read(lambda: cells.addresses_of(word("domains", ""), "domains"), nothing) if word("url") else nothing
    level, department = read(lambda: cells.level_of_cell(word("level", "")), no_level)
    functions = read(lambda: cells.functions_of_cell(word("functions", "")), frozenset[Function]())
    platform = read(lambda: cells.platform_of(word("platform", "")), "")
    its_state = read(lambda: cells.state_of_cell(word("state", "")), SiteState.NORMAL) if word("state") else state or SiteState.NORMAL
    since = read(lambda: cells.day_of(word("since", "")), None)
    below = read(lambda: cells.count_of(word("subordinate_sites", "")), None)
    name, body, region = word("name", ""), word("body", ""), word("region", "") or _region(given)
    if any(each.grave for each in said):
        return None, said
    functions = functions or functions_of(body) or functions_of(name) or _by_kind(extra, department)
    site = Site(
        url=urls[0],
        name=name,
        code=code,
        body=body,
        level=level or _inferred_level(body, name, region, code),
        region=region,
        functions=functions,
        named_for=frozenset(each for each in cells.SEPARATORS.split(word("named_for", "")) if each),
        subordinate_sites=below,
        platform=platform,
        domains=tuple(each for each in dict.fromkeys((*urls[1:], *domains)) if cells.place_of(each) != cells.place_of(urls[0])),
        state=its_state,
    )
    people = {field: word(field, "") for field in ("contact", "phone", "email", "reason")}
    return Entry(site=site, since=since, extra=tuple(extra), **people), [*said, *_doubts(site, given, code_is_number)]


def wrong(bad: Bad) -> Said:
    """A cell that is wrong, with its head and its text."""
    shown = bad.value if len(bad.value) <= _SHOWN else bad.value[: _SHOWN - 1] + "…"
    head, english = usual(bad.field), HEADS[bad.field][1]
    return Said(field=bad.field, zh=f"“{head}”“{shown}”：{bad.zh}", en=f", {head} ({english}) '{shown}': {bad.en}", grave=True)


def doubles(sites: Sequence[tuple[Where, Site]]) -> list[tuple[int, Said]]:
    """Sites (each with its row in words, Chinese and English) that stand there twice: place in the order given, and what is wrong.

    The later row is the fault; the earlier one is held back unless both say the same, since nobody can tell which of them is right.
    A code may stand at two addresses where one of the rows says that the site has moved away from there.
    """
    found: list[tuple[int, Said]] = []
    seen: dict[tuple[str, str], int] = {}
    for place, (_, site) in enumerate(sites):
        addresses = [("url", site.url), *(("domains", each) for each in site.domains)]
        keyed = [("code", site.code, site.code), *((field, cells.place_of(url), url) for field, url in addresses)]
        for field, key, shown in keyed:
            other = seen.setdefault(("code" if field == "code" else "url", key), place) if key else place
            where, twin = sites[other]
            if other == place or (field == "code" and _moved_away(site, twin)):
                continue
            bad = Bad(field, shown, f"与{where[0]}重复；请删去其一", f"is the same as in {where[1]}; remove one of them")
            found.append((place, wrong(bad)))
            if twin != site:
                here = sites[place][0]
                zh, en = (
                    f"：与{here[0]}重复，哪一行对不能断定，也未采用",
                    f": is doubled by {here[1]}; which is right cannot be told, not taken",
                )
                found.append((other, Said(field=field, zh=zh, en=en, held=True)))
        other = seen.setdefault(("name", site.name), place) if site.name else place
        if other != place and not _moved_away(site, sites[other][1]):
            zh, en = sites[other][0]
            told = f"“网站名称”“{site.name}”：与{zh}相同", f", 网站名称 (name) '{site.name}': the same as in {en}"
            found.append((place, Said(field="name", zh=told[0], en=told[1])))
    return found


def _moved_away(one: Site, other: Site) -> bool:
    return one.state is not other.state and SiteState.MOVED in (one.state, other.state)


def _region(given: Mapping[str, str]) -> str:
    """The region of columns for its steps: 省, 市, 县."""
    steps = [given.get(step, "") for step in PLACES]
    return "".join(step for place, step in enumerate(steps) if step and not any(step in later for later in steps[place + 1 :]))


def _by_kind(extra: Sequence[tuple[str, str]], department: bool) -> frozenset[Function]:
    """What the row says of the kind of the body, where nothing tells its function: 部门网站, 政府门户网站."""
    kinds = [plain(value) for head, value in extra if plain(head) in KINDS]
    if department or any("部门" in kind for kind in kinds):
        return frozenset({Function.DEPARTMENT})
    return frozenset({Function.GENERAL_OFFICE}) if any("政府门户" in kind for kind in kinds) else frozenset()


def _inferred_level(body: str, name: str, region: str, code: str) -> Level | None:
    """The level that name and code agree on; a code says nothing of towns, hospitals, schools and enterprises."""
    told = level_of(body, region) or level_of(name, region)
    coded = level_of_code(code)
    if told is None or coded is None or told not in _STEPS:
        return told or coded
    return told if told is coded else None


def _doubts(site: Site, given: Mapping[str, str], code_is_number: bool) -> list[Said]:
    """What contradicts itself in a row that can be taken, and what was made of it."""
    said: list[tuple[str, str, str]] = []
    coded, province = level_of_code(site.code), province_of_code(site.code)
    if code_is_number and site.code != given.get("code", ""):
        said.append(("code", f"按数字存放，前面的 0 已补上：{site.code}，请核对", f"was kept as a number; taken for {site.code}, check it"))
    if given.get("level") and site.level in _STEPS and coded is not None and coded is not site.level:
        said.append(("level", "与标识码的层级不一致，请核对", f"does not fit the code, which is of a {coded}; check it"))
    named = next((each.name for each in provinces() if site.region.startswith((each.name, each.short))), "")
    if named and province and named != province:
        said.append(("region", f"与标识码不一致（{province}），请核对", f"does not fit the code, which is of {province}; check it"))
    if site.domains:
        others = "、".join(site.domains)
        said.append(
            ("url", f"有几个网址，其余按同一网站的其他域名登记：{others}", f"several addresses; the others are taken for it: {others}")
        )
    if not site.platform and not answers_for(site):
        zh = "看不出职能，只按人人适用的事项检查；请填“职能”（其他部门写“部门”）"
        said.append(("body", zh, "its function is not known, so only what binds everybody is asked; fill in 职能"))
    told = []
    for field, zh, en in said:
        cell = given.get(field, "")[:_SHOWN]
        shown = (f"“{cell}”", f" '{cell}'") if cell else ("", "")
        head = usual(field)
        told.append(Said(field=field, zh=f"“{head}”{shown[0]}：{zh}", en=f", {head} ({HEADS[field][1]}){shown[1]}: {en}"))
    return told
