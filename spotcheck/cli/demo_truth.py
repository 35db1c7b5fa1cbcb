"""Findings of the demonstration province beside the truth about it. Knows no other site."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.audits.verdicts import Finding
from spotcheck.config.language import say
from spotcheck.config.models import Site
from spotcheck.crawler.urls import host
from spotcheck.demo import truth


def compare(judged: Sequence[tuple[Site, Sequence[Finding]]]) -> tuple[str, list[str]]:
    """One line of counts, and a line for each finding that is not the truth.

    A wrong accusation is a fault where there is none, or another than the one planted.
    """
    planted = found = wrong = 0
    differing = []
    for site, findings in judged:
        expected = truth(host(site.url))
        for finding in findings:
            number = finding.duty.partition("/")[2]
            if number not in expected:
                continue
            right = expected[number]
            said = (finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason)
            meant = (right.verdict, right.defect, right.reason)
            planted += right.verdict == "fail"
            found += right.verdict == "fail" and said == meant
            wrong += finding.verdict.value == "fail" and said != meant
            if said != meant:
                differing.append(f"{host(site.url)} {number}: {_told(said)} ≠ {_told(meant)} ({right.why})")
    line = say(
        f"与演示省的真实情况比较：植入的问题 {planted} 处，找到 {found} 处；错误指控 {wrong} 处",
        f"compared with the truth: {found} of {planted} planted faults found, {wrong} wrong accusations",
    )
    return line, differing


def _told(finding: tuple[str, str | None, str | None]) -> str:
    return " ".join(word for word in finding if word)
