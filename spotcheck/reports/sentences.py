"""A finding's stored fields as sentences: what was found, what is missing, why it matters, what to do.

Judges nothing and counts only what the finding itself lists. The sentences are data (sentences.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from spotcheck.audits.reviews import Decision
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.duties import Duty
from spotcheck.config.glossary import term
from spotcheck.reports.formatting import clean, join, period_name
from spotcheck.reports.kind_sentences import asks_of, facts_of_settings, fails_of, filled, own_note, passes_of
from spotcheck.reports.phrases import phrase, reason_label, reason_table, sentences

_LACKING = {Defect.ABSENT, Defect.GAP, Defect.INCOMPLETE}
_NAMED = 12  # places that a sentence names
_QUOTED = {"zh": "“{}”", "en": "“{}”"}


def found(finding: Finding, duty: Duty | None, as_of: date, lang: str) -> tuple[str, ...]:
    """What was found, the headline first; never empty."""
    fields = facts_of(finding, duty, as_of, lang)
    said = by_people(finding, lang)
    if said and not finding.defects:
        return said
    told: list[str] = []
    if finding.verdict is Verdict.FAIL:
        told += fails_of(duty, fields, lang) if duty else []
        for defect in () if told else finding.defects:
            table = sentences()["defect"][defect.value]
            told += filled(table["found"][lang], fields, first=table.get("choose") == "first") or [table["plain"][lang]]
    elif finding.verdict is Verdict.UNKNOWN:
        table = reason_table(finding.reason)
        told += filled(table["found"][lang], fields, first=table.get("choose") == "first")
    elif finding.verdict is Verdict.PASS and duty:
        told += passes_of(duty, fields, lang)
    told += [*said, *notes(finding, lang)]
    if not told or (finding.verdict is Verdict.MANUAL and len(told) == len(notes(finding, lang))):
        told.insert(0, phrase(f"plain.{finding.verdict.value}", lang))
    return tuple(dict.fromkeys(told))


def by_people(finding: Finding, lang: str) -> tuple[str, ...]:
    """What a person decided of the finding, with the remark; nothing where nobody did."""
    review = finding.details.get("review")
    if not review:
        return ()
    key = "unearned" if review["decision"] == Decision.UNMET and finding.verdict is not Verdict.FAIL else review["decision"]
    defects = join([term("defect", str(defect), lang) for defect in review.get("defects", [])], lang)
    told = [phrase(f"review.{key}", lang, defects=defects)]
    return (*told, phrase("review.note", lang, note=clean(review["note"]))) if review["note"] else tuple(told)


def asked(finding: Finding, duty: Duty | None) -> tuple[str, ...]:
    """The questions that a person answers, in the catalogue's own words, which are Chinese; nothing where the machine decided."""
    if finding.verdict is not Verdict.MANUAL:
        return ()
    return tuple(map(str, finding.details.get("form") or (duty.form if duty else ())))


def why(finding: Finding, lang: str) -> tuple[str, ...]:
    """Why the defects matter."""
    return tuple(phrase(f"defect.{defect.value}.why", lang) for defect in finding.defects)


def actions(finding: Finding, duty: Duty | None, lang: str) -> tuple[str, ...]:
    """What to do. The rule's own advice, which is Chinese, leads in Chinese reports."""
    if finding.verdict is Verdict.FAIL:
        own = [duty.advice] if duty and duty.advice and lang == "zh" else []
        return tuple(own + [phrase(f"defect.{defect.value}.do", lang) for defect in finding.defects])
    if finding.verdict is Verdict.UNKNOWN:
        return (str(reason_table(finding.reason)["do"][lang]),)
    if finding.verdict is Verdict.MANUAL:
        return (phrase("plain.manual_do", lang),)
    return ()


def asks(duty: Duty | None, lang: str) -> str:
    """What the duty requires: in Chinese the catalogue's own words, in English told from its checks."""
    if duty is None:
        return ""
    if lang == "zh":
        return duty.requires
    return " ".join(dict.fromkeys(line for check in duty.checks for line in asks_of(check, lang)))


def notes(finding: Finding, lang: str) -> list[str]:
    """The note codes of a finding in words; a code without words is shown as it is, so that none is lost."""
    facts = {"hits_count": finding.details.get("hits_count", "")}
    return [_note(code, facts, lang) for code in map(str, finding.details.get("notes", []))]


def _note(code: str, facts: Mapping[str, object], lang: str) -> str:
    if shared := sentences()["note"].get(code):
        return str(shared[lang]).format_map(facts)
    own = own_note(code)
    return own.text(lang) if own else code


def missing(finding: Finding, lang: str) -> tuple[str, ...]:
    """Names of what is missing, of the whole item and of its failed periods; nothing where an unread part could still hold it."""
    if finding.verdict is not Verdict.FAIL or not _LACKING & set(finding.defects):
        return ()
    names = [period_name(str(name), lang) for name in finding.details.get("missing", [])]
    for period in finding.details.get("periods", []):
        names += [str(name) for name in period.get("missing", [])] if period_fails(period, finding) else []
    return tuple(clean(name) for name in dict.fromkeys(names))


def period_fails(period: Mapping[str, Any], finding: Finding) -> bool:
    """Whether a period counts against the site: it failed, or is missing in a finding that failed."""
    return finding.verdict is Verdict.FAIL and period.get("verdict") in ("fail", "missing")


def stands_unmarked(document: Mapping[str, Any], finding: Finding) -> bool:
    """Whether the finding shows an original without its mark: only originals among its evidence are surely unmarked."""
    shown = {item.url for item in finding.evidence}
    return finding.verdict is Verdict.FAIL and not document.get("mark") and document.get("original_url") in shown


def facts_of(finding: Finding, duty: Duty | None, as_of: date, lang: str) -> dict[str, str]:
    """The fields that sentences may name; what is not known is left out."""
    details = finding.details
    fields: dict[str, Any] = facts_of_settings(duty, lang) if duty else {}
    if finding.certificate:
        proof = finding.certificate
        fields |= {
            "pages_read": proof.pages_read,
            "columns_read": proof.columns_read,
            "columns_known": proof.columns_known,
            "documents_read": proof.documents_read,
            "titles_searched": proof.titles_searched,
        }
        if proof.unread_total:
            fields["unread_total"] = proof.unread_total
    elif details.get("unread"):
        fields["unread_total"] = len(details["unread"])
    fields |= _period_fields(finding, lang) | _listed_fields(finding, lang) | _pair_fields(finding, lang)
    fields |= {
        key: str(details[key])
        for key in (
            "newest",
            "age_days",
            "deadline",
            "published",
            "platform",
            "compared",
            "members_due",
            "texts_read",
            "words_known",
            "hits_count",
            "door",
            "counted",
            "least",
            "drawn",
            "window",
            "probes_counted",
            "probes_failed",
            "probes_a_day",
            "failed_share",
        )
        if details.get(key) is not None
    }
    fields |= {key: join([str(name) for name in details[key]], lang) for key in ("found", "names_seen") if details.get(key)}
    if details.get("charged"):
        fields["charged"] = join([_charged(row, lang) for row in details["charged"][:_NAMED]], lang)
    if missing(finding, lang):
        fields["missing"] = join(list(missing(finding, lang)), lang)
    if "deadline" in fields and "published" in fields:
        late = (date.fromisoformat(fields["published"]) - date.fromisoformat(fields["deadline"])).days
        fields |= {"days_late": late} if late > 0 else {}
    quotes = list(dict.fromkeys(clean(item.quote) for item in finding.evidence if item.quote))
    if quotes:
        fields["quotes"] = join([_quote(quote, lang) for quote in quotes[:3]], lang)
        fields["column"] = _quote(quotes[0], lang)
        dead = [clean(item.quote) for item in finding.evidence if item.quote and item.where in ("document", "link")]
        fields["dead"] = _quote((dead or quotes)[0], lang)
    if finding.reason:
        fields["reason"] = reason_label(finding.reason, lang)
    return {key: clean(str(value)) for key, value in (fields | {"as_of": as_of.isoformat()}).items() if value not in ("", None)}


def _period_fields(finding: Finding, lang: str) -> dict[str, Any]:
    periods: list[dict[str, Any]] = finding.details.get("periods", [])
    if not periods:
        return {}
    names = {id(period): period_name(str(period.get("period", "")), lang) for period in periods}
    failed = [period for period in periods if period_fails(period, finding)]
    gaps = [names[id(period)] for period in failed if not period.get("url")]
    partial = [period for period in failed if period.get("missing") and period.get("url")]
    fields: dict[str, Any] = {"periods_due": len(periods), "all_periods": join(list(names.values()), lang)}
    if gaps:
        fields |= {"gap_count": len(gaps), "gap_periods": join(gaps, lang)}
    if partial:
        open_, close = ("（缺少", "）") if lang == "zh" else (" (without ", ")")
        told = [f"{names[id(period)]}{open_}{join([str(name) for name in period['missing']], lang)}{close}" for period in partial]
        fields["incomplete_periods"] = ("；" if lang == "zh" else "; ").join(told)
    return fields


def _listed_fields(finding: Finding, lang: str) -> dict[str, Any]:
    documents: list[dict[str, Any]] = finding.details.get("documents", [])
    if not documents:
        return {}
    bare = [document for document in documents if stands_unmarked(document, finding)]
    marked = sum(bool(document.get("mark")) for document in documents)
    fields: dict[str, Any] = {"listed_count": finding.details.get("listed", len(documents))}
    if marked:
        fields["marked_count"] = marked
    if bare:
        told = [str(document.get("title") or document.get("number") or "") for document in bare]
        fields |= {"unmarked_count": len(bare), "unmarked_titles": join([f"《{title.strip('《》')}》" for title in told[:5]], lang)}
    return fields


def _pair_fields(finding: Finding, lang: str) -> dict[str, Any]:
    told = []
    for pair in finding.details.get("pairs", []):
        sides = [side for side, key in (("links_to", "links_to"), ("links_back", "links_back")) if pair.get(key) is False]
        if sides:
            words = join([phrase(f"pair.{side}", lang) for side in sides], lang)
            told.append(f"{_quote(str(pair.get('title', '')), lang)}{'：' if lang == 'zh' else ': '}{words}")
    return {"unpaired": ("；" if lang == "zh" else "; ").join(told)} if told else {}


def _charged(row: Mapping[str, Any], lang: str) -> str:
    """A place at fault: what it is called, and what is wrong there."""
    wrong = [str(row[key]) for key in ("newest", "asked", "status") if row.get(key)] + [str(name) for name in row.get("lacks", [])]
    open_, close = ("（", "）") if lang == "zh" else (" (", ")")
    return _quote(str(row.get("what", "")), lang) + (f"{open_}{join(wrong, lang)}{close}" if wrong else "")


def _quote(text: str, lang: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:58]}…"
    return _QUOTED[lang].format(shown)
