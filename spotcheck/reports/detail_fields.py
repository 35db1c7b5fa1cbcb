"""What a finding holds, as the named fields of sentences: dates, counts, names, periods, pairs, places. Judges nothing.

What is not known is left out, so that no sentence that needs it is said.
"""

from __future__ import annotations

from spotcheck.audits.details import ChargedPlace, Details, DuePeriod, ListedDocument
from spotcheck.audits.details_json import note_codes
from spotcheck.audits.verdicts import Certificate, Finding
from spotcheck.config.conclusions import Decision, Defect, Verdict
from spotcheck.config.glossary import term
from spotcheck.config.language import join, say
from spotcheck.reports.formatting import clean, period_name
from spotcheck.reports.kind_sentences import own_note
from spotcheck.reports.phrases import phrase, reason_label, sentences

_LACKING = {Defect.ABSENT, Defect.GAP, Defect.INCOMPLETE}
_NAMED_PLACES = 12  # places at fault that a sentence names
_NAMED_TITLES = 5  # unmarked documents that a sentence names
_NAMED_QUOTES = 3  # passages that a sentence quotes
_QUOTED_LENGTH = 60  # characters of a passage
_PLAIN = (  # details that sentences name as they stand
    "newest", "age_days", "deadline", "published", "platform", "compared", "members_due", "texts_read", "words_known", "hits_count", "door",
    "counted", "least", "drawn", "window", "probes_counted", "probes_failed", "probes_a_day", "failed_share",
)  # fmt: skip


def finding_fields(finding: Finding) -> dict[str, str]:
    """The fields that sentences may name of a finding."""
    details = finding.details
    fields = _reach_fields(finding.certificate) if finding.certificate else _unread_fields(details)
    fields |= _period_fields(finding) | _document_fields(finding) | _pair_fields(details)
    fields |= {name: str(value) for name in _PLAIN if (value := getattr(details, name)) is not None}
    fields |= {"found": join(list(details.found)), "names_seen": join(list(details.names_seen))}
    fields |= {"charged": join([_place(each) for each in details.charged[:_NAMED_PLACES]])}
    fields |= {"missing": join(list(missing(finding)))}
    if details.deadline and details.published and details.published > details.deadline:
        fields["days_late"] = str((details.published - details.deadline).days)
    fields |= _quote_fields(finding)
    if finding.reason:
        fields["reason"] = reason_label(finding.reason)
    return {name: clean(value) for name, value in fields.items() if value}


def notes(finding: Finding) -> list[str]:
    """The notes of a finding in words; a code without words is shown as it is, so that none is lost."""
    count = finding.details.hits_count
    return [_note(code, "" if count is None else str(count)) for code in note_codes(finding.details)]


def _note(code: str, hits_count: str) -> str:
    if code in sentences()["note"]:
        return phrase(f"note.{code}", hits_count=hits_count)
    own = own_note(code)
    return own.text if own else code


def by_people(finding: Finding) -> tuple[str, ...]:
    """What a person decided of the finding, with the remark; nothing where nobody did."""
    review = finding.details.review
    if review is None:
        return ()
    unearned = review.decision is Decision.UNMET and finding.verdict is not Verdict.FAIL
    defects = join(term("defect", defect.value) for defect in review.defects)
    told = phrase("review.unearned" if unearned else f"review.{review.decision.value}", defects=defects)
    return (told, phrase("review.note", note=clean(review.note))) if review.note else (told,)


def missing(finding: Finding) -> tuple[str, ...]:
    """Names of what is missing, of the whole item and of its failed periods; nothing where an unread part could still hold it."""
    if finding.verdict is not Verdict.FAIL or not _LACKING & set(finding.defects):
        return ()
    names = [period_name(name) for name in finding.details.missing]
    names += [name for period in finding.details.periods if period_fails(period, finding) for name in period.missing]
    return tuple(clean(name) for name in dict.fromkeys(names))


def period_fails(period: DuePeriod, finding: Finding) -> bool:
    """Whether a period counts against the site: it failed, in a finding that failed."""
    return finding.verdict is Verdict.FAIL and period.verdict is Verdict.FAIL


def stands_unmarked(document: ListedDocument, finding: Finding) -> bool:
    """Whether the finding shows an original without its mark: only originals among its evidence are surely unmarked."""
    shown = {item.url for item in finding.evidence}
    return finding.verdict is Verdict.FAIL and not document.mark and document.original_url in shown


def _reach_fields(proof: Certificate) -> dict[str, str]:
    counts = {
        "pages_read": proof.pages_read,
        "columns_read": proof.columns_read,
        "columns_known": proof.columns_known,
        "documents_read": proof.documents_read,
        "titles_searched": proof.titles_searched,
    }
    return {name: str(count) for name, count in counts.items()} | ({"unread_total": str(proof.unread_total)} if proof.unread_total else {})


def _unread_fields(details: Details) -> dict[str, str]:
    return {"unread_total": str(len(details.unread))} if details.unread else {}


def _period_fields(finding: Finding) -> dict[str, str]:
    periods = finding.details.periods
    if not periods:
        return {}
    failed = [period for period in periods if period_fails(period, finding)]
    gaps = [period_name(period.period) for period in failed if not period.url]
    fields = {"periods_due": str(len(periods)), "all_periods": join(period_name(each.period) for each in periods)}
    if gaps:
        fields |= {"gap_count": str(len(gaps)), "gap_periods": join(gaps)}
    open_, close = say("（缺少", " (without "), say("）", ")")
    partial = [
        f"{period_name(period.period)}{open_}{join(list(period.missing))}{close}" for period in failed if period.missing and period.url
    ]
    return fields | {"incomplete_periods": _listed(partial)}


def _document_fields(finding: Finding) -> dict[str, str]:
    documents, listed = finding.details.documents, finding.details.listed
    if not documents:
        return {}
    fields = {"listed_count": str(len(documents) if listed is None else listed)}
    if marked := sum(bool(document.mark) for document in documents):
        fields["marked_count"] = str(marked)
    if bare := [document.title or document.number for document in documents if stands_unmarked(document, finding)]:
        titles = [f"《{title.strip('《》')}》" for title in bare[:_NAMED_TITLES]]
        fields |= {"unmarked_count": str(len(bare)), "unmarked_titles": join(titles)}
    return fields


def _pair_fields(details: Details) -> dict[str, str]:
    told = []
    for pair in details.pairs:
        sides = [name for name, linked in (("links_to", pair.links_to), ("links_back", pair.links_back)) if not linked]
        if sides:
            words = join(phrase(f"pair.{side}") for side in sides)
            told.append(f"{_quote(pair.title)}{say('：', ': ')}{words}")
    return {"unpaired": _listed(told)}


def _quote_fields(finding: Finding) -> dict[str, str]:
    quotes = list(dict.fromkeys(clean(item.quote) for item in finding.evidence if item.quote))
    if not quotes:
        return {}
    dead = [clean(item.quote) for item in finding.evidence if item.quote and item.where in ("document", "link")]
    return {
        "quotes": join([_quote(quote) for quote in quotes[:_NAMED_QUOTES]]),
        "column": _quote(quotes[0]),
        "dead": _quote((dead or quotes)[0]),
    }


def _place(place: ChargedPlace) -> str:
    """A place at fault: what it is called, and what is wrong there."""
    wrong = [str(each) for each in (place.newest, place.asked, place.status) if each] + list(place.lacks)
    open_, close = say("（", " ("), say("）", ")")
    return _quote(place.what) + (f"{open_}{join(wrong)}{close}" if wrong else "")


def _listed(told: list[str]) -> str:
    return say("；", "; ").join(told)


def _quote(text: str) -> str:
    shown = text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 2]}…"
    return f"“{shown}”"
