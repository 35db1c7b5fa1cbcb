"""Facts as a Word file, from the shipped template or the office's own. Official documents are Chinese: another language is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.language import Language, language
from spotcheck.reports.facts import SiteFacts
from spotcheck.reports.formats.base import QuarterReport, SiteReport
from spotcheck.reports.letters import LetterFacts
from spotcheck.reports.quarter_facts import AreaRow, QuarterFacts, reconcile
from spotcheck.reports.word_files import fill_in, template_of

WITH_SITES = False
_INDENT = "　　　"  # the annexes below the first stand below its number


def write_site(path: Path, report: SiteReport) -> None:
    """The report of a site: its head, counts and faults."""
    _chinese_only()
    fill_in(template_of("site", report.template), site_fields(report.facts), path)


def write_quarter(path: Path, report: QuarterReport) -> None:
    """The notice of a quarter. Raises ``Unreconciled`` when a sum or rate does not recompute."""
    _chinese_only()
    reconcile(report.facts)
    fill_in(template_of("notice", report.template), notice_fields(report.facts), path)


def write_letter(path: Path, letter: LetterFacts, template: Path | None = None) -> None:
    """The letter to one body."""
    _chinese_only()
    fill_in(template_of("letter", template), letter_fields(letter), path)


def notice_fields(facts: QuarterFacts) -> dict[str, object]:
    """What a template of the notice may name."""
    told = facts.notice
    return {
        **_head(told.office, told.number, told.title, told.recipients, told.annexes, told.signed, told.dated),
        "附注": told.remark,
        "开头": told.opening,
        "章节": [
            {"标题": chapter.heading, "段落": [{"文字": each.text, "小标题": each.heading} for each in chapter.paragraphs]}
            for chapter in told.chapters
        ],
        "简讯": told.brief,
        "网站表": [
            {
                "序号": row.number,
                "名称": row.name,
                "网址": row.url,
                "单位": row.body,
                "地区": row.area,
                "层级": row.level,
                "结果": row.standing,
                "问题数": row.confirmed,
                "说明": row.remark,
            }
            for row in facts.sites
        ],
        "问题表标题": told.faults_title,
        "问题表": [
            {
                "序号": row.number,
                "网站": row.site,
                "检查项": row.duty,
                "问题": row.text,
                "网址": row.url + (f"\n证据编号 {row.evidence}" if row.evidence else ""),
            }
            for row in told.faults
        ],
        "地区表": [_area(row) for row in (*facts.areas, facts.areas_total)],
        "层级表": [_area(row) for row in (*facts.levels, facts.areas_total)],
        **dict(zip(("甲", "乙", "丙"), (row.label for row in facts.standings), strict=True)),
        "丁": "合格率" if facts.ruled else "备注",
        "合格率说明": facts.rate_note,
        "抽样": [{"名称": row.label, "内容": row.value} for row in (*facts.draw, *facts.method)],
        "限制": list(facts.limits),
    }


def letter_fields(letter: LetterFacts) -> dict[str, object]:
    """What a template of the letter may name."""
    return {
        **_head(letter.office, letter.number, letter.title, letter.recipients, letter.annexes, letter.signed, letter.dated),
        "段落": list(letter.paragraphs),
        "问题表": [
            {
                "序号": row.number,
                "网站": row.site,
                "检查项": row.duty,
                "问题": row.text,
                "网址": row.url,
                "要求": row.todo,
                "时限": row.until,
            }
            for row in letter.rows
        ],
    }


def site_fields(facts: SiteFacts) -> dict[str, object]:
    """What a template of a site's report may name."""
    return {
        "标题": facts.title,
        "提示": [f"{banner.title}：{''.join(banner.lines)}" for banner in facts.banners],
        "概况": [{"名称": row.label, "内容": row.value} for row in facts.head],
        "结论": facts.sentence,
        "计数": [{"名称": row.label, "数量": row.count, "占比": row.share} for row in facts.counts],
        "组": [
            {
                "标题": group.title,
                "说明": group.lead,
                "事项": [
                    {
                        "序号": number,
                        "事项": f"{duty.number} {duty.title}",
                        "判定": duty.brief,
                        "情况": duty.headline,
                        "网址": duty.evidence[0].url if duty.evidence else "",
                        "建议": duty.actions[0] if duty.actions else "",
                    }
                    for number, duty in enumerate(group.duties, 1)
                ],
            }
            for group in facts.groups
            if group.open
        ],
    }


def _head(
    office: str, number: str, title: str, recipients: str, annexes: Sequence[str], signed: str, dated: str
) -> Mapping[str, str | list[str]]:
    listed = [f"{'附件：' if place == 0 else _INDENT}{name}" for place, name in enumerate(annexes)]
    return {
        "发文机关": office,
        "发文字号": number,
        "标题": title,
        "主送机关": recipients,
        "附件目录": listed,
        "署名": signed,
        "成文日期": dated,
    }


def _area(row: AreaRow) -> dict[str, str | int]:
    return {
        "名称": row.label,
        "登记": row.registered,
        "抽查": row.drawn,
        "比例": row.share.words,
        "甲": row.qualified,
        "乙": row.faulty,
        "丙": row.undecided,
        "合格率": row.rate.words if row.rate else "",
    }


def _chinese_only() -> None:
    if language() is not Language.ZH:
        raise UserError(zh="docx 是中文公文；请用 --lang zh", en="docx files are official documents, which are Chinese; use --lang zh")
