"""The facts of a site report: counts, order, banners, and what could not be seen. Judges nothing."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from spotcheck.audits.scores import Standing, score
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.conclusions import Note
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term
from spotcheck.config.language import join, language
from spotcheck.crawler.records import Outcome, OutcomeClass, class_of
from spotcheck.portal.records import Unread
from spotcheck.reports.catalogue_scope import ScopeNote, Witness, scope_notes
from spotcheck.reports.charts import stack
from spotcheck.reports.cms_line import platform_line
from spotcheck.reports.duty_facts import VERDICT_ORDER, Told
from spotcheck.reports.facts import Advisory, Banner, DutyFacts, Group, Row, Seen, SiteFacts, Tally, UnreadGroup, Unseen
from spotcheck.reports.formatting import china_time, clean, safe_href
from spotcheck.reports.labels import label
from spotcheck.reports.phrases import phrase
from spotcheck.reports.privacy import shown
from spotcheck.reports.provenance import provenance
from spotcheck.reports.rates import percent
from spotcheck.reports.score_sheet import score_sheets

_CARDS = 6
_UNREAD_SHOWN = 60
_GROUP_OPEN = {Verdict.FAIL, Verdict.UNKNOWN, Verdict.MANUAL}
_CLASS_ORDER = (OutcomeClass.OK, OutcomeClass.FAULT, OutcomeClass.UNDETERMINED, OutcomeClass.SKIPPED)


def site_report(seen: Seen, findings: Sequence[Finding], catalogues: Sequence[Catalogue], as_of: date, *, public: bool = True) -> SiteFacts:
    """Everything a site report shows, in ``lang``, personal data masked; not ``public``: for internal use, which is said on top."""
    told = Told(catalogues, as_of=as_of, public=public, warc=seen.warc, site=seen.site)
    ordered = sorted(findings, key=told.sort_key)
    duties = tuple(told.duty(finding) for finding in ordered)
    counts = tally_verdicts(Counter(finding.verdict for finding in findings))
    faulty = [duty for duty in duties if duty.tone == Verdict.FAIL]
    name = clean(seen.site.name or seen.site.body or seen.site.url)
    facts = SiteFacts(
        title=label("site_report_of", site=name),
        heading=label("site_report"),
        site=seen.site,
        site_name=name,
        href=safe_href(seen.site.url),
        head=_head(seen, catalogues, as_of),
        banners=(*internal_banner(public), *banners(seen, findings, catalogues, as_of)),
        sentence=_sentence(counts, faulty),
        counts=counts,
        total=len(findings),
        chart=stack([(row.tone, row.label, row.count) for row in counts], description=label("counts_chart")),
        gravest=tuple(faulty[:_CARDS]),
        gravest_more=label("gravest_more", count=len(faulty) - _CARDS) if len(faulty) > _CARDS else "",
        overview=duties,
        groups=tuple(_group(verdict, duties) for verdict in VERDICT_ORDER if any(duty.tone == verdict for duty in duties)),
        advisories=tuple(
            Advisory(
                title=f"{duty.number} {duty.title}",
                href=f"#{duty.anchor}",
                text=label("advisory_text", names=join(list(duty.advisory))),
            )
            for duty in duties
            if duty.advisory
        ),
        unseen=_unseen(seen, told),
        verdict_terms=verdict_terms(),
        defect_terms=defect_terms(),
        reading=tuple(label(f"reading_{n}") for n in range(1, 5 if public else 4)),
        method=_method(seen, catalogues),
        command=f"spotcheck judge --run {shlex.quote(seen.run_id)} --as-of {as_of.isoformat()}",
        run_id=seen.run_id,
        as_of=as_of.isoformat(),
        standing=standing(seen, findings, catalogues),
        scores=score_sheets(findings, catalogues, duties),
    )
    return shown(facts, internal=not public)


def standing(seen: Seen | None, findings: Sequence[Finding], catalogues: Sequence[Catalogue] = ()) -> str:
    """How a site counts in a quarter: ``faulty`` with any fail; ``qualified`` only when judged to the end; else ``undecided``.

    By a catalogue with a scheme its score sheet decides: points lost do not make a site faulty, a veto or too few points do.
    """
    sheets = [sheet for catalogue in catalogues if (sheet := score(catalogue, findings)) is not None]
    scored = {sheet.catalogue for sheet in sheets}
    verdicts = {finding.verdict for finding in findings if finding.duty.partition("/")[0] not in scored}
    if Verdict.FAIL in verdicts or any(sheet.standing in (Standing.VETOED, Standing.BELOW) for sheet in sheets):
        return "faulty"
    if seen is None or not seen.complete or not findings or Verdict.UNKNOWN in verdicts:
        return "undecided"
    return "undecided" if any(sheet.standing is Standing.OPEN for sheet in sheets) else "qualified"


def tally_verdicts(counter: Mapping[Verdict, int]) -> tuple[Tally, ...]:
    """Counts of the five verdicts, faults first, with their share of all."""
    total = sum(counter.values())
    return tuple(
        Tally(
            key=verdict.value,
            label=term("verdict", verdict.value),
            count=counter.get(verdict, 0),
            share=percent(counter.get(verdict, 0), total),
            tone=verdict.value,
            meaning=term("verdict_meaning", verdict.value),
        )
        for verdict in VERDICT_ORDER
    )


def verdict_terms() -> tuple[Tally, ...]:
    """The five verdicts explained."""
    return tally_verdicts({})


def defect_terms() -> tuple[Tally, ...]:
    """The defects explained, the gravest first."""
    return tuple(
        Tally(
            key=defect.value,
            label=term("defect", defect.value),
            count=0,
            share="",
            tone="fail",
            meaning=term("defect_meaning", defect.value),
        )
        for defect in Defect
    )


def tally_outcomes(outcomes: Mapping[str, int]) -> tuple[Tally, ...]:
    """Outcomes by class, then by count; ``meaning`` is the class, ``tone`` its key."""
    total = sum(outcomes.values())
    known = sorted(outcomes.items(), key=lambda pair: (_CLASS_ORDER.index(class_of(Outcome(pair[0]))), -pair[1], pair[0]))
    rows = []
    for outcome, count in known:
        kind = class_of(Outcome(outcome)).value
        rows.append(
            Tally(
                key=outcome,
                label=term("outcome", outcome),
                count=count,
                share=percent(count, total),
                tone=kind,
                meaning=term("outcome_class", kind),
            )
        )
    return tuple(rows)


def banners(seen: Seen, findings: Sequence[Finding], catalogues: Sequence[Catalogue], as_of: date) -> tuple[Banner, ...]:
    """What a reader must know before anything else: trial use, an unfinished crawl, an archive."""
    shown: list[Banner] = []
    notes = [
        note
        for catalogue in catalogues
        for note in scope_notes(site=seen.site, codes=seen.site_codes, icp=seen.icp, catalogue=catalogue, as_of=as_of)
    ]
    shown += banner_of(notes, as_of)
    if not seen.complete:
        shown.append(Banner(tone="incomplete", title=phrase("banner.incomplete"), lines=(phrase("banner.incomplete_line"),)))
    if seen.source == "archive":
        shown.append(Banner(tone="archive", title=phrase("banner.archive"), lines=(phrase("banner.archive_line"),)))
    if any(Note.BODY_UNKNOWN in finding.details.notes for finding in findings):
        shown.append(Banner(tone="archive", title=phrase("note.body_unknown"), lines=(phrase("banner.body_unknown"),)))
    return tuple(shown)


def internal_banner(public: bool) -> tuple[Banner, ...]:
    """What stands on top of a report that shows personal data."""
    if public:
        return ()
    return (Banner(tone="internal", title=phrase("banner.internal"), lines=(phrase("banner.internal_line"),)),)


def banner_of(notes: Sequence[ScopeNote], as_of: date) -> tuple[Banner, ...]:
    """One banner for all scope notes, none without them."""
    if not notes:
        return ()
    title = "trial_unknown" if all(note.kind == "region_unknown" for note in notes) else "trial"
    return (Banner(tone="trial", title=phrase(f"banner.{title}"), lines=tuple(scope_line(note, as_of) for note in notes)),)


def scope_line(note: ScopeNote, as_of: date) -> str:
    """A scope note as a sentence."""
    catalogue = note.catalogue
    against = [witness for witness in note.witnesses if note.kind == "region_mixed" or not witness.inside]
    return phrase(
        f"banner.{note.kind}",
        catalogue=catalogue.title,
        region=catalogue.region,
        valid_from=catalogue.valid_from,
        valid_to=catalogue.valid_to,
        as_of=as_of,
        witnesses=join(_witness(witness) for witness in against),
    )


def _witness(witness: Witness) -> str:
    return label(f"witness_{witness.kind}", value=witness.value)


def _sentence(counts: Sequence[Tally], faulty: Sequence[DutyFacts]) -> str:
    shown = [row for row in counts if row.count]
    if not shown:
        return label("sentence_none")
    parts = label("sentence_join").join(label("sentence_part", label=row.label, count=row.count) for row in shown)
    total = sum(row.count for row in shown)
    if faulty:
        worst = faulty[0]
        return label("sentence_faulty", total=total, parts=parts, duty=worst.title, defect=join(list(worst.defects[:1])))
    unknown = sum(row.count for row in counts if row.key == Verdict.UNKNOWN)
    return label("sentence_open" if unknown else "sentence_clean", total=total, parts=parts, unknown=unknown)


def _group(verdict: Verdict, duties: Sequence[DutyFacts]) -> Group:
    return Group(
        key=verdict.value,
        anchor=f"g-{verdict.value}",
        title=label(f"group_{verdict.value}"),
        lead=label(f"lead_{verdict.value}"),
        open=verdict in _GROUP_OPEN,
        duties=tuple(duty for duty in duties if duty.tone == verdict),
    )


def catalogue_rows(catalogues: Sequence[Catalogue]) -> list[Row]:
    """The catalogues with version and validity."""
    return [
        Row(
            label=label("catalogue"),
            value=label(
                "catalogue_value",
                title=catalogue.title,
                id=catalogue.id,
                version=catalogue.version,
                region=catalogue.region or label("whole_country"),
                valid_from=catalogue.valid_from,
                valid_to=catalogue.valid_to,
            ),
        )
        for catalogue in catalogues
    ]


def _head(seen: Seen, catalogues: Sequence[Catalogue], as_of: date) -> tuple[Row, ...]:
    site = seen.site
    unknown = label("unknown_value")
    total = sum(seen.outcomes.values())
    state = label("complete" if seen.complete else "not_complete")
    reach = label("read_of", read=seen.outcomes.get("read", 0), total=total)
    rows = [
        Row(label=label("url"), value=clean(site.url), href=safe_href(site.url)),
        Row(label=label("body"), value=clean(site.body) or unknown),
        Row(label=label("level"), value=term("level", site.level.value) if site.level else unknown),
        Row(label=label("region"), value=clean(site.region) or unknown),
        Row(label=label("functions"), value=join(term("function", name) for name in sorted(site.functions)) or unknown),
        Row(label=label("code"), value=site.code or join(list(seen.site_codes)) or unknown),
        Row(label=label("as_of"), value=as_of.isoformat()),
        Row(
            label=label("captured"),
            value=label(
                "captured_value",
                started=china_time(seen.first_capture or seen.started),
                last=china_time(seen.last_capture or seen.finished),
            ),
        ),
        Row(label=label("completeness"), value=state + reach),
    ]
    return (*rows, *catalogue_rows(catalogues))


def _unseen(seen: Seen, told: Told) -> Unseen:
    total = sum(seen.outcomes.values())
    read = seen.outcomes.get(Outcome.READ.value, 0)
    outcomes = tally_outcomes(seen.outcomes)
    groups = []
    for row in outcomes:
        if row.key == Outcome.READ:
            continue
        items = [visit for visit in seen.unread if visit.outcome.value == row.key]
        shown = tuple(
            told.unread(Unread(url=visit.url, label=visit.label, outcome=visit.outcome.value, role=visit.role.value))
            for visit in items[:_UNREAD_SHOWN]
        )
        hidden = row.count - len(shown)
        groups.append(
            UnreadGroup(
                label=row.label,
                meaning=row.meaning,
                count=row.count,
                items=shown,
                more=label("unread_more", count=hidden) if hidden > 0 else "",
            )
        )
    return Unseen(
        lead=label("unseen_lead" if total > read else "unseen_all", total=total, read=read),
        outcomes=outcomes,
        classes=tuple(
            Tally(
                key=kind.value,
                label=term("outcome_class", kind.value),
                count=sum(row.count for row in outcomes if row.tone == kind),
                share=percent(sum(row.count for row in outcomes if row.tone == kind), total),
                tone=kind.value,
                meaning=label(f"class_{kind.value}"),
            )
            for kind in _CLASS_ORDER
        ),
        total=total,
        groups=tuple(groups),
    )


def _method(seen: Seen, catalogues: Sequence[Catalogue]) -> tuple[Row, ...]:
    rows = [
        Row(label=label("tool"), value=seen.tool),
        Row(label=label("run_id"), value=seen.run_id, code=True),
        Row(label=label("source"), value=label(f"source_{seen.source}")),
        Row(label=label("settings_times"), value=f"{seen.started} / {seen.finished or '—'}"),
        *([Row(label=label("platform"), value=platforms)] if (platforms := platform_line(seen.dialects or {})) else []),
        *catalogue_rows(catalogues),
        *provenance(seen),
    ]
    rows += [Row(label=label("source_document"), value=catalogue.source) for catalogue in catalogues]
    if language() == "zh":
        rows += [Row(label=label("validity"), value=catalogue.validity_note) for catalogue in catalogues if catalogue.validity_note]
    return tuple(rows)
