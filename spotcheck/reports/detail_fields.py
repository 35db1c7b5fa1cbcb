"""What a finding holds, as the named fields of sentences: dates, counts, names, periods, pairs, places. Judges nothing.

What is not known is left out, so that no sentence that needs it is said.
"""

from __future__ import annotations

from spotcheck.audits.details import ChargedPlace, Details, DuePeriod, ListedDocument
from spotcheck.audits.details_json import note_codes
from spotcheck.audits.verdicts import Certificate, Finding
from spotcheck.config.conclusions import Decision, Defect, Verdict
from spotcheck.config.glossary import term
from spotcheck.reports.formatting import clean, join, period_name
from spotcheck.reports.kind_sentences import own_note
from spotcheck.reports.phrases import phrase, reason_label, sentences

_LACKING = {Defect.ABSENT, Defect.GAP, Defect.INCOMPLETE}
_NAMED_PLACES = 12  # places at fault that a sentence names
_NAMED_TITLES = 5  # unmarked documents that a sentence names
_NAMED_QUOTES = 3  # passages that a sentence quotes
_QUOTED_LENGTH = 60  # characters of a passage
_QUOTED = {"zh": "“{}”", "en": "“{}”"}
_PLAIN = (  # details that sentences name as they stand
    "newest", "age_days", "deadline", "published", "platform", "compared", "members_due", "texts_read", "words_known", "hits_count", "door",
    "counted", "least", "drawn", "window", "probes_counted", "probes_failed", "probes_a_day", "failed_share",
)  # fmt: skip


def finding_fields(finding: Finding, lang: str) -> dict[str, str]:
    """The fields that sentences may name of a finding."""
    details = finding.details
    fields = _reach_fields(finding.certificate) if finding.certificate else _unread_fields(details)
    fields |= _period_fields(finding, lang) | _document_fields(finding, lang) | _pair_fields(details, lang)
    fields |= {name: str(value) for name in _PLAIN if (value := getattr(details, name)) is not None}
    fields |= {"found": join(list(details.found), lang), "names_seen": join(list(details.names_seen), lang)}
    fields |= {"charged": join([_place(each, lang) for each in details.charged[:_NAMED_PLACES]], lang)}
    fields |= {"missing": join(list(missing(finding, lang)), lang)}
    if details.deadline and details.published and details.published > details.deadline:
        fields["days_late"] = str((details.published - details.deadline).days)
    fields |= _quote_fields(finding, lang)
    if finding.reason:
        fields["reason"] = reason_label(finding.reason, lang)
    return {name: clean(value) for name, value in fields.items() if value}


def notes(finding: Finding, lang: str) -> list[str]:
    """The notes of a finding in words; a code without words is shown as it is, so that none is lost."""
    count = finding.details.hits_count
    return [_note(code, "" if count is None else str(count), lang) for code in note_codes(finding.details)]


def _note(code: str, hits_count: str, lang: str) -> str:
    if code in sentences()["note"]:
        return phrase(f"note.{code}", lang, hits_count=hits_count)
    own = own_note(code)
    return own.text(lang) if own else code


def by_people(finding: Finding, lang: str) -> tuple[str, ...]:
    """What a person decided of the finding, with the remark; nothing where nobody did."""
    review = finding.details.review
    if review is None:
        return ()
    unearned = review.decision is Decision.UNMET and finding.verdict is not Verdict.FAIL
    defects = join([term("defect", defect.value, lang) for defect in review.defects], lang)
    told = phrase("review.unearned" if unearned else f"review.{review.decision.value}", lang, defects=defects)
    return (told, phrase("review.note", lang, note=clean(review.note))) if review.note else (told,)


def missing(finding: Finding, lang: str) -> tuple[str, ...]:
    """Names of what is missing, of the whole item and of its failed periods; nothing where an unread part could still hold it."""
    if finding.verdict is not Verdict.FAIL or not _LACKING & set(finding.defects):
        return ()
    names = [period_name(name, lang) for name in finding.details.missing]
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


def _period_fields(finding: Finding, lang: str) -> dict[str, str]:
    periods = finding.details.periods
    if not periods:
        return {}
    failed = [period for period in periods if period_fails(period, finding)]
    gaps = [period_name(period.period, lang) for period in failed if not period.url]
    fields = {"periods_due": str(len(periods)), "all_periods": join([period_name(each.period, lang) for each in periods], lang)}
    if gaps:
        fields |= {"gap_count": str(len(gaps)), "gap_periods": join(gaps, lang)}
    open_, close = ("（缺少", "）") if lang == "zh" else (" (without ", ")")
    partial = [
        f"{period_name(period.period, lang)}{open_}{join(list(period.missing), lang)}{close}"
        for period in failed
        if period.missing and period.url
    ]
    return fields | {"incomplete_periods": _listed(partial, lang)}


def _document_fields(finding: Finding, lang: str) -> dict[str, str]:
    documents, listed = finding.details.documents, finding.details.listed
    if not documents:
        return {}
    fields = {"listed_count": str(len(documents) if listed is None else listed)}
    if marked := sum(bool(document.mark) for document in documents):
        fields["marked_count"] = str(marked)
    if bare := [document.title or document.number for document in documents if stands_unmarked(document, finding)]:
        titles = [f"《{title.strip('《》')}》" for title in bare[:_NAMED_TITLES]]
        fields |= {"unmarked_count": str(len(bare)), "unmarked_titles": join(titles, lang)}
    return fields


def _pair_fields(details: Details, lang: str) -> dict[str, str]:
    told = []
    for pair in details.pairs:
        sides = [name for name, linked in (("links_to", pair.links_to), ("links_back", pair.links_back)) if not linked]
        if sides:
            words = join([phrase(f"pair.{side}", lang) for side in sides], lang)
            told.append(f"{_quote(pair.title, lang)}{'：' if lang == 'zh' else ': '}{words}")
    return {"unpaired": _listed(told, lang)}


def _quote_fields(finding: Finding, lang: str) -> dict[str, str]:
    quotes = list(dict.fromkeys(clean(item.quote) for item in finding.evidence if item.quote))
    if not quotes:
        return {}
    dead = [clean(item.quote) for item in finding.evidence if item.quote and item.where in ("document", "link")]
    return {
        "quotes": join([_quote(quote, lang) for quote in quotes[:_NAMED_QUOTES]], lang),
        "column": _quote(quotes[0], lang),
        "dead": _quote((dead or quotes)[0], lang),
    }


def _place(place: ChargedPlace, lang: str) -> str:
    """A place at fault: what it is called, and what is wrong there."""
    wrong = [str(each) for each in (place.newest, place.asked, place.status) if each] + list(place.lacks)
    open_, close = ("（", "）") if lang == "zh" else (" (", ")")
    return _quote(place.what, lang) + (f"{open_}{join(wrong, lang)}{close}" if wrong else "")


def _listed(told: list[str], lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(told)


def _quote(text: str, lang: str) -> str:
    shown = text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 2]}…"
    return _QUOTED[lang].format(shown)
