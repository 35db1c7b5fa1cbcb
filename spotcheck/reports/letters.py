"""The letters of a quarter: for each body its faults, what is asked of it and until when, and the form on which it answers.

Lists what a person confirmed; what only the machine has judged joins where that is asked for, and is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spotcheck.audits.standing import confirmed
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.language import join
from spotcheck.ledger.rows import digest
from spotcheck.reports.duty_facts import Told
from spotcheck.reports.facts import DutyFacts
from spotcheck.reports.formatting import clean, period_name
from spotcheck.reports.ledger_facts import LedgerSource, Row
from spotcheck.reports.notice import day_words, deadline, era
from spotcheck.reports.notice_facts import Signed
from spotcheck.reports.notice_words import words
from spotcheck.reports.privacy import shown
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.rates import Unreconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A fault to be put right."""

    number: int
    site: str
    duty: str
    text: str
    url: str
    todo: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The letter to one body. ``form``: the rows of its workbook, which come back with ``review import``."""

    body: str
    office: str
    number: str
    title: str
    recipients: str
    paragraphs: tuple[str, ...]
    annexes: tuple[str, ...]
    signed: str
    dated: str
    rows: tuple[LetterRow, ...]
    waiting: int  # findings of the machine that nobody has reviewed, listed or not
    form: tuple[Row, ...]

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.form):
            raise Unreconciled(f"{len(self.rows)} faults in the letter and {len(self.form)} on its form")


def letters(
    *,
    quarter: str,
    sites: Sequence[SiteResult],
    sources: Mapping[str, LedgerSource],
    catalogues: Sequence[Catalogue],
    as_of: date,
    signed: Signed,
    unreviewed: bool = False,
) -> list[LetterFacts]:
    """A letter for each body with something to put right, in the order drawn. ``sources``: by run, for the form to answer."""
    bodies: dict[str, list[SiteResult]] = {}
    for result in sites:
        bodies.setdefault(result.site.body or result.site.name or result.site.url, []).append(result)
    found = [_letter(body, own, sources, catalogues, quarter, as_of, signed, unreviewed) for body, own in bodies.items()]
    return [letter for letter in found if letter.rows]


def waiting_review(sites: Sequence[SiteResult]) -> int:
    """How many findings of the machine nobody has reviewed, at all sites, with a letter or without."""
    return sum(finding.verdict is Verdict.FAIL and not confirmed(finding) for result in sites for finding in result.findings)


def _letter(
    body: str,
    own: Sequence[SiteResult],
    sources: Mapping[str, LedgerSource],
    catalogues: Sequence[Catalogue],
    quarter: str,
    as_of: date,
    signed: Signed,
    unreviewed: bool,
) -> LetterFacts:
    rows: list[LetterRow] = []
    form: list[Row] = []
    waiting = waiting_review(own)
    left = sure = 0
    for result in own:
        faults = [finding for finding in result.findings if finding.verdict is Verdict.FAIL]
        left += sum(finding.verdict in (Verdict.UNKNOWN, Verdict.MANUAL) for finding in result.findings)
        listed = [finding for finding in faults if unreviewed or confirmed(finding)]
        sure += sum(map(confirmed, listed))
        told = Told(catalogues, as_of=result.as_of or as_of, public=signed.public, warc=None, site=result.site)
        source = sources[result.seen.run_id] if result.seen and listed else None
        for finding in sorted(listed, key=told.sort_key):
            assert source is not None
            duty = told.duty(finding)
            after = source.follow_ups.get(finding.duty)
            remark = "" if confirmed(finding) else words("unreviewed")
            until = (after.deadline if after else "") or (signed.reply_by.isoformat() if signed.reply_by else "")
            row = LetterRow(
                number=len(rows) + 1,
                site=clean(result.site.name or result.site.url),
                duty=f"{duty.number} {duty.title}",
                text=duty.headline + remark,
                url=duty.evidence[0].url if duty.evidence else "",
                todo=duty.actions[0] if duty.actions else "",
                until=until,
            )
            rows.append(shown(row, internal=not signed.public))
            form.append(_form_row(rows[-1], duty, finding, source))
    names = join(words("name", name=clean(result.site.name or result.site.url)) for result in own)
    days = join(dict.fromkeys(day_words(result.as_of or as_of) for result in own))
    period, word = period_name(quarter), era(quarter)
    paragraphs = (
        words("letter_opening", period=period, word=word, sites=len(own), names=names, as_of=days, faults=sure),
        words("letter_waiting", count=waiting) if unreviewed and waiting else "",
        words("mend"),
        deadline(signed),
        words("object"),
        words("letter_undecided", count=left) if left else "",
    )
    return LetterFacts(
        body=clean(body),
        office=clean(signed.office),
        number=clean(signed.number),
        title=words("letter_title", period=period, word=word),
        recipients=clean(body).rstrip("：:"),
        paragraphs=tuple(filter(None, paragraphs)),
        annexes=(words("letter_annex_list"), words("letter_annex_form")),
        signed=clean(signed.office),
        dated=day_words(signed.dated) if signed.dated else "",
        rows=tuple(rows),
        waiting=waiting,
        form=tuple(form),
    )


def _form_row(row: LetterRow, duty: DutyFacts, finding: Finding, source: LedgerSource) -> Row:
    """A fault on the form to answer. It is known on its way back by the finding as the machine judged it."""
    judged = next(each for each in source.findings if each.duty == finding.duty)
    after = source.follow_ups.get(finding.duty)
    return {
        "serial": str(row.number),
        "site": row.site,
        "code": source.site.code,
        "item": row.duty,
        "problem": row.text,
        "url": row.url,
        "evidence": duty.evidence_id,
        "found_at": duty.evidence[0].fetched if duty.evidence else source.as_of.isoformat(),
        "todo": row.todo,
        "deadline": row.until,
        "responsible": after.responsible if after else "",
        "done": after.done if after else "",
        "run": source.run,
        "duty": finding.duty,
        "check": digest(judged),
    }
