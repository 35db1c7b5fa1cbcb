"""A finding's stored fields as sentences: what was found, what is missing, why it matters, what to do.

Judges nothing and counts only what the finding itself lists. The sentences are data (sentences.toml).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from spotcheck.audits.reviews import Decision
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.duties import Duty
from spotcheck.config.glossary import term
from spotcheck.config.kinds.base import DaysKind
from spotcheck.config.kinds.blank_columns import BlankColumnsCheck
from spotcheck.config.kinds.channel import ChannelCheck
from spotcheck.config.kinds.column import ColumnCheck
from spotcheck.config.kinds.cross import CrossCheck
from spotcheck.config.kinds.deadline import DeadlineCheck
from spotcheck.config.kinds.documents import DocumentsCheck
from spotcheck.config.kinds.domain import DomainCheck
from spotcheck.config.kinds.fields import FieldsCheck
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.config.kinds.guides import GuidesCheck
from spotcheck.config.kinds.identity import IdentityCheck
from spotcheck.config.kinds.platform import PlatformCheck
from spotcheck.config.kinds.probes import ProbesCheck
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.kinds.stale_columns import StaleColumnsCheck
from spotcheck.config.kinds.tags import TagsCheck
from spotcheck.config.kinds.updates import UpdatesCheck
from spotcheck.config.models import Part
from spotcheck.config.platforms import platform_name
from spotcheck.reports.formatting import clean, join, period_name

_LACKING = {Defect.ABSENT, Defect.GAP, Defect.INCOMPLETE}
_NAMED = 12  # places that a sentence names
_QUOTED = {"zh": "“{}”", "en": "“{}”"}


@cache
def sentences() -> dict[str, Any]:
    """The tables of sentences.toml."""
    return tomllib.loads(files("spotcheck.reports").joinpath("sentences.toml").read_text("utf-8"))


def phrase(path: str, lang: str, **fields: object) -> str:
    """The one sentence at ``path`` (dotted), filled in. A missing sentence or field raises: wording must be complete."""
    table: Any = sentences()
    for step in path.split("."):
        table = table[step]
    return str(table[lang]).format(**fields)


def found(finding: Finding, duty: Duty | None, as_of: date, lang: str) -> tuple[str, ...]:
    """What was found, the headline first; never empty."""
    fields = facts_of(finding, duty, as_of, lang)
    said = by_people(finding, lang)
    if said and not finding.defects:
        return said
    told: list[str] = []
    if finding.verdict is Verdict.FAIL:
        for kind in dict.fromkeys(check.kind for check in duty.checks) if duty else ():
            told += _filled(sentences()["fail"].get(kind, {}).get(lang, []), fields, first=True)
        for defect in () if told else finding.defects:
            table = sentences()["defect"][defect.value]
            told += _filled(table["found"][lang], fields, first=table.get("choose") == "first") or [table["plain"][lang]]
    elif finding.verdict is Verdict.UNKNOWN:
        table = _reason_table(finding.reason)
        told += _filled(table["found"][lang], fields, first=table.get("choose") == "first")
    elif finding.verdict is Verdict.PASS and duty:
        for kind in dict.fromkeys(check.kind for check in duty.checks):
            table = sentences()["pass"][kind]
            told += _filled(table[lang], fields, first=table.get("choose") == "first")
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
        return (str(_reason_table(finding.reason)["do"][lang]),)
    if finding.verdict is Verdict.MANUAL:
        return (phrase("plain.manual_do", lang),)
    return ()


def asks(duty: Duty | None, lang: str) -> str:
    """What the duty requires: in Chinese the catalogue's own words, in English told from its checks."""
    if duty is None:
        return ""
    if lang == "zh":
        return duty.requires
    told: list[str] = []
    for check in duty.checks:
        told += _filled(sentences()["asks"][check.kind][lang], _check_fields(check, lang), first=False)
    return " ".join(dict.fromkeys(told))


def notes(finding: Finding, lang: str) -> list[str]:
    """The note codes of a finding in words; a code without words is shown as it is, so that none is lost."""
    table = sentences()["note"]
    facts = {"hits_count": finding.details.get("hits_count", "")}
    return [table[code][lang].format_map(facts) if code in table else code for code in map(str, finding.details.get("notes", []))]


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
    fields: dict[str, Any] = _duty_fields(duty, lang) if duty else {}
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


def reason_label(reason: str, lang: str) -> str:
    """The name of a reason: one of our own, or the outcome of a visit."""
    return term("reason", reason, lang)


def _reason_table(reason: str | None) -> Mapping[str, Any]:
    table: Mapping[str, Any] = sentences()["reason"]
    if reason is None:
        return {"found": {"zh": [], "en": []}, "do": sentences()["reason"]["no_basis"]["do"]}
    chosen: Mapping[str, Any] = table.get(reason, table["visit"])
    return chosen


def _filled(lines: list[str], fields: Mapping[str, str], *, first: bool) -> list[str]:
    told = [line.format_map(fields) for line in lines if all(name in fields for _, name, _, _ in Formatter().parse(line) if name)]
    return told[:1] if first else told


def _duty_fields(duty: Duty, lang: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for check in duty.checks:
        fields = _check_fields(check, lang) | fields
    return fields


def _check_fields(check: CheckSpec, lang: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    if isinstance(check, FreshCheck):
        fields |= {"max_age_days": str(check.max_age_days)} if check.max_age_days is not None else {}
    if isinstance(check, ColumnCheck | FieldsCheck | ChannelCheck):
        fields["accepted"] = ("”或“" if lang == "zh" else "” or “").join(check.names.accepted[:3])
    if isinstance(check, DocumentsCheck) and check.period:
        fields |= {"period": check.period.value, "latest": str(check.latest)}
    if isinstance(check, DeadlineCheck) and check.by:
        fields["by"] = check.by.isoformat()
    if isinstance(check, DeadlineCheck) and check.within and check.counted_from:
        within = f"{check.within} working" if check.days is DaysKind.WORKING else str(check.within)
        start = "its own day of issue" if check.counted_from == "issued" else str(check.counted_from)
        fields |= {"within": within, "counted_from": start}
    if isinstance(check, PlatformCheck | CrossCheck):
        fields["platforms"] = join([platform_name(each) for each in check.platforms], lang)
    if isinstance(check, StaleColumnsCheck | BlankColumnsCheck | UpdatesCheck):
        fields["at_least"] = str(check.least)
    if isinstance(check, UpdatesCheck):
        fields["max_age_days"] = str(check.max_age_days)
    if isinstance(check, ProbesCheck):
        fields |= {"share": f"{check.share:.0%}", "per_day": str(check.per_day)}
    if isinstance(check, TagsCheck):
        fields["tags"] = join(list(check.tags), lang)
    if isinstance(check, DomainCheck):
        fields["suffixes"] = join(list(check.suffixes), lang)
    parts: tuple[Part, ...] = ()
    if isinstance(check, FieldsCheck | GuidesCheck):
        parts = check.fields
    elif isinstance(check, DocumentsCheck | IdentityCheck):
        parts = check.parts
    required = [part.name for part in parts if part.required]
    return fields | ({"required": join(required, lang)} if required else {})


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
