"""The quarterly report prints only numbers that recompute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spotcheck.config.models import SiteState
from spotcheck.ledger.draw_rows import SiteHistory
from spotcheck.reports.notice_facts import Signed
from spotcheck.reports.quarter_facts import QuarterFacts, reconcile
from spotcheck.reports.quarter_report import quarter_report, report_hrefs
from spotcheck.reports.rates import Rate, Unreconciled, percent, rate
from tests.reports import samples


def report(**more: Any) -> QuarterFacts:
    sites, draw = samples.quarter_sites()
    given: dict[str, Any] = {
        "quarter": "2017Q4",
        "sites": samples.confirmed(sites),
        "draw": draw,
        "catalogues": [samples.CATALOGUE],
        "as_of": samples.AS_OF,
        "signed": Signed(place="云州省"),
    }
    return quarter_report(**(given | more))


RULED = [samples.ruled(must=("2.4.3",))]


@pytest.mark.parametrize(
    ("quarter", "word"), [("2015Q3", "普查"), ("2016Q1", "抽查"), ("2017Q4", "抽查"), ("2019Q1", "抽查"), ("2019Q2", "检查")]
)
def test_the_title_has_the_form_of_the_notices_of_its_time(quarter: str, word: str) -> None:
    title = report(quarter=quarter).title
    assert title.startswith(f"云州省{quarter[:4]}年第") and title.endswith(f"季度政府网站与政务公开{word}情况通报")


def test_with_a_rule_the_pass_rate_is_of_sites_judged_to_the_end() -> None:
    facts = report(catalogues=RULED)
    assert (facts.qualified, facts.faulty, facts.undecided) == (2, 2, 1)
    assert facts.rate and (facts.rate.part, facts.rate.whole, facts.rate.words) == (2, 4, "50.0%")
    assert facts.bounds and [bound.words for bound in facts.bounds] == ["40.0%", "60.0%"]
    assert [row.label for row in facts.standings] == ["合格", "不合格", "未判定"]


def test_without_a_rule_nobody_is_called_qualified_and_no_rate_is_printed() -> None:
    facts = report()
    assert (facts.qualified, facts.faulty, facts.undecided, facts.rate, facts.bounds) == (1, 2, 2, None, None)
    told = repr((facts.standings, facts.sites, facts.notice, facts.key_figures))
    assert "合格率" not in told and "'合格'" not in told and "不合格" not in told
    assert "没有规定合格标准" in told and "没有规定合格标准" in facts.rate_note


def test_faults_that_nobody_has_confirmed_make_no_site_faulty() -> None:
    sites, _ = samples.quarter_sites()
    for catalogues in ([samples.CATALOGUE], RULED):
        facts = report(sites=sites, catalogues=catalogues)
        assert (facts.faulty, facts.undecided, facts.confirmed) == (0, 4 if catalogues is not RULED else 3, 0)
        assert "有2个由机器判定存在问题、尚待人工复核" in facts.notice.chapters[0].paragraphs[-3].text


def test_without_a_judged_site_no_rate_is_printed() -> None:
    sites, _ = samples.quarter_sites()
    facts = report(sites=[replace(site, seen=None, findings=()) for site in sites], catalogues=RULED)
    assert facts.rate is None
    assert "不计算合格率" in "".join(said.text for said in facts.notice.chapters[0].paragraphs)


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
    told = "".join(said.text for said in facts.notice.chapters[0].paragraphs)
    assert "（另有2个因故不参加抽取）" in told and "按层级、地区、类别分层" in told
    assert "ab" * 32 in [row.value for row in facts.draw]
    assert facts.draw_command.startswith("spotcheck quarter draw 2017Q4 --seed")
    past = (SiteHistory(id="x", since="2017Q1"),)
    assert report(draw=replace(draw, history=past)).draw_command == "spotcheck quarter draw 2017Q4 --annex 2017Q4-draw.json"


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
    assert facts.title.startswith("Notice on the 2017 Q4 spot check")
    told = [*facts.limits, facts.notice.opening, *(said.text for said in facts.notice.chapters[-1].paragraphs), facts.rate_note]
    assert not any("一" <= letter <= "鿿" for letter in "".join(told).replace(samples.CATALOGUE.title, ""))
