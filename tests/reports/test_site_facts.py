"""The numbers and the order of a site report follow from its findings alone."""

from __future__ import annotations

from collections import Counter

import pytest

from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.reports.facts import SiteFacts
from spotcheck.reports.site_report import site_report, standing
from tests.reports import samples


def report(findings: tuple[Finding, ...] | None = None, *, public: bool = True, complete: bool = True) -> SiteFacts:
    chosen = samples.findings() if findings is None else findings
    return site_report(samples.seen(complete=complete), chosen, [samples.CATALOGUE], samples.AS_OF, public=public)


def test_counts_are_those_of_the_findings() -> None:
    facts = report()
    counted = Counter(finding.verdict.value for finding in samples.findings())
    assert {row.key: row.count for row in facts.counts} == {verdict.value: counted[verdict.value] for verdict in Verdict}
    assert facts.total == len(facts.overview) == sum(len(group.duties) for group in facts.groups) == len(samples.findings())


def test_faults_come_first_and_the_gravest_first() -> None:
    tones = [duty.tone for duty in report().overview]
    assert tones == sorted(tones, key=["fail", "unknown", "manual", "pass", "not_applicable"].index)
    gravity = [list(Defect).index(Defect(duty.defect_keys[0])) for duty in report().overview if duty.defect_keys]
    assert gravity == sorted(gravity)


def test_the_order_does_not_depend_on_the_order_of_the_findings() -> None:
    assert report(tuple(reversed(samples.findings()))) == report()


def test_the_chart_shows_the_counts_of_the_table() -> None:
    facts = report()
    assert [segment.title for segment in facts.chart.segments] == [f"{row.label} {row.count}" for row in facts.counts if row.count]
    last = facts.chart.segments[-1]
    assert last.x + last.width == pytest.approx(100, abs=0.01)


def test_addresses_add_up_to_what_was_known() -> None:
    unseen = report().unseen
    assert unseen.total == sum(row.count for row in unseen.outcomes) == sum(row.count for row in unseen.classes)
    assert sum(group.count for group in unseen.groups) == unseen.total - samples.seen().outcomes["read"]


def test_what_is_not_listed_is_counted() -> None:
    group = next(group for group in report().unseen.groups if group.count == 75)
    assert len(group.items) == 60
    assert "15" in group.more


def test_only_a_whole_certificate_says_that_everything_was_read() -> None:
    by_number = {duty.number: duty for duty in report().overview}
    absent, unknown = by_number["1.2.2"].certificate, by_number["2.4.4"].certificate
    assert absent and absent.proves and not absent.unread
    assert unknown and not unknown.proves and "9" in unknown.sentence and "7" in unknown.unread_more


def test_an_incomplete_run_is_said_on_top() -> None:
    assert [banner.tone for banner in report(complete=False).banners] == ["trial", "incomplete"]


def test_quotations_are_masked_unless_the_report_is_internal() -> None:
    assert "13800138000" not in repr(report()) and "张三丰" not in repr(report())
    assert "13800138000" in repr(report(public=False))


def test_a_clean_result_with_doubts_is_not_called_clean() -> None:
    doubtful = (samples.finding("7.0.1", Verdict.UNKNOWN, reason="undated"), samples.finding("2.4.3", Verdict.PASS))
    assert "不能据此认为全部符合要求" in report(doubtful).sentence


@pytest.mark.parametrize(
    ("verdicts", "complete", "expected"),
    [
        ([Verdict.PASS, Verdict.MANUAL, Verdict.NOT_APPLICABLE], True, "qualified"),
        ([Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN], True, "faulty"),
        ([Verdict.PASS, Verdict.FAIL], False, "faulty"),
        ([Verdict.PASS, Verdict.UNKNOWN], True, "undecided"),
        ([Verdict.PASS], False, "undecided"),
        ([], True, "undecided"),
    ],
)
def test_a_site_counts_as_qualified_only_when_judged_to_the_end(verdicts: list[Verdict], complete: bool, expected: str) -> None:
    findings = [samples.finding("7.0.1", verdict) for verdict in verdicts]
    assert standing(samples.seen(complete=complete), findings) == expected


def test_a_site_that_was_not_crawled_is_undecided() -> None:
    assert standing(None, []) == "undecided"


@pytest.mark.parametrize("lang", ["en"])
def test_an_english_report_is_english_but_for_names_and_quotations() -> None:
    facts = report()
    for duty in facts.overview:
        assert not any("一" <= letter <= "鿿" for letter in "".join((*duty.actions, *duty.why, duty.verdict, *duty.defects)))
