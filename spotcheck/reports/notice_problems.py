"""The problems of a notice: what people confirmed, by class, with names and an example; the rest as numbers.

Names nobody in public on what the machine alone has judged. A sentence says what its finding says, and cites where it was seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spotcheck.audits.standing import confirmed
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.glossary import term
from spotcheck.config.language import join, say
from spotcheck.reports.duty_facts import anchor
from spotcheck.reports.facts import DutyFacts, SiteFacts
from spotcheck.reports.formatting import chinese_number
from spotcheck.reports.labels import label
from spotcheck.reports.notice_facts import FaultRow, Said
from spotcheck.reports.notice_words import words
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.rates import Unreconciled

_NAMED = 3  # sites named in a sentence
_SENTENCES = 4  # duties told of in a class


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of a site in words. ``name``: of the site, with a remark where nobody has confirmed it."""

    name: str
    url: str
    finding: Finding
    told: DutyFacts
    confirmed: bool
    href: str


def faults_of(sites: Sequence[SiteResult], reports: Mapping[str, SiteFacts], hrefs: Mapping[str, str]) -> list[Fault]:
    """Every fault of a quarter, the gravest class first, sites in the order drawn."""
    found = []
    for result in sites:
        report = reports.get(result.site.url)
        told = {duty.finding_id: duty for duty in report.overview} if report else {}
        for finding in result.findings:
            if report is None or finding.verdict is not Verdict.FAIL:
                continue
            sure = confirmed(finding)
            href = hrefs.get(result.site.url, "")
            found.append(
                Fault(
                    name=report.site_name + ("" if sure else words("unreviewed")),
                    url=result.site.url,
                    finding=finding,
                    told=told[finding.duty],
                    confirmed=sure,
                    href=f"{href}#{anchor(finding.duty)}" if href else "",
                )
            )
    order = [*Defect, None]
    return sorted(found, key=lambda fault: order.index(fault.finding.defect))


def class_name(defect: Defect | None) -> str:
    """What a class of problems is called."""
    return term("defect", defect.value) if defect else label("problem_by_hand")


def by_class(faults: Sequence[Fault]) -> list[tuple[Defect | None, list[Fault]]]:
    """Faults by headline defect, the gravest class first; what people found without a defect comes last."""
    classes: dict[Defect | None, list[Fault]] = defaultdict(list)
    for fault in faults:
        classes[fault.finding.defect].append(fault)
    return list(classes.items())


def problem_paragraphs(faults: Sequence[Fault], *, public: bool) -> list[Said]:
    """The chapter on problems. ``public``: names what a person confirmed, and counts the rest."""
    sure = [fault for fault in faults if fault.confirmed]
    waiting = [fault for fault in faults if not fault.confirmed]
    named = sure if public else list(faults)
    lead = words("lead", faults=len(sure), sites=_sites(sure)) if sure else words("lead_none")
    told = [Said(text=lead)]
    for number, (defect, group) in enumerate(by_class(named), 1):
        count = say(chinese_number(number), str(number))
        told.append(Said(text=words("class_heading", number=count, name=class_name(defect)), heading=True))
        told.append(_class(defect, group, public=public))
    if waiting:
        kinds = join(words("waiting_kind", name=class_name(defect), count=len(group)) for defect, group in by_class(waiting))
        told.append(Said(text=words("waiting", count=len(waiting), sites=_sites(waiting), kinds=kinds)))
    return told


def fault_rows(faults: Sequence[Fault], *, public: bool) -> tuple[FaultRow, ...]:
    """The annex of faults: in public those that a person confirmed, else all, with evidence and links."""
    shown = [fault for fault in faults if fault.confirmed or not public]
    return tuple(
        FaultRow(
            number=number,
            site=fault.name,
            duty=f"{fault.told.number} {fault.told.title}",
            text=fault.told.headline,
            url=fault.told.evidence[0].url if fault.told.evidence else "",
            evidence="" if public else fault.told.evidence_id,
            href="" if public else fault.href,
        )
        for number, fault in enumerate(shown, 1)
    )


def _class(defect: Defect | None, group: Sequence[Fault], *, public: bool) -> Said:
    duties: dict[str, list[Fault]] = defaultdict(list)
    for fault in group:
        duties[fault.finding.duty].append(fault)
    ordered = sorted(duties.values(), key=lambda each: -len(each))
    shown, hidden = ordered[:_SENTENCES], ordered[_SENTENCES:]
    key = f"said_{defect.value}" if defect else "said_by_hand"
    sentences = [words(key, sites=_names(each), duty=each[0].told.title) for each in shown]
    counts = words("class_counts", sites=_sites(group), findings=len(group))
    if len(group) == 1:
        return Said(text=counts + sentences[0] + _seen(group[0]), links=_links(group, public=public))
    text = counts + say("；", "; ").join(sentences) + say("。", ".")
    more = sum(map(len, hidden))
    if more + sum(map(len, shown)) != len(group):
        raise Unreconciled(f"{len(group)} findings of a class are not {more} more than those told")
    text += say("", " ") + _example(shown[0][0])
    if more:
        text += say("", " ") + words("class_more", count=more)
    return Said(text=text, links=_links([fault for each in shown for fault in each], public=public))


def _links(faults: Sequence[Fault], *, public: bool) -> tuple[tuple[str, str], ...]:
    return () if public else tuple((f"{fault.name} {fault.told.number}", fault.href) for fault in faults if fault.href)


def _example(fault: Fault) -> str:
    return words("example", site=words("name", name=fault.name), duty=fault.told.title) + _seen(fault)


def _seen(fault: Fault) -> str:
    """What was found, in the report's own sentence, and where."""
    where = fault.told.evidence[0].url if fault.told.evidence else ""
    address = words("address", url=where) if where else ""
    return say("：", ": ") + fault.told.headline.rstrip("。.") + address + say("。", ".")


def _names(group: Sequence[Fault]) -> str:
    names = [words("name", name=fault.name) for fault in group]
    shown = say("", ", ").join(names[:_NAMED])  # names in Chinese quotation marks stand without commas
    return shown if len(names) <= _NAMED else words("names_more", names=shown, count=len(names))


def _sites(faults: Sequence[Fault]) -> int:
    return len(Counter(fault.url for fault in faults))
