"""A finding's stored fields as sentences: what was found, what is missing, why it matters, what to do.

Judges nothing and counts only what the finding itself lists. The sentences are data (sentences.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.checks import (
    BlankColumnsCheck,
    ChannelCheck,
    CheckSpec,
    ColumnCheck,
    CrossCheck,
    DaysKind,
    DeadlineCheck,
    DocumentsCheck,
    DomainCheck,
    FieldsCheck,
    FreshCheck,
    GuidesCheck,
    IdentityCheck,
    PlatformCheck,
    ProbesCheck,
    StaleColumnsCheck,
    TagsCheck,
    UpdatesCheck,
)
from spotcheck.config.duties import Duty
from spotcheck.config.models import Part
from spotcheck.config.platforms import platform_name
from spotcheck.reports.detail_fields import by_people, finding_fields, notes
from spotcheck.reports.formatting import clean, join
from spotcheck.reports.phrases import phrase, sentences


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


def asked(finding: Finding, duty: Duty | None) -> tuple[str, ...]:
    """The questions that a person answers, in the catalogue's own words, which are Chinese; nothing where the machine decided."""
    if finding.verdict is not Verdict.MANUAL:
        return ()
    return finding.details.form or (duty.form if duty else ())


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


def facts_of(finding: Finding, duty: Duty | None, as_of: date, lang: str) -> dict[str, str]:
    """The fields that sentences may name; what is not known is left out."""
    fields = (_duty_fields(duty, lang) if duty else {}) | finding_fields(finding, lang) | {"as_of": as_of.isoformat()}
    return {name: clean(value) for name, value in fields.items() if value}


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
