"""The case files of a catalogue, ``cases/*.toml`` beside its rules: read strictly, every fault with file, line and key. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.catalogue import SHIPPED, list_catalogues
from spotcheck.config.errors import UserError
from spotcheck.config.models import Model
from spotcheck.config.validation import Source, read_toml, validate
from spotcheck.jobs.rule_cases.drawn_site import ArticleKeys, DrawnSite

FOLDER = "cases"
MET = "met"
WORD = "{word}"  # stands for each of a case's ``words``, anywhere in it
_SWAPS = {"registered": "register", "cases": "case"}
_NAMED = {"columns": "name", "entries": "title"}  # lists whose members may be mere words, by the key that a word stands for


class Expected(Model):
    """What a fair reader would say. ``details``: facts that the finding must tell; ``shown``, ``hidden``: quotes of its evidence."""

    verdict: Verdict
    defect: Defect | None = None
    reason: str | None = None
    details: dict[str, Any] = Field(default_factory=dict)
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


class ArticleChange(ArticleKeys):
    """Keys that a case sets otherwise of an article of the [met] site, told by its title there."""

    of: str
    title: str | None = None


class StandardAnswers(Model):
    """Answers to standard cases that are not the usual ones."""

    met: Expected | None = None
    nothing: Expected | None = None
    blank: Expected | None = None
    unread_menu: Expected | None = None
    unread_columns: Expected | None = None
    interrupted: Expected | None = None
    other_level: Expected | None = None
    dead_columns: Expected | None = None


class WrittenCase(DrawnSite):
    """A case as a file writes it. ``met``: upon the [met] site, ``without`` some articles, with a ``change`` to others.

    ``words``: the case is asked once for each, in the place of ``{word}``. ``like``: as another case above it (or "met"), with ``put``
    wherever that one says ``instead_of``, and the same answer where no other is expected.
    """

    name: str
    expect: Expected | None = None
    met: bool = False
    without: tuple[str, ...] = ()
    change: tuple[ArticleChange, ...] = ()
    words: tuple[str, ...] = ()
    like: str = ""
    instead_of: str = ""
    put: str = ""


class CaseFile(DrawnSite):
    """A file: the cases of one duty. What stands above the cases holds for all of them.

    ``met``: a site that meets the duty, of which standard cases are made; ``standard``: what they come to where it is something else;
    ``skip``: those that are not asked. ``like``: a duty of another catalogue (``national-2019/V.2``) whose cases this one answers alike.
    """

    duty: str
    like: str = ""
    met: DrawnSite | None = None
    standard: StandardAnswers | None = None
    skip: tuple[str, ...] = ()
    cases: tuple[WrittenCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A case file with its places, for what is found wrong later."""

    source: Source
    written: CaseFile


def read_case_files(folder: Path) -> tuple[list[ReadFile], list[UserError]]:
    """The files of a catalogue's folder in the order of their names, and every fault in them."""
    read: list[ReadFile] = []
    faults: list[UserError] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        found = _read(path)
        if isinstance(found, list):
            faults += found
        else:
            read.append(found)
    return read, faults


def _read(path: Path) -> ReadFile | list[UserError]:
    try:
        source = read_toml(path)
    except UserError as fault:
        return [fault]
    built = validate(CaseFile, in_full(source.data), source, swaps=_SWAPS)
    if isinstance(built, list):
        return built
    faults = list(_faults(built, source))
    if faults:
        return faults
    if not built.like:
        return ReadFile(source=source, written=built)
    catalogue, _, duty = built.like.partition("/")
    other = _read(SHIPPED / catalogue / FOLDER / f"{duty}.toml")
    if isinstance(other, list):
        return other
    return ReadFile(source=other.source, written=other.written.model_copy(update={"duty": built.duty}))


def _faults(written: CaseFile, source: Source) -> Iterator[UserError]:
    """What types cannot say of a file."""
    if written.like:
        catalogue, _, duty = written.like.partition("/")
        if catalogue not in list_catalogues() or not (SHIPPED / catalogue / FOLDER / f"{duty}.toml").is_file():
            yield source.fault(
                ("like",),
                zh=f"“{written.like}”没有案例；请写自带目录里有案例的事项，如 national-2019/V.2",
                en=f"'{written.like}' has no cases; name a duty of a shipped catalogue that has some, like national-2019/V.2",
            )
        if written.cases or written.met:
            yield source.fault(("like",), zh="写了 like 就不再写案例；请删去其一", en="goes without cases of its own; remove one of them")
    for name in written.skip:
        if name not in StandardAnswers.model_fields:
            yield source.fault(("skip",), zh=f"没有标准案例“{name}”", en=f"there is no standard case '{name}'")
    if (written.standard or written.skip) and written.met is None:
        yield source.fault(("standard",), zh="标准案例要有 [met]；请补上", en="standard cases need a [met] site; write one")
    names = [case.name for case in written.cases]
    for index, case in enumerate(written.cases):
        at: tuple[str | int, ...] = ("case", index)
        if case.name in names[:index]:
            yield source.fault(
                (*at, "name"), zh=f"名称“{case.name}”用过了；请换一个", en=f"the name '{case.name}' is taken; choose another"
            )
        if not case.met and (case.without or case.change):
            yield source.fault((*at, "met"), zh="without 和 change 要与 met = true 同用", en="without and change go with met = true")
        if case.met and written.met is None:
            yield source.fault((*at, "met"), zh="met = true 要有 [met]；请补上", en="met = true needs a [met] site; write one")
        known = {article.title for article in written.met.articles} if written.met else set()
        for key, titles in (("without", case.without), ("change", tuple(each.of for each in case.change))):
            for title in titles if case.met and written.met else ():
                if title not in known:
                    yield source.fault((*at, key), zh=f"[met] 里没有“{title}”；请改正", en=f"[met] has no article '{title}'; correct it")
        if case.expect is None and not case.like:
            yield source.fault(at, zh="缺少必填的键“expect”；请补上", en="the required key 'expect' is missing; add it")
        if case.like and case.like not in (MET, *names[:index]):
            yield source.fault(
                (*at, "like"), zh=f"上面没有案例“{case.like}”；请改正", en=f"there is no case '{case.like}' above; correct it"
            )
        if bool(case.like) != bool(case.instead_of):
            yield source.fault((*at, "like"), zh="like 与 instead_of 须同用", en="like and instead_of go together")
        if bool(case.words) != (WORD in case.model_dump_json(exclude={"words"})) and not (case.words and case.like and not case.put):
            yield source.fault(
                (*at, "words"), zh=f"words 与 {WORD} 须同用；请补上或删去", en=f"words and {WORD} go together; add or remove one"
            )


def in_full(data: Any, key: str = "") -> Any:
    """The data with every mere word as the table that it stands for, and keys as the models have them."""
    if isinstance(data, list):
        name = _NAMED.get(key)
        return [{name: each} if name and isinstance(each, str) else in_full(each) for each in data]
    if not isinstance(data, dict):
        return data
    full = {{v: k for k, v in _SWAPS.items()}.get(name, name): in_full(value, name) for name, value in data.items()}
    if isinstance(full.get("change"), dict):
        full["change"] = [{"of": title, **keys} if isinstance(keys, dict) else keys for title, keys in full["change"].items()]
    if isinstance(full.get("standard"), dict):
        answers = full["standard"]
        left_out = [name for name, answer in answers.items() if answer is False]
        full["standard"] = {name: _answer(answer) for name, answer in answers.items() if answer is not False}
        if left_out and isinstance(full.get("skip", []), list):
            full["skip"] = [*full.get("skip", []), *left_out]
    return full


def _answer(answer: Any) -> Any:
    """An answer, also where it is written as a case is: with ``expect`` before it."""
    return answer["expect"] if isinstance(answer, dict) and set(answer) == {"expect"} else answer
