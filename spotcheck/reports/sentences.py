"""A finding's stored fields as sentences: what was found, what is missing, why it matters, what to do.

Judges nothing and counts only what the finding itself lists. The sentences are data (sentences.toml).
"""

from __future__ import annotations

from datetime import date

from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.config.duties import Duty
from spotcheck.config.language import language
from spotcheck.reports.detail_fields import by_people, finding_fields, notes
from spotcheck.reports.formatting import clean
from spotcheck.reports.kind_sentences import asks_of, facts_of_settings, fails_of, filled, passes_of
from spotcheck.reports.phrases import phrase, reason_table, sentences


def found(finding: Finding, duty: Duty | None, as_of: date) -> tuple[str, ...]:
    """What was found, the headline first; never empty."""
    fields = facts_of(finding, duty, as_of)
    said = by_people(finding)
    if said and not finding.defects:
        return said
    told: list[str] = []
    if finding.verdict is Verdict.FAIL:
        told += fails_of(duty, fields) if duty else []
        for defect in () if told else finding.defects:
            table = sentences()["defect"][defect.value]
            told += filled(table["found"][language()], fields, first=table.get("choose") == "first") or [table["plain"][language()]]
    elif finding.verdict is Verdict.UNKNOWN:
        table = reason_table(finding.reason)
        told += filled(table["found"][language()], fields, first=table.get("choose") == "first")
    elif finding.verdict is Verdict.PASS and duty:
        told += passes_of(duty, fields)
    told += [*said, *notes(finding)]
    if not told or (finding.verdict is Verdict.MANUAL and len(told) == len(notes(finding))):
        told.insert(0, phrase(f"plain.{finding.verdict.value}"))
    return tuple(dict.fromkeys(told))


def asked(finding: Finding, duty: Duty | None) -> tuple[str, ...]:
    """The questions that a person answers, in the catalogue's own words, which are Chinese; nothing where the machine decided."""
    if finding.verdict is not Verdict.MANUAL:
        return ()
    return finding.details.form or (duty.form if duty else ())


def why(finding: Finding) -> tuple[str, ...]:
    """Why the defects matter."""
    return tuple(phrase(f"defect.{defect.value}.why") for defect in finding.defects)


def actions(finding: Finding, duty: Duty | None) -> tuple[str, ...]:
    """What to do. The rule's own advice, which is Chinese, leads in Chinese reports."""
    if finding.verdict is Verdict.FAIL:
        own = [duty.advice] if duty and duty.advice and language() == "zh" else []
        return tuple(own + [phrase(f"defect.{defect.value}.do") for defect in finding.defects])
    if finding.verdict is Verdict.UNKNOWN:
        return (str(reason_table(finding.reason)["do"][language()]),)
    if finding.verdict is Verdict.MANUAL:
        return (phrase("plain.manual_do"),)
    return ()


def asks(duty: Duty | None) -> str:
    """What the duty requires: in Chinese the catalogue's own words, in English told from its checks."""
    if duty is None:
        return ""
    if language() == "zh":
        return duty.requires
    return " ".join(dict.fromkeys(line for check in duty.checks for line in asks_of(check)))


def facts_of(finding: Finding, duty: Duty | None, as_of: date) -> dict[str, str]:
    """The fields that sentences may name; what is not known is left out."""
    fields = (facts_of_settings(duty) if duty else {}) | finding_fields(finding) | {"as_of": as_of.isoformat()}
    return {name: clean(value) for name, value in fields.items() if value}
