"""One duty before the judge: the holdings, the body, the day, and the forms in which a check answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spotcheck.audits.candidates import candidates
from spotcheck.audits.details import NO_DETAILS, Details
from spotcheck.audits.reach import Query, Reach, SearchScope
from spotcheck.audits.verdicts import Certificate
from spotcheck.config.conclusions import Defect, Note, Verdict
from spotcheck.config.duties import Calendar, Duty
from spotcheck.config.models import Names, Site, Terms
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Look, Probe
from spotcheck.portal.contents import Reader
from spotcheck.portal.matching import normal
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Holdings, Node

_EVIDENCE = 8  # pieces of evidence kept with one answer
_NOWHERE = (Defect.ABSENT, Defect.BLANK)
_LISTED = 10  # unread addresses that details name


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer of one check."""

    verdict: Verdict
    defects: tuple[Defect, ...] = ()
    reason: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    certificate: Certificate | None = None
    details: Details = NO_DETAILS
    steps_back: bool = False  # it had nothing to go by: where the duty has other checks, they decide without it


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A duty at a site. ``cutoff``: the last day whose events can be judged, never after the last capture."""

    duty: Duty
    holdings: Holdings
    reader: Reader
    reach: Reach
    as_of: date
    cutoff: date
    register: tuple[Site, ...] = ()
    words: tuple[Word, ...] = ()
    calendar: Calendar | None = None  # the catalogue's own holidays and working days
    probes: tuple[Probe, ...] = ()
    looks: Mapping[str, Sequence[Look]] = field(default_factory=dict)  # at this site, between its checks, by key of what was looked at

    def query(self, *terms: Terms, names: Names | None = None, years: Iterable[int] | None = None) -> Query:
        """What to look for among the unread: the names, terms and hints of the duty."""
        called = (*names.accepted, *names.misnamed) if names else ()
        shown = dict.fromkeys([*called, *(word for each in terms for group in each.all for word in group)])
        return Query(
            shown=tuple(shown),
            words=frozenset(normal(word) for word in (*called, *self.duty.hints)),
            terms=terms,
            elsewhere=frozenset(normal(word) for word in elsewhere(self.duty, self.holdings.site)),
            years=frozenset(years) if years is not None else None,
            subject=frozenset(normal(word) for word in self.duty.subject or self.duty.hints) if terms else frozenset(),
            unlike=frozenset(normal(word) for word in (*self.duty.unlike, *terms[0].none)) if terms else frozenset(),
            known=self.duty.items,
        )

    def passed(self, evidence: Sequence[Evidence], *, confidence: float = 1.0, details: Details = NO_DETAILS) -> Result:
        """It stands there."""
        return Result(verdict=Verdict.PASS, confidence=confidence, evidence=tuple(evidence[:_EVIDENCE]), details=details)

    def failed(
        self,
        *defects: Defect,
        evidence: Sequence[Evidence],
        certificate: Certificate | None = None,
        confidence: float = 1.0,
        details: Details = NO_DETAILS,
    ) -> Result:
        """It is at fault, and nothing unread could change that."""
        return Result(
            verdict=Verdict.FAIL,
            defects=tuple(sorted(set(defects), key=list(Defect).index)),
            confidence=confidence,
            evidence=tuple(evidence[:_EVIDENCE]),
            certificate=certificate,
            details=details,
        )

    def unknown(
        self,
        reason: str,
        *,
        evidence: Sequence[Evidence] = (),
        certificate: Certificate | None = None,
        unread: Iterable[Unread] = (),
        details: Details = NO_DETAILS,
    ) -> Result:
        """It cannot be told, and why."""
        listed = tuple(replace(item, role="") for item in list(unread)[:_LISTED])
        return Result(
            verdict=Verdict.UNKNOWN,
            reason=str(reason),
            evidence=tuple(evidence[:_EVIDENCE]),
            certificate=certificate,
            details=replace(details, unread=listed),
        )

    def manual(self, evidence: Sequence[Evidence], *, certificate: Certificate | None = None, details: Details = NO_DETAILS) -> Result:
        """A person must judge."""
        return Result(verdict=Verdict.MANUAL, evidence=tuple(evidence[:_EVIDENCE]), certificate=certificate, details=details)

    def fail_or_unknown(
        self,
        defect: Defect,
        query: Query,
        *,
        evidence: Sequence[Evidence] = (),
        extra: Iterable[Unread] = (),
        scope: SearchScope = SearchScope.ANYWHERE,
        open_to_candidates: bool | None = None,
        confidence: float = 1.0,
        details: Details = NO_DETAILS,
    ) -> Result:
        """A fail if everything that could have shown it was read and explained, else an unknown with what was not.

        ``open_to_candidates``: a title on the matter that no rule explains leaves it open; None: where the fault is that it
        stands nowhere (absent, blank).
        """
        certificate = self.reach.certificate(query, scope, extra=extra)
        seen = [*evidence, *self.searched()][:_EVIDENCE]
        weigh = defect in _NOWHERE if open_to_candidates is None else open_to_candidates
        if certificate.proves_absence and weigh and (close := self.candidates(query)):
            shown = [self.quote(node) for node in close]
            noted = replace(details, notes=(*details.notes, Note.CANDIDATES))
            return self.unknown(Reason.UNRECOGNISED, evidence=[*shown, *seen], certificate=certificate, details=noted)
        if certificate.proves_absence:
            return self.failed(defect, evidence=seen, certificate=certificate, confidence=confidence, details=details)
        missing = [*extra, *self.reach.unread_of(query, scope)]
        reason = self.reach.reason(missing) if missing else certificate.unread[0].outcome
        return self.unknown(reason, evidence=seen, certificate=certificate, unread=missing, details=details)

    def candidates(self, query: Query) -> list[Node]:
        """What the site shows that could be what was looked for, though no rule recognises it."""
        return candidates(self.holdings, query)

    def searched(self) -> list[Evidence]:
        """Where one looked: the home page and the disclosure area."""
        found = []
        for kind, url in self.reach.certificate(Query(shown=())).entry_points[:3]:
            node = self.holdings.node(url)
            found.append(self.holdings.evidence(node, node.page.title if node.page else "", "column" if kind != "home" else "page"))
        return found

    def quote(self, node: Node, where: str = "entry") -> Evidence:
        """A node's title as evidence, from the page itself or from the list that shows it."""
        if node.read or node.outcome is not None:
            return self.holdings.evidence(node, node.title, "page" if where == "entry" and node.page else where)
        for key in sorted(node.parents):
            return replace(self.holdings.evidence(self.holdings.nodes[key], node.title, "list"))
        return self.holdings.evidence(node, node.title, where)


def without_guess(result: Result) -> Result:
    """An answer that names nothing as missing unless it is proved to be."""
    return result if result.verdict is Verdict.FAIL else replace(result, details=replace(result.details, missing=()))


def reason_of(unread: Iterable[Unread]) -> str:
    """The commonest reason among what could not be read, ties by alphabet."""
    outcomes = [item.outcome for item in unread]
    return min(outcomes, key=lambda outcome: (-outcomes.count(outcome), outcome), default=Reason.UNRECOGNISED.value)


def elsewhere(duty: Duty, site: Site) -> tuple[str, ...]:
    """The words of links that lead where the duty may also be met; ``province:财政厅`` counts for sites of that level only."""
    found = []
    for word in duty.elsewhere:
        level, mark, rest = word.rpartition(":")
        if not mark or site.level is None or site.level.value == level:
            found.append(rest)
    return tuple(found)
