"""Findings of the demonstration province beside the truth about it. Knows no other site."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.audits.verdicts import Finding
from spotcheck.config.errors import say
from spotcheck.config.models import Site
from spotcheck.crawler.urls import host
from spotcheck.demo import truth


def compare(judged: Sequence[tuple[Site, Sequence[Finding]]]) -> str:
    """One line: planted faults found, and wrong accusations (a fault where there is none, or another than the one planted)."""
    planted = found = wrong = differing = 0
    for site, findings in judged:
        expected = truth(host(site.url))
        for finding in findings:
            right = expected.get(finding.duty.partition("/")[2])
            if right is None:
                continue
            said = (finding.verdict.value, finding.defect.value if finding.defect else None)
            meant = (right.verdict, right.defect)
            planted += right.verdict == "fail"
            found += right.verdict == "fail" and said == meant
            wrong += finding.verdict.value == "fail" and said != meant
            differing += said != meant
    return say(
        f"与演示省的真实情况比较：植入的问题 {planted} 处，找到 {found} 处；错误指控 {wrong} 处；其余判定不同 {differing - wrong} 处",
        f"compared with the truth: {found} of {planted} planted faults found, {wrong} wrong accusations, "
        f"{differing - wrong} other verdicts that differ",
    )
