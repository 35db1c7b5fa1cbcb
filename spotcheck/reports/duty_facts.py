"""One finding as the facts of a report: its words, its evidence, its certificate, its periods. Sorts and counts, and judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from spotcheck.audits.details import DuePeriod, ListedDocument
from spotcheck.audits.identity import finding_id
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.glossary import term
from spotcheck.config.language import join, language, say
from spotcheck.config.models import Confidence, Site
from spotcheck.portal.records import Evidence, Unread
from spotcheck.reports import detail_fields, sentences
from spotcheck.reports.facts import CertificateFacts, DutyFacts, EvidenceFacts, ListedFacts, PeriodFacts, Row, UnreadFacts
from spotcheck.reports.formatting import china_time, clean, period_name, safe_href, slug
from spotcheck.reports.labels import label, labels
from spotcheck.reports.phrases import reason_label
from spotcheck.reports.privacy import shown

VERDICT_ORDER = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL, Verdict.PASS, Verdict.NOT_APPLICABLE)
_GRAVITY = {defect: place for place, defect in enumerate(Defect)}
_EVIDENCE_SHOWN = 4
_QUOTE_SHOWN = 400
_WEAK = (Confidence.C, Confidence.M)


class Told:
    """Tells findings of one run in one language. ``warc`` maps evidence addresses to their WARC record."""

    def __init__(
        self,
        catalogues: Sequence[Catalogue],
        *,
        as_of: date,
        public: bool,
        warc: Mapping[str, tuple[str, int, int]] | None,
        site: Site | None = None,
    ) -> None:
        self.site = site
        self.as_of = as_of
        self.public = public
        self.warc = warc or {}
        self.duties: dict[str, tuple[Clause, Duty]] = {
            f"{catalogue.id}/{duty.id}": (clause, duty) for catalogue in catalogues for clause, duty in catalogue.duties()
        }
        self.places = {duty: place for place, duty in enumerate(self.duties)}

    def text(self, words: object) -> str:
        """Something read from a site, fit to be shown."""
        return shown(clean(str(words)), internal=not self.public)  # here too, since what is cut afterwards may cut a number

    def sort_key(self, finding: Finding) -> tuple[int, int, int]:
        """Verdicts in their order; faults by gravity; then the order of the document."""
        gravity = min((_GRAVITY[defect] for defect in finding.defects), default=0)
        return VERDICT_ORDER.index(finding.verdict), gravity, self.places.get(finding.duty, len(self.places))

    def duty(self, finding: Finding) -> DutyFacts:
        """The finding in words."""
        clause, duty = self.duties.get(finding.duty, (None, None))
        told = tuple(self.text(line) for line in sentences.found(finding, duty, self.as_of))
        verdict = term("verdict", finding.verdict.value)
        defects = tuple(term("defect", defect.value) for defect in finding.defects)
        if finding.verdict is Verdict.FAIL and not defects:
            defects = (label("found_by_hand"),)
        reason = reason_label(finding.reason) if finding.reason else ""
        evidence = tuple(self.evidence(item) for item in finding.evidence)
        rest = evidence[_EVIDENCE_SHOWN:]
        return DutyFacts(
            anchor=anchor(finding.duty),
            number=finding.duty.rpartition("/")[2],
            finding_id=finding.duty,
            evidence_id=finding_id(self.site, finding.duty) if self.site else "",
            clause=f"{duty.basis}〔{duty.mark.value}〕" if duty and duty.basis else clause.label if clause else finding.clause,
            title=clean(finding.title) + (f"〔{duty.mark.value}〕" if duty and duty.mark in _WEAK else ""),
            verdict=verdict,
            tone=finding.verdict.value,
            defects=defects,
            defect_keys=tuple(defect.value for defect in finding.defects),
            reason=reason,
            brief=" · ".join([verdict, *([join(list(defects))] if defects else []), *([reason] if reason else [])]),
            headline=told[0],
            found=told,
            missing=tuple(self.text(name) for name in detail_fields.missing(finding)),
            requires=sentences.asks(duty),
            why=_basis(duty, finding) + ((duty.note,) if duty and duty.note and language() == "zh" else ()) + sentences.why(finding),
            actions=sentences.actions(finding, duty),
            form=sentences.asked(finding, duty),
            unseen=duty.unseen if duty and finding.verdict is Verdict.MANUAL else "",
            confidence=confidence(finding.confidence),
            evidence=evidence[:_EVIDENCE_SHOWN],
            evidence_more=rest,
            evidence_more_label=label("evidence_more", count=len(rest)),
            certificate=self.certificate(finding, finding.certificate) if finding.certificate else None,
            periods=tuple(self.period(period, finding) for period in finding.details.periods),
            listed=tuple(self.listed(document, finding) for document in finding.details.documents),
            unread=self.unread_of(finding),
            advisory=tuple(self.text(name) for name in finding.details.advisory_missing),
            sourced=sourced(duty),
        )

    def evidence(self, item: Evidence) -> EvidenceFacts:
        """One thing seen, its passage masked and at a length that can be read."""
        quote = self.text(item.quote)
        return EvidenceFacts(
            url=clean(item.url),
            href=safe_href(item.url),
            quote=quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN] + "…",
            where=labels().get(f"where_{item.where}", item.where),
            fetched=china_time(item.fetched_at),
            fetched_utc=clean(item.fetched_at),
            sha256=clean(item.sha256),
            sha_short=clean(item.sha256)[:12],
            warc=self.record(item.url),
        )

    def record(self, url: str) -> str:
        """Where the raw answer of an address is kept, in words; "" when it is not known."""
        if url not in self.warc:
            return ""
        file, offset, length = self.warc[url]
        return label("warc_value", file=file, offset=offset, length=length)

    def certificate(self, finding: Finding, proof: Certificate) -> CertificateFacts:
        """What was searched, in words."""
        if proof.proves_absence:
            sentence = label("certificate_proves")
        elif proof.unread_total:
            sentence = label("certificate_open", count=proof.unread_total)
        else:
            sentence = label("certificate_little")
        hidden = proof.unread_total - len(proof.unread)
        return CertificateFacts(
            proves=proof.proves_absence,
            title=label("certificate_absent" if finding.verdict is Verdict.FAIL else "certificate_reach"),
            sentence=sentence,
            entry_points=tuple(
                Row(label=labels().get(f"entry_{kind}", kind), value=clean(url), href=safe_href(url)) for kind, url in proof.entry_points
            ),
            terms=tuple(clean(word) for word in proof.terms),
            counts=(
                Row(label=label("columns_read"), value=f"{proof.columns_read} / {proof.columns_known}"),
                Row(label=label("pages_read"), value=str(proof.pages_read)),
                Row(label=label("documents_read"), value=str(proof.documents_read)),
                Row(label=label("titles_searched"), value=str(proof.titles_searched)),
            ),
            unread=tuple(self.unread(item) for item in proof.unread),
            unread_more=label("unread_more", count=hidden) if hidden > 0 else "",
        )

    def unread(self, item: Unread) -> UnreadFacts:
        """An address that was not read."""
        return UnreadFacts(
            url=clean(item.url),
            href=safe_href(item.url),
            label=self.text(item.label),
            outcome=term("reason", item.outcome),
            role=labels().get(f"role_{item.role}", item.role),
        )

    def unread_of(self, finding: Finding) -> tuple[UnreadFacts, ...]:
        """What stood in the way of an answer, where no certificate lists it."""
        return () if finding.certificate else tuple(self.unread(each) for each in finding.details.unread)

    def period(self, period: DuePeriod, finding: Finding) -> PeriodFacts:
        """One period of a series. What is missing is a fault only where the finding fails."""
        fails = detail_fields.period_fails(period, finding)
        verdict = "fail" if fails else "pass" if period.verdict is Verdict.PASS else "unknown"
        lacking = [self.text(name) for name in period.missing] if fails else []
        return PeriodFacts(
            label=period_name(period.period),
            due=period.due.isoformat() if period.due else "",
            tone=verdict,
            verdict=term("verdict", verdict),
            title=self.text(period.title or "") or label("untitled" if period.url else "not_there"),
            href=safe_href(period.url or ""),
            remark=label("lacks", names=join(lacking)) if lacking and period.url else "",
        )

    def listed(self, document: ListedDocument, finding: Finding) -> ListedFacts:
        """A document that a notice lists, and whether its page is marked."""
        url = document.original_url or ""
        mark = document.mark or ""
        bare = detail_fields.stands_unmarked(document, finding)
        tone, words = ("not_applicable", "mark_absent") if not url else ("fail", "mark_none") if bare else ("unknown", "mark_unseen")
        return ListedFacts(
            number=self.text(document.number),
            title=self.text(document.title),
            href=safe_href(url),
            url=clean(url),
            mark=self.text(mark) if mark else label(words),
            tone="pass" if mark else tone,
        )


def sourced(duty: Duty | None) -> str:
    """How well the rule is known, where it rests on little or names its own source; "" else."""
    if duty is None or not (duty.basis or duty.mark in _WEAK):
        return ""
    mark = f"{duty.mark.value} {term('confidence', duty.mark.value)}"
    return f"{duty.basis}{say('；', '; ')}{mark}" if duty.basis else mark


def _basis(duty: Duty | None, finding: Finding) -> tuple[str, ...]:
    """The law that a fault goes against, quoted with its article."""
    basis = finding.details.basis or (duty.basis if duty else "")
    return (say("依据：", "Source: ") + basis,) if basis and finding.verdict is Verdict.FAIL else ()


def anchor(duty: str) -> str:
    """The id of a duty's section, the target of links from the quarterly report."""
    return f"d-{slug(duty)}".replace(".", "-")


def confidence(value: float) -> str:
    """How sure a finding is, in words with its number."""
    key = "certain" if value >= 0.995 else "high" if value >= 0.9 else "fair" if value >= 0.8 else "low"
    return label(f"confidence_{key}", value=f"{value:.2f}")
