"""A notice names what people confirmed and counts the rest; each of its numbers is that of the findings, in every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from spotcheck.audits.reviews import Decision
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.errors import UserError
from spotcheck.config.language import speaking
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports import Earlier, Signed, SiteResult, write_quarter_report
from spotcheck.reports.formats.html import render_quarter
from spotcheck.reports.notice_facts import Reviewed
from spotcheck.reports.quarter_facts import QuarterFacts
from spotcheck.reports.quarter_report import quarter_report
from spotcheck.reports.rates import Unreconciled
from tests.reports import samples

SIGNED = Signed(
    office="云州省人民政府办公厅",
    number="云政办函〔2018〕3号",
    recipients="各市人民政府：",
    dated=date(2018, 1, 22),
    within=15,
    reply_by=date(2018, 2, 11),
    reply_to="省政务公开办",
)
MACHINE_ONLY = replace(SIGNED, public=False)


def many(count: int, verdicts: Sequence[Finding]) -> tuple[list[SiteResult], Draw]:
    """So many sites with the same findings, all drawn."""
    sites = [samples.SITE.model_copy(update={"url": f"http://m{n}.yunzhou.example/", "name": f"第{n}县政府网"}) for n in range(count)]
    results = [SiteResult(site=site, seen=samples.seen(site=site), findings=tuple(verdicts), as_of=samples.AS_OF) for site in sites]
    _, draw = samples.quarter_sites()
    urls = tuple(f"m{n}.yunzhou.example/" for n in range(count))
    return results, replace(draw, population=tuple(sites), drawn=urls)


def facts_of(sites: Sequence[SiteResult], draw: Draw, signed: Signed = SIGNED, **more: Any) -> QuarterFacts:
    given = {"catalogues": [samples.CATALOGUE], "as_of": samples.AS_OF} | more
    return quarter_report(quarter="2017Q4", sites=sites, draw=draw, signed=signed, **given)


def text_of(facts: QuarterFacts, anchor: str = "") -> str:
    return "\n".join(said.text for each in facts.notice.chapters if not anchor or each.anchor == anchor for said in each.paragraphs)


ABSENT = samples.finding("1.2.2", Verdict.FAIL, Defect.ABSENT, evidence=(samples.evidence("/col/c.html", "收费基金"),))


def test_a_public_notice_names_no_site_for_what_only_the_machine_has_judged() -> None:
    sites, draw = samples.quarter_sites()
    one = replace(
        sites[0],
        findings=tuple(samples.said(each, Decision.CONFIRMED) if each.verdict is Verdict.FAIL else each for each in sites[0].findings),
    )
    facts = facts_of([one, *sites[1:]], draw)
    told = text_of(facts) + repr(facts.notice.faults)
    assert "云州省财政厅网站" in told and "清河县人民政府门户网站" not in told
    waiting = sum(each.verdict is Verdict.FAIL for each in sites[1].findings)
    assert f"尚未经人工复核的{waiting}项次，涉及1个网站，复核之前只计数、不点名" in told
    row = facts.sites[1]
    assert (row.standing, row.confirmed, row.counts[0], row.href) == ("未判定", 0, 0, "")
    page = render_quarter(facts)
    assert "s1.yunzhou.example.html" not in page and "s0.yunzhou.example.html" in page


def test_an_internal_edition_names_all_and_leads_to_the_evidence() -> None:
    sites, draw = samples.quarter_sites()
    facts = facts_of(sites, draw, MACHINE_ONLY)
    assert "清河县人民政府门户网站（待复核）" in text_of(facts)
    assert {row.site for row in facts.notice.faults} == {"云州省财政厅网站（待复核）", "清河县人民政府门户网站（待复核）"}
    assert facts.sites[1].standing == "待复核" and facts.sites[1].href
    for row in facts.notice.faults:
        assert row.href.startswith("sites/") and f'href="{row.href}"' in render_quarter(facts)


def test_the_counts_of_a_notice_are_those_of_its_findings() -> None:
    sites, draw = samples.quarter_sites()
    results = samples.confirmed(sites[:1]) + list(sites[1:])
    findings = [each for result in results for each in result.findings]
    fails = sum(each.verdict is Verdict.FAIL for each in findings)
    own = sum(each.verdict is Verdict.FAIL for each in results[0].findings)
    left = sum(each.verdict in (Verdict.UNKNOWN, Verdict.MANUAL) for each in findings)
    facts = facts_of(results, draw)
    overall = text_of(facts, "overall")
    assert f"机器判定不符合的{fails}项次，经人工复核，确认{own}项次，排除误报0项次（不作为问题），尚未复核{fails - own}项次" in overall
    assert f"机器不能判定的{left}项次" in overall and f"其余{left}项次没有结论" in overall
    assert f"经人工确认的问题{own}项次，涉及1个网站" in text_of(facts, "problems")
    assert len(facts.notice.faults) == own == facts.confirmed
    counts = Counter(int(count) for count in re.findall(r"个网站、(\d+)项次：", text_of(facts, "problems")))
    assert sum(number * times for number, times in counts.items()) == own


def test_names_and_addresses_of_an_example_stand_in_its_evidence() -> None:
    results, draw = many(6, [samples.said(ABSENT, Decision.CONFIRMED)])
    told = text_of(facts_of(results, draw), "problems")
    assert "“第0县政府网”“第1县政府网”“第2县政府网”等6个网站未公开“政府性基金目录清单”" in told
    assert f"（见{samples.HOST}/col/c.html）" in told
    assert set(re.findall(r"http[^）]*", told)) == {ABSENT.evidence[0].url}


def test_what_was_rejected_is_told_as_no_fault() -> None:
    results, draw = many(2, [samples.said(ABSENT, Decision.REJECTED)])
    facts = facts_of(results, draw)
    assert "排除误报2项次（不作为问题）" in text_of(facts) and facts.notice.faults == ()
    assert "没有经人工确认的问题" in text_of(facts, "problems")


def test_earlier_faults_are_mended_still_there_or_not_to_be_told() -> None:
    before, _ = many(5, [samples.said(ABSENT, Decision.CONFIRMED)])
    results, draw = many(4, [samples.said(ABSENT, Decision.CONFIRMED)])
    now = [
        results[0],
        replace(results[1], findings=(samples.finding("1.2.2", Verdict.PASS),)),
        replace(results[2], findings=(samples.finding("1.2.2", Verdict.UNKNOWN, reason="timeout"),)),
        replace(results[3], findings=(ABSENT,)),
    ]
    told = text_of(facts_of(now, draw, earlier=Earlier(quarter="2017Q3", sites=before, catalogues=[samples.CATALOGUE])), "again")
    assert "2017年第三季度经人工确认的问题5项次" in told
    assert "已经符合要求1项次，仍然存在1项次，机器判定仍然存在、待人工复核1项次，没能判定1项次" in told and "不在本次检查范围1项次" in told
    assert "仍然存在的：“第0县政府网”“政府性基金目录清单”。" in told and "第3县政府网" not in told


def test_the_change_of_the_pass_rate_is_that_of_the_numbers_printed() -> None:
    rule = samples.ruled(must=("1.2.2",))
    good, bad = samples.finding("1.2.2", Verdict.PASS), samples.said(ABSENT, Decision.CONFIRMED)
    before, _ = many(3, [good])
    before = [before[0], *(replace(each, findings=(bad,)) for each in before[1:])]
    results, draw = many(3, [good])
    results = [*results[:2], replace(results[2], findings=(bad,))]
    told = text_of(facts_of(results, draw, catalogues=[rule], earlier=Earlier(quarter="2017Q3", sites=before, catalogues=[rule])))
    assert "合格率66.7%（2/3）" in told
    assert "合格率由33.3%（1/3）升至66.7%，上升33.4个百分点" in told


def test_counts_that_do_not_agree_are_refused() -> None:
    with pytest.raises(Unreconciled, match="5 judged not met"):
        Reviewed(unmet=5, confirmed=2, rejected=1, waiting=1, undecided=0, found_met=0, found_unmet=0, left=0)


def test_the_brief_has_at_most_500_characters_and_names_nobody() -> None:
    sites, draw = samples.quarter_sites()
    for results in (sites, samples.confirmed(sites)):
        brief = facts_of(results, draw, replace(SIGNED, reply_to="省政务公开办" * 70)).notice.brief
        assert len(brief) <= 500 and "财政厅网站" not in brief and brief.endswith("。")
    assert "经人工确认的问题" in brief and "省政务公开办" not in brief


def test_the_deadline_is_told_with_its_working_days_or_not_at_all() -> None:
    sites, draw = samples.quarter_sites()
    until = "请于2018年2月11日前（自印发之日起15个工作日内）将整改情况报送省政务公开办。"
    assert until in text_of(facts_of(sites, draw), "demands")
    assert "请自印发之日起15个工作日内将整改情况报送" in text_of(facts_of(sites, draw, replace(SIGNED, reply_by=None)), "demands")
    assert "报送" not in text_of(facts_of(sites, draw, Signed()), "demands")


def written(tmp_path: Path, *formats: str, signed: Signed = SIGNED, template: Path | None = None) -> list[Path]:
    sites, draw = samples.quarter_sites()
    return write_quarter_report(
        tmp_path,
        quarter="2017Q4",
        sites=samples.confirmed(sites),
        draw=draw,
        catalogues=[samples.CATALOGUE],
        as_of=samples.AS_OF,
        formats=formats,
        signed=signed,
        template=template,
    )


def test_the_word_file_says_what_the_page_says(tmp_path: Path) -> None:
    sites, draw = samples.quarter_sites()
    facts = facts_of(samples.confirmed(sites), draw)
    (path,) = written(tmp_path, "docx")
    book = docx.Document(str(path))
    lines = [each.text for each in book.paragraphs]
    for chapter in facts.notice.chapters:
        assert chapter.heading in lines and all(said.text in lines for said in chapter.paragraphs)
    assert {"云州省人民政府办公厅", "云政办函〔2018〕3号", facts.title, "各市人民政府：", "2018年1月22日", "（此件公开发布）"} <= set(lines)
    sizes = [len(table.rows) - 1 for table in book.tables]
    assert sizes[:4] == [len(facts.sites), len(facts.notice.faults), len(facts.areas) + 1, len(facts.levels) + 1]
    assert not any("{{" in text or "{%" in text for text in lines)
    fonts = {
        run.element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia"))
        for run in book.styles
        if run.type == 1 and run.element.rPr is not None and run.element.rPr.rFonts is not None
    }
    assert {"仿宋", "黑体", "楷体", "方正小标宋简体"} <= fonts


def test_the_text_of_a_message_is_the_brief(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "text")
    assert path.name == "2017Q4.txt" and 0 < len(path.read_text("utf-8").strip()) <= 500


def test_an_offices_own_template_is_filled_in_and_a_field_nobody_knows_is_named(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("{{ 标题 }}，共{{ 问题表 | length }}项")
    own.save(str(tmp_path / "own.docx"))
    (path,) = written(tmp_path, "docx", template=tmp_path / "own.docx")
    assert re.fullmatch(r"云州省人民政府办公厅关于.*的通报，共\d+项", docx.Document(str(path)).paragraphs[0].text)
    own.add_paragraph("{{ 落款人 }}")
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(UserError, match="落款人") as refused:
        written(tmp_path, "docx", template=tmp_path / "own.docx")
    assert "own.docx" in refused.value.zh and "主送机关" in refused.value.zh
    for bad in ("{{ 标题", "{{ 标题.__class__.__mro__[1].__subclasses__() }}"):
        broken = docx.Document()
        broken.add_paragraph(bad)
        broken.save(str(tmp_path / "bad.docx"))
        with pytest.raises(UserError, match=r"bad\.docx"):
            written(tmp_path, "docx", template=tmp_path / "bad.docx")
    (tmp_path / "no.docx").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match=r"no\.docx"):
        written(tmp_path, "docx", template=tmp_path / "no.docx")


def test_what_a_site_wrote_is_text_in_a_word_file(tmp_path: Path) -> None:
    sites, draw = samples.quarter_sites()
    wild = replace(sites[0], site=sites[0].site.model_copy(update={"name": "<w:p/>{{ 标题 }}&\x07"}), seen=None, findings=())
    (path,) = write_quarter_report(
        tmp_path,
        quarter="2017Q4",
        sites=[wild, *sites[1:]],
        draw=draw,
        catalogues=[samples.CATALOGUE],
        as_of=samples.AS_OF,
        formats=("docx",),
    )
    assert docx.Document(str(path)).tables[0].rows[1].cells[1].text == "<w:p/>{{ 标题 }}&\ufffd"


def test_a_word_file_in_english_is_refused(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(UserError, match="--lang zh"):
        written(tmp_path, "docx")
