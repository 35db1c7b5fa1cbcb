"""Variants from a seed: a case of a duty × a platform × what else stands on the site. Each with its truth; draws no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.province.drawing import drawable
from benchmarks.province.platforms import PLATFORMS, Platform
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.kinds.deadline import DeadlineCheck
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.config.kinds.series import SeriesCheck
from spotcheck.jobs.rule_cases.case_expansion import RuleCase, load_cases
from spotcheck.portal.matching import matches, normal, synonyms

CATALOGUE = load_catalogue("zhejiang-2017")
_FURNITURE = (
    ("工作动态", ("县领导调研重点工程建设", "我县召开防汛工作视频会议", "机关干部参加义务植树活动", "县政府召开常务会议")),
    ("领导之窗", ("县长简历和分工", "副县长简历和分工")),
    ("便民服务", ("公交线路调整公告", "停水停电信息")),
    ("旅游文化", ("古镇风光", "民俗文化节开幕")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One site to be drawn. ``truth``: verdict and defect of the duty at stake; ``beside``: duties met on the same site by the way."""

    name: str
    duty: str
    kind: str  # the name of the case
    case: dict[str, Any]
    platform: Platform
    truth: tuple[str, str | None]
    beside: tuple[str, ...]


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """Every case that a website can show; those that try one word after another are left to the rules' own test."""
    return tuple(case for case in (_facts(each) for each in load_cases(CATALOGUE.id, CATALOGUE) if not each.word) if drawable(case))


def _facts(case: RuleCase) -> dict[str, Any]:
    """A case as a file would write it, for the drawing."""
    facts = case.site.model_dump(exclude_unset=True, exclude={"registered"})
    expect = case.expect.model_dump(exclude_unset=True)
    return {"duty": case.duty, "name": case.name, "expect": expect, "register": case.site.registered, **facts}


@cache
def _met() -> dict[str, dict[str, Any]]:
    """The site of each duty that meets it."""
    found: dict[str, dict[str, Any]] = {}
    for case in cases():
        if case["expect"]["verdict"] == "pass":
            found.setdefault(case["duty"], case)
    return found


def draw(count: int, seed: int) -> Iterator[Variant]:
    """``count`` variants, every case once before any is drawn again; the same seed gives the same variants."""
    rng = Random(seed)
    order: list[dict[str, Any]] = []
    for number in range(count):
        if not order:
            order = list(cases())
            rng.shuffle(order)
        case = _dated(order.pop(), rng)
        platform = rng.choice(PLATFORMS)
        made, beside = _crowded(case, rng)
        expected = case["expect"]
        yield Variant(
            name=f"v{seed}-{number}",
            duty=case["duty"],
            kind=case["name"],
            case=made,
            platform=platform,
            truth=(expected["verdict"], expected.get("defect")),
            beside=beside,
        )


def _dated(case: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Days for the articles of a case that is not about days: real lists nearly always show them."""
    articles = case.get("articles", [])
    if case["expect"].get("reason") == "undated" or any("date" in each or "list_date" in each for each in articles):
        return case
    if _timed(case["duty"]):
        return case
    first = date(2017, 5, 2)
    days = [first + timedelta(days=rng.randint(0, 200)) for _ in articles]
    return {**case, "articles": [{"date": day, **article} for day, article in zip(days, articles, strict=True)]}


def _timed(duty: str) -> bool:
    return any(
        isinstance(check, FreshCheck | SeriesCheck | DeadlineCheck)
        for _, each in CATALOGUE.duties()
        if each.id == duty
        for check in each.checks
    )


def _crowded(case: dict[str, Any], rng: Random) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The case among everyday columns and what meets duties of other clauses: none of it may change the answer."""
    made = {**case, "columns": list(case.get("columns", [])), "articles": list(case.get("articles", []))}
    names = {each if isinstance(each, str) else each["name"] for each in made["columns"]}
    titles = {article["title"] for article in made["articles"]}
    for name, lines in rng.sample(_FURNITURE, rng.randint(1, 3)):
        if name in names or any(article.get("column") == name for article in made["articles"]):
            continue
        made["articles"] += [
            {"column": name, "title": line, "date": date(2017, 3 + place, 3 + len(name)), "text": f"{line}。有关情况由办公室发布。"}
            for place, line in enumerate(lines)
        ]
    chapter = case["duty"].rpartition(".")[0]
    strangers = [
        duty for duty in _met() if duty.rpartition(".")[0] != chapter and not _shares(case, _met()[duty]) and not _about(case["duty"], duty)
    ]
    chosen = rng.sample(strangers, min(len(strangers), rng.randint(0, 2)))
    for duty in chosen:
        other = _met()[duty]
        made["columns"] += [each for each in other.get("columns", []) if (each if isinstance(each, str) else each["name"]) not in names]
        made["articles"] += [article for article in other.get("articles", []) if article["title"] not in titles]
    return made, tuple(chosen)


def _shares(case: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two sites have a column in common: its emptiness, or what fills it, is part of the truth."""
    return not _columns(case).isdisjoint(_columns(other))


@cache
def _about(duty: str, other: str) -> bool:
    """Whether a site that meets ``other`` shows something on the very matter of ``duty``: that would be part of the truth."""
    met = _met()[other]
    shown = [normal(article["title"]) for article in met.get("articles", [])] + [normal(name) for name in _columns(met)]
    asked = [check for _, each in CATALOGUE.duties() if each.id == duty for check in each.checks]
    terms = [check.items for check in asked if getattr(check, "items", None) is not None]
    parts = [words for check in asked for part in getattr(check, "fields", ()) for words in synonyms(part)]
    return any(matches(each, label) for each in terms for label in shown) or any(
        all(word in label for word in words) for words in parts if len("".join(words)) > 3 for label in shown
    )


def _columns(case: dict[str, Any]) -> set[str]:
    listed = {each if isinstance(each, str) else each["name"] for each in case.get("columns", [])}
    return listed | {article["column"] for article in case.get("articles", []) if article.get("column")}
