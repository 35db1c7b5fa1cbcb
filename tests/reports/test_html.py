"""The HTML is whole in itself, escapes what a site wrote, and has the structure that people and machines rely on."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from spotcheck.audits.details import Details
from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.language import speaking
from spotcheck.reports.duty_facts import anchor
from spotcheck.reports.formats.html import render_quarter, render_site
from spotcheck.reports.quarter_report import quarter_report
from spotcheck.reports.site_report import site_report
from tests.reports import samples

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}'


def site(*findings: object) -> html.HtmlElement:
    facts = site_report(samples.seen(), findings or samples.findings(), [samples.CATALOGUE], samples.AS_OF)  # type: ignore[arg-type]
    return html.document_fromstring(render_site(facts))


def quarter() -> html.HtmlElement:
    sites, draw = samples.quarter_sites()
    facts = quarter_report(quarter="2017Q4", sites=sites, draw=draw, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF)
    return html.document_fromstring(render_quarter(facts))


PAGES = [site, quarter]


def test_a_hostile_title_stays_text() -> None:
    item = samples.finding(
        "2.4.7", Verdict.FAIL, Defect.MISNAMED, evidence=(samples.evidence("/a", HOSTILE),), details=Details(names_seen=(HOSTILE,))
    )
    item = replace(item, title=HOSTILE)
    run = samples.seen(site=samples.SITE.model_copy(update={"name": HOSTILE, "body": HOSTILE}))
    page = html.document_fromstring(render_site(site_report(run, [item], [samples.CATALOGUE], samples.AS_OF)))
    assert len(page.findall(".//script")) == 1
    assert page.findall(".//img") == []
    assert page.findtext(".//h1") == HOSTILE
    assert "49" not in (page.findtext(".//h1") or "")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//czt.example/x", "file:///etc/passwd", "JaVaScRiPt:alert(1)", "http://"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    item = samples.finding("2.4.7", Verdict.FAIL, Defect.BROKEN, evidence=(replace(samples.evidence("/a", "x"), url=url),))
    page = site(item)
    assert url not in page.xpath("//@href")
    assert url.strip() in page.text_content()


@pytest.mark.parametrize("make", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_is_a_web_address_an_anchor_of_the_page_or_a_site_report(make: object) -> None:
    page = make()  # type: ignore[operator]
    anchors = {f"#{name}" for name in page.xpath("//@id")}
    for href in page.xpath("//a/@href"):
        assert href in anchors or href.startswith(("http://", "https://", "sites/")), href


@pytest.mark.parametrize("make", PAGES)
def test_nothing_is_fetched_from_elsewhere(make: object) -> None:
    page = make()  # type: ignore[operator]
    assert page.xpath("//@src | //link | //iframe | //object | //style[contains(., 'url(http') or contains(., '@import')]") == []


@pytest.mark.parametrize("make", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_never_skip_a_level_and_ids_are_unique(make: object) -> None:
    page = make()  # type: ignore[operator]
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("make", PAGES)
def test_every_table_has_a_caption_and_every_chart_a_name_and_a_table(make: object) -> None:
    page = make()  # type: ignore[operator]
    for table in page.iter("table"):
        assert (table.findtext("caption") or "").strip()
        assert table.xpath(".//th[@scope]")
    charts = page.xpath("//svg[@role='img']")
    assert charts
    for chart in charts:
        assert chart.get("aria-label")
        assert chart.xpath("ancestor::table | following::table[1]")


def test_the_language_is_declared() -> None:
    assert site().get("lang") == "zh-CN"
    with speaking("en"):
        assert site().get("lang") == "en"


def test_each_duty_stands_there_once_with_its_evidence_and_hash() -> None:
    page = site()
    for finding in samples.findings():
        (section,) = page.xpath(f"//*[@id='{anchor(finding.duty)}']")
        for item in finding.evidence:
            assert item.url in section.text_content()
            assert item.sha256 in section.text_content()


def test_what_is_advisory_stands_apart_from_the_faults() -> None:
    page = site()
    (advisory,) = page.xpath("//section[@id='advisories']")
    assert "资金管理方式" in advisory.text_content()
    assert "不计入问题" in advisory.text_content()
    (faults,) = page.xpath("//section[@id='g-fail']")
    assert "税收返还和转移支付表" not in faults.text_content()


def test_the_command_to_judge_again_is_printed() -> None:
    assert "spotcheck judge --run czt.yunzhou.example-20180115T021000Z --as-of 2018-01-15" in site().text_content()


def test_the_quarter_links_each_crawled_site() -> None:
    assert len(set(quarter().xpath("//section[@id='sites']//a/@href"))) == 4


def test_characters_that_cannot_be_printed_do_no_harm() -> None:
    item = samples.finding("2.4.7", Verdict.FAIL, Defect.BROKEN, evidence=(samples.evidence("/a", "坏\x00字\ud800符"),))
    assert "坏�字�符" in site(item).text_content()
