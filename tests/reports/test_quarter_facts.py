"""The quarterly report prints only numbers that recompute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spotcheck.config.models import SiteState
from spotcheck.ledger.draw_rows import SiteHistory
from spotcheck.reports.quarter_facts import QuarterFacts, reconcile
from spotcheck.reports.quarter_report import quarter_report, report_hrefs
from spotcheck.reports.rates import Rate, Unreconciled, percent, rate
from tests.reports import samples


def report(**more: Any) -> QuarterFacts:
    sites, draw = samples.quarter_sites()
    given: dict[str, Any] = {
        "quarter": "2017Q4",
        "sites": sites,
        "draw": draw,
        "catalogues": [samples.CATALOGUE],
        "as_of": samples.AS_OF,
        "name": "云州省",
    }
    return quarter_report(**(given | more))


def test_the_title_has_the_form_of_real_notices() -> None:
    assert report().title == "云州省2017年第四季度政府网站与政务公开抽查情况通报"
    assert report(quarter="2019Q2").title == "云州省2019年第二季度政府网站与政务公开检查情况通报"


def test_the_pass_rate_is_of_sites_judged_to_the_end() -> None:
    facts = report()
    assert (facts.qualified, facts.faulty, facts.undecided) == (1, 2, 2)
    assert facts.rate and (facts.rate.part, facts.rate.whole, facts.rate.words) == (1, 3, "33.3%")
    assert facts.bounds and [bound.words for bound in facts.bounds] == ["20.0%", "60.0%"]


def test_without_a_judged_site_no_rate_is_printed() -> None:
    sites, _ = samples.quarter_sites()
    facts = report(sites=[replace(site, seen=None, findings=()) for site in sites])
    assert facts.rate is None
    assert "不计算合格率" in "".join(facts.overview)


def test_a_rate_that_does_not_recompute_is_refused() -> None:
    with pytest.raises(Unreconciled):
        Rate(part=126, whole=134, places=1, words="94.3%")
    assert rate(126, 134).words == "94.0%"


@pytest.mark.parametrize(
    ("part", "whole", "places", "words"),
    [(857, 1910, 1, "44.9%"), (1, 8, 1, "12.5%"), (1, 16, 1, "6.3%"), (5, 8, 0, "63%"), (0, 0, 1, "—")],
)
def test_shares_are_rounded_half_up(part: int, whole: int, places: int, words: str) -> None:
    assert percent(part, whole, places) == words


def test_a_sum_that_does_not_follow_from_its_rows_is_refused() -> None:
    facts = report()
    with pytest.raises(Unreconciled, match="results by region"):
        reconcile(replace(facts, areas=(replace(facts.areas[0], qualified=5), *facts.areas[1:])))


def test_sites_that_were_not_drawn_are_refused() -> None:
    sites, _ = samples.quarter_sites()
    with pytest.raises(Unreconciled, match="draw"):
        report(sites=sites[:-1])


def test_the_draw_is_printed_so_that_it_can_be_drawn_again() -> None:
    facts = report()
    assert "2017Q4-20180110" in [row.value for row in facts.draw]
    assert list(facts.drawn_urls) == [row.url for row in facts.sites]


def test_sites_left_out_of_the_draw_are_named_with_the_reason_and_the_register_by_its_hash() -> None:
    sites, draw = samples.quarter_sites()
    closed = samples.SITE.model_copy(update={"url": "http://old.example/", "name": "旧站", "state": SiteState.CLOSED})
    shared = samples.SITE.model_copy(update={"url": "http://ggzy.example/", "name": "交易平台", "platform": "public-resources"})
    method = {"share": "30%", "by": "level,region,kind"}
    facts = report(draw=replace(draw, register="ab" * 32, method=method, left_out=((closed, "closed"), (shared, "platform"))), sites=sites)
    assert [(row.label, row.value) for row in facts.excluded] == [("旧站", "关停"), ("交易平台", "共享平台")]
    assert "（另有 2 个因故不参加抽取）" in facts.overview[0] and "按层级、地区、类别分层" in facts.overview[0]
    assert "ab" * 32 in [row.value for row in facts.draw]
    assert facts.draw_command.startswith("spotcheck quarter draw 2017Q4 --seed")
    past = (SiteHistory(id="x", since="2017Q1"),)
    assert report(draw=replace(draw, history=past)).draw_command == "spotcheck quarter draw 2017Q4 --annex 2017Q4-draw.json"


def test_each_class_of_problems_names_sites_and_leads_to_their_findings() -> None:
    facts = report()
    assert [problem.heading[:3] for problem in facts.problems[:3]] == ["（一）", "（二）", "（三）"]
    first = facts.problems[0].examples[0]
    assert first.site == "云州省财政厅网站"
    assert first.href == "sites/s0.yunzhou.example.html#d-zhejiang-2017-1-2-2"


def test_what_could_not_be_judged_is_counted_by_reason() -> None:
    facts = report()
    assert sum(row.count for row in facts.undecided_reasons) == next(row.count for row in facts.verdicts if row.key == "unknown") > 0


def test_a_site_that_was_not_crawled_has_no_report_to_link_to() -> None:
    row = report().sites[-1]
    assert row.href == "" and "未能采集" in row.remark


def test_two_sites_never_share_a_file() -> None:
    twins = [
        samples.SITE.model_copy(update={"url": url}) for url in ("http://a.example/x", "http://www.a.example/x/", "https://a.example/x")
    ]
    hrefs = report_hrefs(twins)
    assert len(set(hrefs.values())) == 3


@pytest.mark.parametrize("lang", ["en"])
def test_the_quarter_is_complete_in_english() -> None:
    facts = report()
    assert facts.title.startswith("Notice on the 2017 Q4 check")
    assert not any("一" <= letter <= "鿿" for letter in "".join((*facts.demands, *facts.limits)))
