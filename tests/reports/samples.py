"""Findings of every verdict, defect and kind of reason at an invented site, for the tests and for looking at the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from spotcheck.audits.details import Details, DuePeriod, ListedDocument
from spotcheck.audits.reviews import Decision, Review, reviewed
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.duties import Bound, Catalogue, Clause, Duty, Scope, StandingRule
from spotcheck.config.kinds.base import Due, Period
from spotcheck.config.kinds.column import ColumnCheck
from spotcheck.config.kinds.documents import DocumentsCheck
from spotcheck.config.kinds.fields import FieldsCheck
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.config.kinds.marking import MarkingCheck
from spotcheck.config.kinds.pairing import PairingCheck
from spotcheck.config.kinds.series import SeriesCheck
from spotcheck.config.models import Confidence, Function, Level, Names, Part, Site, Terms
from spotcheck.crawler.records import Outcome, Role, Visit
from spotcheck.crawler.urls import key
from spotcheck.ledger.draw_rows import Draw
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.reports.facts import Seen
from spotcheck.reports.quarter_facts import SiteResult

AS_OF = date(2018, 1, 15)
HOST = "http://czt.yunzhou.example"
SITE = Site(
    url=f"{HOST}/",
    name="云州省财政厅网站",
    code="9900000005",
    body="云州省财政厅",
    level=Level.PROVINCE,
    region="云州省",
    functions=frozenset({Function.FINANCE}),
)
_ALL = Terms(all=(("公开",),))
_BOUND = Bound(scope=Scope.EVERYBODY, levels=(Level.PROVINCE, Level.CITY, Level.COUNTY))


def _duty(number: str, title: str, check: object, requires: str, advice: str) -> Duty:
    return Duty(
        id=number,
        title=title,
        requires=requires,
        cadence="standing",
        confidence=Confidence.A,
        bound=_BOUND,
        checks=(check,),  # type: ignore[arg-type]
        advice=advice,
    )


_LIST = FieldsCheck(
    kind="fields",
    names=Names(accepted=("行政事业性收费目录清单", "收费目录清单")),
    items=_ALL,
    fields=(Part(name="项目名称", any=("项目名称",)), Part(name="政策依据", any=("政策依据",))),
)
_FUNDS = _LIST.model_copy(update={"names": Names(accepted=("政府性基金目录清单",))})
_BUDGET = DocumentsCheck(kind="documents", items=_ALL, period=Period.YEAR, due=Due(month=6, day=1), latest=2)
_PLAN = DocumentsCheck(kind="documents", items=_ALL)
_MARK = MarkingCheck(kind="marking", notices=_ALL, marks=("已废止",), validity_fields=("有效性",), void_values=("废止",))
_FRESH = FreshCheck(kind="fresh", items=_ALL, max_age_days=400)
_PAIR = PairingCheck(kind="pairing", interpretations=_ALL, names=Names(accepted=("政策解读",)))
_COLUMN = ColumnCheck(kind="column", names=Names(accepted=("预决算公开",)))
_QUARTERS = SeriesCheck(kind="series", items=_ALL, period=Period.QUARTER, due=Due(grace_days=90), latest=4)

CATALOGUE = Catalogue(
    id="zhejiang-2017",
    version="1",
    title="2017年浙江省政务公开工作要点",
    source="浙江省人民政府办公厅关于印发2017年浙江省政务公开工作要点的通知",
    issued=date(2017, 4, 25),
    region="浙江省",
    region_codes=("33",),
    region_hosts=(".zj.gov.cn",),
    icp_prefixes=("浙",),
    valid_from=date(2017, 4, 27),
    valid_to=date(2018, 4, 26),
    validity_note="止期是本工具的理解，不是来源文件的规定。",
    clauses=(
        Clause(
            clause="1.2",
            label="一、（二）",
            title="收费公开",
            duties=(
                _duty(
                    "1.2.1",
                    "行政事业性收费目录清单",
                    _LIST,
                    "常态化公开行政事业性收费目录清单，列明项目名称和政策依据。",
                    "公开收费目录清单，逐项列明项目名称和政策依据。",
                ),
                _duty("1.2.2", "政府性基金目录清单", _FUNDS, "常态化公开政府性基金目录清单。", "公开政府性基金目录清单。"),
            ),
        ),
        Clause(
            clause="2.1",
            label="二、（一）",
            title="规范性文件",
            duties=(
                _duty("2.1.8", "政府定价经营服务性收费清单", _LIST, "公开政府定价或指导价经营服务性收费清单。", "公开清单。"),
                _duty("2.1.11", "行政规范性文件废止、失效情况", _PLAN, "公开行政规范性文件的废止、失效情况。", "公开废止、失效文件目录。"),
                _duty(
                    "2.1.12", "原文件上的废止、失效标注", _MARK, "在门户网站已发布的原文件上对废止、失效作出明确标注。", "逐份补作标注。"
                ),
            ),
        ),
        Clause(
            clause="2.4",
            label="二、（四）",
            title="预决算公开",
            duties=(
                _duty("2.4.2", "地方政府债务信息", _FRESH, "公开债务限额、余额及举借、使用、偿还情况。", "公开最新债务信息。"),
                _duty("2.4.3", "政府预算", _BUDGET, "公开经批准的政府预算，包括四本预算。", "公开所缺年度的政府预算及其附表。"),
                _duty("2.4.4", "政府决算", _BUDGET, "公开经批准的政府决算。", "公开所缺年度的政府决算。"),
                _duty("2.4.5", "部门预算", _BUDGET, "公开本部门预算及其附表。", "补齐部门预算的表格。"),
                _duty("2.4.6", "部门决算", _BUDGET, "公开本部门决算及其附表。", "补齐部门决算的表格。"),
                _duty("2.4.7", "预决算统一公开栏目", _COLUMN, "设立预决算公开的统一栏目或平台。", "设立统一栏目。"),
            ),
        ),
        Clause(
            clause="6",
            label="六",
            title="保障措施",
            duties=(
                _duty("6.2.1", "政策解读与文件关联", _PAIR, "政策文件与解读材料相互链接。", "互设链接。"),
                _duty("6.3.2", "网站抽查情况通报", _QUARTERS, "每季度通报政府网站抽查情况。", "按季通报。"),
                _duty("6.4.1", "依申请公开", _LIST, "公开依申请公开的指南、表格和受理渠道。", "补齐受理渠道。"),
                _duty("7.0.1", "本单位2017年政务公开工作安排", _PLAN, "在工作要点公布后30日内公开本单位的实施方案。", "说明原因。"),
            ),
        ),
    ),
)
_DUTIES = {duty.id: (clause, duty) for clause, duty in CATALOGUE.duties()}


def evidence(path: str, quote: str, where: str = "page") -> Evidence:
    """Evidence at a path of the invented site."""
    return Evidence(
        url=f"{HOST}{path}",
        quote=quote,
        where=where,
        fetched_at="2018-01-15T02:22:05Z",
        sha256=sha256(path.encode()).hexdigest(),
    )


def finding(number: str, verdict: Verdict, *defects: Defect, **more: object) -> Finding:
    """A finding on one duty of the sample catalogue."""
    clause, duty = _DUTIES[number]
    return Finding(
        duty=f"{CATALOGUE.id}/{number}",
        title=duty.title,
        clause=clause.clause,
        verdict=verdict,
        defects=defects,
        **more,  # type: ignore[arg-type]
    )


def certificate(*unread: Unread, total: int | None = None) -> Certificate:
    """A certificate of absence; with ``unread`` it proves nothing."""
    return Certificate(
        entry_points=(
            ("home", f"{HOST}/"),
            ("disclosure_area", f"{HOST}/col/col1416803/index.html"),
            ("navigation", f"{HOST}/col/col1416804/index.html"),
            ("site_map", f"{HOST}/map.html"),
        ),
        terms=("政府性基金目录清单", "政府性基金", "基金目录"),
        columns_known=31,
        columns_read=31 - len(unread),
        pages_read=142,
        documents_read=18,
        titles_searched=512,
        unread=unread,
        unread_total=len(unread) if total is None else total,
    )


UNREAD = (
    Unread(url=f"{HOST}/col/col1416899/index.html", label="财政资金", outcome="timeout", role="navigation"),
    Unread(url=f"{HOST}/col/col1416900/index.html", label="预决算公开统一平台", outcome="robots_disallowed", role="navigation"),
)


def findings() -> tuple[Finding, ...]:
    """One finding a duty: all five verdicts, most defects, a scan, an unread column."""
    year_gap = (
        DuePeriod(
            period="2017",
            due=date(2017, 6, 1),
            verdict=Verdict.PASS,
            url=f"{HOST}/art/2017/2/14/art_1_901.html",
            title="关于云州省2016年全省和省级预算执行情况及2017年全省和省级预算草案的报告",
            found=("一般公共预算", "政府性基金预算"),
        ),
        DuePeriod(period="2016", due=date(2016, 6, 1), verdict=Verdict.FAIL),
    )
    tables = (
        DuePeriod(
            period="2017",
            due=date(2017, 6, 1),
            verdict=Verdict.FAIL,
            url=f"{HOST}/art/2017/3/1/art_1_911.html",
            title="云州省财政厅2017年部门预算",
            found=("收支总体情况", "财政拨款收支"),
            missing=("三公经费", "政府性基金"),
        ),
        DuePeriod(
            period="2016",
            due=date(2016, 6, 1),
            verdict=Verdict.PASS,
            url=f"{HOST}/art/2016/3/2/art_1_811.html",
            title="云州省财政厅2016年部门预算",
            found=("收支总体情况",),
        ),
    )
    quarters = (
        DuePeriod(
            period="2017Q3",
            due=date(2017, 12, 29),
            verdict=Verdict.PASS,
            url=f"{HOST}/art/2017/10/20/art_1_701.html",
            title="云州省财政厅2017年第三季度下属网站检查情况通报",
        ),
        DuePeriod(
            period="2017Q2",
            due=date(2017, 9, 28),
            verdict=Verdict.PASS,
            url=f"{HOST}/art/2017/7/20/art_1_702.html",
            title="云州省财政厅2017年第二季度下属网站检查情况通报",
        ),
    )
    repealed = (
        ListedDocument(
            number="云财综〔2009〕12号",
            title="云州省行政事业性收费管理暂行办法",
            original_url=f"{HOST}/art/2009/5/4/art_1_101.html",
            mark="",
        ),
        ListedDocument(
            number="云财预〔2011〕3号",
            title="云州省省级部门预算编制规程",
            original_url=f"{HOST}/art/2011/1/9/art_1_102.html",
            mark="已废止",
        ),
        ListedDocument(number="云财会〔2008〕77号", title="会计人员继续教育实施办法"),
    )
    return (
        finding(
            "1.2.1",
            Verdict.PASS,
            evidence=(
                evidence("/col/c121/index.html", "云州省行政事业性收费目录清单（2017年）", "list"),
                evidence("/fee.xls", "序号 项目名称 政策依据 征收标准", "table"),
            ),
            details=Details(found=("项目名称", "政策依据"), advisory_missing=("资金管理方式",)),
        ),
        finding(
            "1.2.2",
            Verdict.FAIL,
            Defect.ABSENT,
            certificate=certificate(),
            evidence=(evidence("/col/col1416803/index.html", "财政信息 > 收费基金", "column"),),
            confidence=0.95,
        ),
        finding("2.1.8", Verdict.NOT_APPLICABLE),
        finding(
            "2.1.11",
            Verdict.PASS,
            evidence=(evidence("/art/2017/9/8/art_1_33.html", "云州省财政厅关于公布废止和失效行政规范性文件目录的通知", "notice"),),
            details=Details(found=("废止", "失效")),
        ),
        finding(
            "2.1.12",
            Verdict.FAIL,
            Defect.UNMARKED,
            evidence=(
                evidence(
                    "/art/2009/5/4/art_1_101.html", "云州省财政厅关于印发《云州省行政事业性收费管理暂行办法》的通知 云财综〔2009〕12号"
                ),
                evidence("/art/2017/9/8/art_1_33.html", "一、决定废止的文件：云财综〔2009〕12号", "notice"),
            ),
            details=Details(documents=repealed),
        ),
        finding(
            "2.4.2",
            Verdict.FAIL,
            Defect.STALE,
            evidence=(evidence("/col/debt/index.html", "云州省2015年地方政府债务限额及余额情况 2016-08-12", "entry"),),
            details=Details(newest=date(2016, 8, 12), age_days=521),
        ),
        finding(
            "2.4.3",
            Verdict.FAIL,
            Defect.GAP,
            certificate=certificate(),
            evidence=tuple(evidence(f"/art/2017/2/14/art_1_90{n}.html", f"关于云州省预算草案的报告（第{n}部分）") for n in range(1, 8)),
            details=Details(periods=year_gap, advisory_missing=("税收返还和转移支付表",)),
        ),
        finding(
            "2.4.4",
            Verdict.UNKNOWN,
            reason=Outcome.TIMEOUT.value,
            certificate=certificate(*UNREAD, total=9),
            evidence=(evidence("/col/final/index.html", "财政决算", "link"),),
        ),
        finding(
            "2.4.5",
            Verdict.FAIL,
            Defect.INCOMPLETE,
            Defect.BROKEN,
            confidence=0.85,
            evidence=(
                evidence("/art/2017/3/1/art_1_911.html", "云州省财政厅2017年部门预算 联系人：张三丰 电话 13800138000", "entry"),
                evidence("/art/2017/3/1/912.xls", "附件：2017年部门预算公开表.xls", "document"),
            ),
            details=Details(periods=tables),
        ),
        finding(
            "2.4.6",
            Verdict.UNKNOWN,
            reason=Reason.SCAN.value,
            evidence=(evidence("/art/2017/9/1/scan.pdf", "云州省财政厅2016年部门决算.pdf", "document"),),
        ),
        finding(
            "2.4.7",
            Verdict.FAIL,
            Defect.MISNAMED,
            evidence=(evidence("/col/zj/index.html", "财政资金", "column"),),
            details=Details(names_seen=("财政资金",)),
        ),
        finding("6.2.1", Verdict.MANUAL, evidence=(evidence("/col/jd/index.html", "政策解读", "column"),)),
        finding(
            "6.3.2",
            Verdict.PASS,
            evidence=(evidence("/art/2017/10/20/art_1_701.html", "2017年第三季度下属网站检查情况通报"),),
            details=Details(periods=quarters),
        ),
        finding(
            "6.4.1",
            Verdict.FAIL,
            Defect.INCOMPLETE,
            evidence=(evidence("/col/ysq/index.html", "依申请公开指南：请填写申请表……"),),
            details=Details(found=("申请指南", "申请表"), missing=("受理机构", "联系电话", "通信地址")),
        ),
        finding(
            "7.0.1",
            Verdict.FAIL,
            Defect.LATE,
            evidence=(evidence("/art/2017/6/20/art_1_55.html", "发布日期：2017-06-20"),),
            details=Details(deadline=date(2017, 5, 27), published=date(2017, 6, 20)),
        ),
    )


def every_defect() -> tuple[Finding, ...]:
    """One fail a defect, with no details at all: wording must hold without them."""
    return tuple(
        Finding(duty=f"{CATALOGUE.id}/x.{place}", title=f"事项{place}", clause="2.4", verdict=Verdict.FAIL, defects=(defect,))
        for place, defect in enumerate(Defect)
    )


def seen(*, complete: bool = True, site: Site = SITE, source: str = "network") -> Seen:
    """A run of the sample site."""
    outcomes = {"read": 160, "not_found": 2, "timeout": 3, "robots_disallowed": 1, "over_budget": 75, "blocked": 1}
    unread = [
        Visit(url=f"{site.url}x/{outcome}/{n}.html", outcome=Outcome(outcome), role=Role.ENTRY, label=f"栏目条目{n}", detail="")
        for outcome, count in outcomes.items()
        if outcome != "read"
        for n in range(count)
    ]
    return Seen(
        run_id="czt.yunzhou.example-20180115T021000Z",
        site=site,
        started="2018-01-15T02:10:00Z",
        finished="2018-01-15T02:31:40Z",
        complete=complete,
        first_capture="2018-01-15T01:30:02Z",
        last_capture="2018-01-15T02:31:38Z",
        source=source,
        tool="spotcheck 0.1.0",
        outcomes=outcomes,
        unread=tuple(unread),
        warc={f"{HOST}/col/col1416803/index.html": ("czt.warc.gz", 18233, 9120)},
    )


def quarter_sites() -> tuple[tuple[SiteResult, ...], Draw]:
    """Five drawn sites of seven: two faulty, one qualified, one undecided, one not crawled."""
    names = [
        "云州省财政厅网站",
        "清河县人民政府门户网站",
        "兰溪市发展和改革局网站",
        "青山县人民政府门户网站",
        "白石市财政局网站",
        "云州省统计局网站",
        "东湖区政府网站",
    ]
    levels = [Level.PROVINCE, Level.COUNTY, Level.CITY, Level.COUNTY, Level.CITY, Level.PROVINCE, Level.COUNTY]
    regions = ["云州省本级", "云州省清河县", "云州省兰溪市", "云州省青山县", "云州省白石市", "云州省本级", "云州省东湖区"]
    sites = tuple(
        SITE.model_copy(
            update={
                "url": f"http://s{n}.yunzhou.example/",
                "name": name,
                "body": name[:-2],
                "level": levels[n],
                "region": regions[n],
                "code": f"990000000{n}",
            }
        )
        for n, name in enumerate(names)
    )
    clean = tuple(finding(duty.id, Verdict.PASS) for _, duty in CATALOGUE.duties())
    doubtful = (*clean[:-1], finding("7.0.1", Verdict.UNKNOWN, reason="undated"))
    some = tuple(item for item in findings() if item.defect is not Defect.ABSENT)
    results = (
        SiteResult(site=sites[0], seen=seen(site=sites[0]), findings=findings(), as_of=AS_OF),
        SiteResult(site=sites[1], seen=seen(site=sites[1]), findings=some, as_of=AS_OF),
        SiteResult(site=sites[2], seen=seen(site=sites[2]), findings=clean, as_of=AS_OF),
        SiteResult(site=sites[3], seen=seen(site=sites[3]), findings=doubtful, as_of=AS_OF),
        SiteResult(site=sites[4], remark="域名无法解析"),
    )
    draw = Draw(
        quarter="2017Q4",
        seed="2017Q4-20180110",
        method={"share": "70%", "by": "level"},
        population=sites,
        drawn=tuple(key(site.url) for site in sites[:5]),
        drawn_at="2018-01-10T01:00:00Z",
    )
    return results, draw


def said(finding: Finding, decision: Decision, note: str = "") -> Finding:
    """The finding as it stands after a person has said this of it."""
    review = Review(run="r", duty=finding.duty, finding="", decision=decision, note=note, reviewed_at="2018-01-20T00:00:00Z", reviewer="王")
    return reviewed([finding], {finding.duty: review})[0]


def confirmed(results: Sequence[SiteResult]) -> list[SiteResult]:
    """The results after a person has confirmed every fault."""
    return [
        replace(
            result,
            findings=tuple(said(each, Decision.CONFIRMED) if each.verdict is Verdict.FAIL else each for each in result.findings),
        )
        for result in results
    ]


def ruled(**rule: object) -> Catalogue:
    """The sample catalogue with a rule that says who passes."""
    return CATALOGUE.model_copy(update={"standing": StandingRule(source="本省的规定", confidence=Confidence.A, **rule)})  # type: ignore[arg-type]
