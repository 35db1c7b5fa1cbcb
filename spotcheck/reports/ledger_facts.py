"""The rows of the ledger's file: every fault with what people said of it, and what only a person can decide, grouped by question.

Judges nothing. Rows come from findings as the machine judged them, so that what somebody rejected stays in the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spotcheck.audits.reviews import OPEN as OPEN_VERDICTS
from spotcheck.audits.reviews import Decision, Review
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Catalogue, Duty, ScorePart
from spotcheck.config.language import join
from spotcheck.config.models import Site
from spotcheck.ledger.review_store import FollowUp
from spotcheck.ledger.rows import digest
from spotcheck.reports.duty_facts import Told
from spotcheck.reports.facts import DutyFacts
from spotcheck.reports.labels import label
from spotcheck.reports.ledger_columns import FAULTS, FAULTS_TICKS, FORMS, IDENTITY, OPEN, OPEN_TICKS, SINGLE, TICK, WRITTEN, Form
from spotcheck.reports.privacy import shown

GROUP = 200  # findings that one row may stand for: their runs must fit into one cell
_SHOWN = 12  # sites of a group whose evidence is shown in its row

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSource:
    """One run for the ledger's file: its findings as judged, and what people said of them, by duty."""

    run: str
    site: Site
    as_of: date
    findings: Sequence[Finding]
    reviews: Mapping[str, Review] = field(default_factory=dict)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFacts:
    """The rows of each sheet, by column. ``faults`` and ``open``: how many findings they stand for."""

    rows: Mapping[str, tuple[Row, ...]]  # by the Chinese name of the form
    faults: int
    open: int

    def of(self, form: Form) -> tuple[Row, ...]:
        """The rows of a sheet."""
        return self.rows[form.zh]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A finding of a run in words."""

    source: LedgerSource
    finding: Finding
    duty: Duty | None
    told: DutyFacts

    @property
    def review(self) -> Review | None:
        return self.source.reviews.get(self.finding.duty)

    @property
    def decision(self) -> str:
        return self.review.decision if self.review else ""


def ledger_facts(
    sources: Sequence[LedgerSource],
    catalogues: Sequence[Catalogue],
    *,
    public: bool = True,
    own_words: bool = False,
    deadline: str = "",
) -> LedgerFacts:
    """The rows of the file for these runs. ``deadline``: until when faults are to be mended, where nobody has said otherwise.

    ``public``: personal data are masked in every cell but those by which a row is known on its way back. ``own_words``: what people
    wrote in the file stands there as they wrote it, since the file goes back to them.
    """
    faults: list[_Case] = []
    open_: dict[tuple[str, tuple[str, ...]], list[_Case]] = defaultdict(list)
    for source in sources:
        told = Told(catalogues, as_of=source.as_of, public=public, warc=None, site=source.site)
        for finding in source.findings:
            if finding.verdict is not Verdict.FAIL and finding.verdict not in OPEN_VERDICTS:
                continue
            _, duty = told.duties.get(finding.duty, (None, None))
            case = _Case(source=source, finding=finding, duty=duty, told=told.duty(finding))
            if finding.verdict is Verdict.FAIL:
                faults.append(case)
            else:
                open_[finding.duty, _questions(case)].append(case)
    groups = sorted(open_.values(), key=lambda cases: all(case.finding.verdict is Verdict.UNKNOWN for case in cases))  # a person first
    parts = [cases[start : start + GROUP] for cases in groups for start in range(0, len(cases), GROUP)]
    rows: dict[str, list[dict[str, str]]] = {form.zh: [] for form in FORMS}
    rows[FAULTS.zh] = [_fault(case, deadline) for case in faults]
    rows[OPEN.zh] = [_group(cases) for cases in parts]
    rows[SINGLE.zh] = [_single(case, ticked=_agreed(cases) is None) for cases in parts if len(cases) > 1 for case in cases]
    kept = (*IDENTITY, *WRITTEN) if own_words else IDENTITY
    numbered = {
        name: tuple({"serial": str(number)} | _outgoing(row, kept, public=public) for number, row in enumerate(each, 1))
        for name, each in rows.items()
    }
    return LedgerFacts(rows=numbered, faults=len(faults), open=sum(map(len, groups)))


def _outgoing(row: Row, kept: Sequence[str], *, public: bool) -> Row:
    """A row as it may leave the workspace; the cells ``kept`` stay as they are."""
    return shown(row, internal=not public) | {name: row[name] for name in kept if name in row}


def _questions(case: _Case) -> tuple[str, ...]:
    form = case.finding.details.form or (case.duty.form if case.duty else ())
    unseen = case.duty.unseen if case.duty else ""
    return (*map(str, form), *([f"机器看不到的：{unseen}"] if unseen else []))


def _fault(case: _Case, deadline: str) -> dict[str, str]:
    told, after = case.told, case.source.follow_ups.get(case.finding.duty)
    items = (*told.evidence, *told.evidence_more)
    score = case.duty.score if case.duty else None
    return {
        **_whose(case),
        **_ticks(FAULTS_TICKS, case.review),
        "problem": "\n".join(told.found),
        "url": _lines(item.url for item in items),
        "evidence": told.evidence_id,
        "found_at": _lines(item.fetched for item in items) or case.source.as_of.isoformat(),
        "veto": "是" if score is not None and score.part is ScorePart.VETO else "否",
        "todo": "\n".join(told.actions),
        "deadline": (after.deadline if after else "") or deadline,
        "responsible": after.responsible if after else "",
        "done": after.done if after else "",
        "recheck": after.recheck if after else "",
    }


def _single(case: _Case, *, ticked: bool) -> dict[str, str]:
    """One finding of a group. What is decided of the whole group stands in the group's row alone."""
    return {
        **_whose(case),
        **_ticks(OPEN_TICKS, case.review if ticked else None),
        "verdict": _verdict(case),
        "address": _lines(item.url for item in (*case.told.evidence, *case.told.evidence_more)),
        "quote": _lines(item.quote for item in (*case.told.evidence, *case.told.evidence_more)),
    }


def _group(cases: Sequence[_Case]) -> dict[str, str]:
    """All findings that ask one question."""
    first = cases[0]
    agreed = _agreed(cases)
    counts = Counter(map(_verdict, cases))
    alone = len(cases) == 1
    names = list(dict.fromkeys(_site(case) for case in cases))
    shown = cases[:_SHOWN]
    evidence = [(case, item) for case in shown for item in (*case.told.evidence, *case.told.evidence_more)]
    score = first.duty.score if first.duty else None
    more = label("see_single", count=len(cases) - len(shown)) if len(cases) > len(shown) else ""
    return {
        **_ticks(OPEN_TICKS, agreed),
        "item": _item(first),
        "question": "\n".join(_questions(first)),
        "requires": first.told.requires,
        "rule": "；".join(charge.rule for charge in score.charges) if score else "",
        "verdict": next(iter(counts)) if len(counts) == 1 else join(f"{words} {count}" for words, count in counts.items()),
        "sites": str(len(cases)),
        "site": join(names),
        "address": _lines([*(item.url if alone else f"{_site(case)}: {item.url}" for case, item in evidence), more]),
        "quote": _lines(item.quote if alone else f"{_site(case)}: {item.quote}" for case, item in evidence if item.quote),
        "run": "\n".join(case.source.run for case in cases),
        "duty": first.finding.duty,
        "check": "\n".join(digest(case.finding) for case in cases),
    }


def _agreed(cases: Sequence[_Case]) -> Review | None:
    """What was decided of all of a group alike; None where it was not."""
    first = cases[0].review
    if first is None or any(
        case.review is None or (case.review.decision, case.review.note, case.review.points) != (first.decision, first.note, first.points)
        for case in cases
    ):
        return None
    return first


def _whose(case: _Case) -> dict[str, str]:
    site = case.source.site
    return {
        "body": site.body,
        "site": _site(case),
        "code": site.code,
        "item": _item(case),
        "run": case.source.run,
        "duty": case.finding.duty,
        "check": digest(case.finding),
    }


def _ticks(ticks: Sequence[tuple[str, Decision]], review: Review | None) -> dict[str, str]:
    told = {name: TICK if review is not None and review.decision == decision else "" for name, decision in ticks}
    if review is None:
        return told
    points = f"{review.points:g}" if review.points is not None else ""
    return told | {"points": points, "note": review.note, "reviewer": review.reviewer}


def _site(case: _Case) -> str:
    return case.source.site.name or case.source.site.body or case.source.site.url


def _item(case: _Case) -> str:
    return f"{case.told.number} {case.told.title}"


def _verdict(case: _Case) -> str:
    return case.told.verdict + (f"：{case.told.reason}" if case.told.reason else "")


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))
