"""From case files to cases, each complete by itself: its own, those made of its [met] site, the standard ones, one for each word.

Builds no site; judges nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from spotcheck.audits.verdicts import Verdict
from spotcheck.config.catalogue import folder_of
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.models import Model
from spotcheck.config.validation import as_json, suggestion
from spotcheck.crawler.records import Outcome
from spotcheck.jobs.rule_cases.case_files import MET, WORD, CaseFile, Expected, ReadFile, StandardAnswers, WrittenCase, read_case_files
from spotcheck.jobs.rule_cases.drawn_site import DrawnColumn, DrawnSite

NEWS = DrawnColumn(name="工作动态")
_SHOWS = frozenset({"columns", "articles", "unread", "away", "pages"})  # what of a site shows the thing, rather than whose it is
_JOINED = ("columns", "unread", "away", "pages", "registered")  # lists of the [met] site that a case adds to
_KEPT = frozenset({"name", "under", "children"})  # what is left of a column that is emptied


_MET = Expected(verdict=Verdict.PASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """A site, and what a fair reader says of one duty there. ``place``: the file and line that it comes from."""

    duty: str
    name: str
    site: DrawnSite
    expect: Expected
    place: str
    word: str = ""  # the one of its ``words`` that it is asked for


class StandardCase(DrawnSite):
    """A case that every duty with a [met] site is asked. ``keep``: what of that site stays; ``emptied``: how its columns answer."""

    name: str
    keep: str
    emptied: Outcome = Outcome.READ
    expect: Expected


def load_cases(id_or_path: str | Path, catalogue: Catalogue) -> list[RuleCase]:
    """The cases of a catalogue, in the order of its files. Raises UserError for the first fault, which says how many more there are."""
    cases, faults = examine_cases(id_or_path, catalogue)
    if faults:
        first, more = faults[0], len(faults) - 1
        raise UserError(zh=f"{first.zh}（另有 {more} 处错误）", en=f"{first.en} (and {more} more)") if more else first
    return cases


def examine_cases(id_or_path: str | Path, catalogue: Catalogue) -> tuple[list[RuleCase], list[UserError]]:
    """The cases of a catalogue and every fault in their files. Cases of clauses that the catalogue does not have are left out:
    an office that keeps its own clauses alone need not clear away the cases of the others."""
    read, faults = read_case_files(folder_of(id_or_path))
    known = {duty.id for _, duty in catalogue.duties()}
    clauses = {clause.clause for clause in catalogue.clauses}
    cases: list[RuleCase] = []
    for file in read:
        wanted = file.written.duty
        if wanted in known:
            try:
                found = list(expanded(file))
            except UserError as fault:
                faults.append(fault)
                continue
            cases += found
            faults += [UserError(zh=f"{each.place}：{zh}", en=f"{each.place}: {en}") for each in found for zh, en in _loose_ends(each)]
        elif wanted.rpartition(".")[0] in clauses or "." not in wanted:
            zh, en = suggestion(wanted, known)
            faults.append(file.source.fault(("duty",), zh=f"没有事项“{wanted}”；{zh}", en=f"there is no duty '{wanted}'; {en}"))
    return cases, faults


def expanded(file: ReadFile) -> Iterator[RuleCase]:
    """The cases of one file."""
    written = file.written
    known: dict[str, RuleCase] = {}
    if written.met is not None:
        site = _standard(written, written.met, standard_cases()[MET])
        known[MET] = RuleCase(duty=written.duty, name=MET, site=site, expect=_answer(written, MET) or _MET, place="")
    for index, case in enumerate(written.cases):
        place = file.source.place(("case", index))
        for word, each in _for_each_word(case):
            site = _upon(written, each) if each.met else _layered(written, each)
            expect = each.expect or _MET
            if each.like:
                site, expect = _like(known[each.like], each, word, place)
            made = RuleCase(duty=written.duty, name=each.name, site=site, expect=expect, place=place, word=word)
            known.setdefault(case.name, made)
            yield made
    if written.met is None:
        return
    for key, standard in standard_cases().items():
        answer = _answer(written, key)
        if answer is not None:
            site = _standard(written, written.met, standard)
            yield RuleCase(duty=written.duty, name=standard.name, site=site, expect=answer, place=file.source.place(("met",)))


@cache
def standard_cases() -> dict[str, StandardCase]:
    """The standard cases by their keys."""
    text = (files(__package__) / "standard_cases.toml").read_text("utf-8")
    return {key: StandardCase.model_validate_json(as_json(data)) for key, data in tomllib.loads(text).items()}


def _answer(written: CaseFile, key: str) -> Expected | None:
    """What a standard case comes to for this duty; None where it is not asked."""
    own: Expected | None = getattr(written.standard or StandardAnswers(), key)
    if key in written.skip:
        return None
    if key == "dead_columns" and own is None:  # where a person judges blank columns, a person judges dead ones
        blank = written.standard.blank if written.standard else None
        if "blank" in written.skip:
            return None
        own = blank if blank is not None and blank.verdict is Verdict.MANUAL else None
    return own or standard_cases()[key].expect


def _standard(written: CaseFile, met: DrawnSite, standard: StandardCase) -> DrawnSite:
    if standard.keep == "all":
        return _layered(written, met, standard)
    around = {name: value for name, value in _said(met).items() if name not in _SHOWS}
    if standard.keep == "nothing":
        return _layered(written, {**around, "columns": (NEWS,)}, standard)
    names = dict.fromkeys(column.name for column in met.columns)
    columns = [DrawnColumn(**{key: value for key, value in _said(column).items() if key in _KEPT}) for column in met.columns]
    columns += [DrawnColumn(name=article.column) for article in met.articles if article.column and article.column not in names]
    emptied = {column.name: column.model_copy(update={"outcome": standard.emptied}) for column in columns}
    return _layered(written, {**around, "columns": (*emptied.values(), NEWS)}, standard)


def _upon(written: CaseFile, case: WrittenCase) -> DrawnSite:
    """The [met] site with what the case drops, changes and adds."""
    assert written.met is not None
    changed = {each.of: {name: value for name, value in _said(each).items() if name != "of"} for each in case.change}
    kept = [article for article in written.met.articles if article.title not in case.without]
    articles = [article.model_copy(update=changed.get(article.title, {})) for article in kept]
    joined = {name: (*getattr(written.met, name), *getattr(case, name)) for name in _JOINED}
    return _layered(written, written.met, case, {**joined, "articles": (*articles, *case.articles)})


def _layered(*layers: Model | dict[str, Any]) -> DrawnSite:
    """A site of which later layers say what earlier ones do not, or say otherwise."""
    said: dict[str, Any] = {}
    for layer in layers:
        said |= _said(layer) if isinstance(layer, Model) else layer
    return DrawnSite(**{name: value for name, value in said.items() if name in DrawnSite.model_fields})


def _said(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in model.model_fields_set}


def _for_each_word(case: WrittenCase) -> Iterator[tuple[str, WrittenCase]]:
    if not case.words:
        yield "", case
        return
    text = case.model_dump_json(exclude={"words"}, exclude_unset=True)
    for word in case.words:
        yield word, WrittenCase.model_validate_json(text.replace(WORD, _in_json(word)))


def _like(other: RuleCase, case: WrittenCase, word: str, place: str) -> tuple[DrawnSite, Expected]:
    """The site of another case with other words in it, and what is expected there."""
    old, new = _in_json(case.instead_of), _in_json(case.put or word)
    text = other.site.model_dump_json(exclude_unset=True)
    if old not in text:
        zh = f"案例“{case.name}”：“{case.like}”里没有“{case.instead_of}”；请改正"
        raise UserError(zh=f"{place}：{zh}", en=f"{place}: case '{case.name}': '{case.like}' has no '{case.instead_of}'; correct it")
    text = text.replace(old, new)
    expect = case.expect or Expected.model_validate_json(other.expect.model_dump_json(exclude_unset=True).replace(old, new))
    return _layered(DrawnSite.model_validate_json(text), case), expect


def _in_json(text: str) -> str:
    return as_json(text)[1:-1]


def _loose_ends(case: RuleCase) -> Iterator[tuple[str, str]]:
    """Names of articles and columns that the case itself does not have."""
    titles = {article.title for article in case.site.articles}
    columns = {column.name for column in case.site.columns} | {article.column for article in case.site.articles}
    said = [("links", title) for article in case.site.articles for title in article.links if title not in titles]
    said += [("shown", title) for title in case.site.shown or () if title not in titles]
    said += [("children", name) for column in case.site.columns for name in column.children if name not in columns]
    said += [("under", column.under) for column in case.site.columns if column.under and column.under not in columns]
    for key, name in said:
        yield (f"案例“{case.name}”：{key}：这里没有“{name}”；请补上或改正", f"case '{case.name}': {key}: there is no '{name}' here; add it")
