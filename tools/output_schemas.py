"""JSON Schemas of what spotcheck writes and reads: findings, pages, a register, the status of a quarter. Words come from the code.

``tools/make_docs.py`` writes them to ``docs/schema``; ``tests/test_docs_made.py`` holds real output against them, closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from spotcheck.audits.scores import Standing
from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.duties import ScorePart
from spotcheck.config.glossary import term, terms
from spotcheck.config.language import Language, speaking
from spotcheck.config.models import Confidence, Function, Level, SiteState
from spotcheck.config.platforms import platforms
from spotcheck.config.register_heads import HEADS
from spotcheck.crawler.page_lines import DOCUMENT
from spotcheck.crawler.records import Outcome, OutcomeClass, PageKind
from spotcheck.jobs.quarter_status import SCHEMA as STATUS_SCHEMA
from spotcheck.jobs.quarter_status import State
from spotcheck.portal.records import Reason
from spotcheck.reports.findings_json import SCHEMA

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Each schema as text, by file name."""
    drawn = {"findings": findings(), "page": page(), "register": register(), "status": status()}
    return {f"{name}.schema.json": json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in drawn.items()}


def closed(schema: Any) -> Any:
    """The schema with every object closed: what it does not describe is a fault. For the tests; readers must accept new keys."""
    if isinstance(schema, dict):
        inner = {key: closed(value) for key, value in schema.items()}
        return inner | ({"additionalProperties": False} if "properties" in inner else {})
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def findings() -> Schema:
    """What ``audit --json``, ``judge --json``, ``findings --format json`` and ``report --format json`` write of one run."""
    return _titled(
        "spotcheck findings",
        _object(
            "一次检查的全部结论；judge 同时判定几个运行时、季度的 report 则为这种对象的数组。"
            " / All findings of one run; several runs (judge, the report of a quarter) are an array of these.",
            {
                "schema": {"const": SCHEMA, "description": "格式的版本。 / The version of this form."},
                "run": _run(),
                "findings": _array(
                    "每个目录的每个事项恰好一条，按目录的次序。 / Each duty of each catalogue exactly once, in order.", _finding()
                ),
                "scores": _array("计分目录的计分单。 / The score sheets, where a catalogue scores.", _sheet()),
                "internal": {
                    "const": True,
                    "description": "含未遮盖的个人信息，仅供内部使用。 / Personal data are shown: for internal use.",
                },
            },
            optional=("scores", "internal"),
        ),
    )


def _run() -> Schema:
    times = "UTC，形如 2018-01-20T08:00:00Z。 / UTC, like 2018-01-20T08:00:00Z."
    return _object(
        "哪个网站、何时、看到什么、按什么规则。 / Which site, when, what was seen, by which rules.",
        {
            "id": _string("运行编号。 / The id of the run."),
            "site": _string("网站首页的网址。 / The address of the site."),
            "as_of": _string("判定基准日（北京时间）。 / The day of judgement, in China.", "null", format="date"),
            "started": _string(f"开始的时间，{times}"),
            "finished": _string(f"结束的时间，未结束为空。{times} Empty where it has not ended."),
            "complete": _boolean(
                "按自身规则走完（含页数上限）；中断的不算。"
                " / It came to its own end, the budget of pages included; an interrupted one never does."
            ),
            "outcomes": {
                "type": "object",
                "description": "各访问结果的个数。 / How many visits ended how.",
                "propertyNames": {"enum": list(Outcome)},
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
            "tool": _string("写出本文件的 spotcheck 版本。 / The version of spotcheck that wrote this."),
            "judged_by": _string("作出判定的 spotcheck 版本。 / The version of spotcheck that judged it."),
            "seal": _string("存证码：清单链的末值。 / The seal: the last link of the chain in its manifest.", pattern="^[0-9a-f]{64}$"),
            "politeness": _politeness(),
            "catalogues": _array(
                "判定所用的目录。 / The catalogues it was judged with.",
                _object(
                    "一个目录。 / One catalogue.",
                    {
                        "id": _string("目录编号。 / Its id."),
                        "version": _string("目录版本。 / Its version."),
                        "sha256": _string("目录内容的 SHA-256。 / SHA-256 of what it says.", pattern="^[0-9a-f]{64}$"),
                    },
                    optional=("sha256",),
                ),
            ),
        },
        optional=("judged_by", "seal", "politeness"),
    )


def _politeness() -> Schema:
    number = {"type": "integer", "minimum": 0}
    seconds = {"type": ["number", "null"], "minimum": 0}
    return _object(
        "抓取对各服务器的负担，发送时实测。 / How the crawl weighed on the servers, measured when its requests were sent.",
        {
            "since": _string("从何时测起（UTC）。 / Since when it was measured, in UTC."),
            "servers": _array(
                "每个地址一条；同一地址的主机合并计算。 / One an address; hosts that share it are counted together.",
                _object(
                    "一个地址。 / One address.",
                    {
                        "address": _string("地址（经代理时为主机名）。 / The address; behind a proxy the host."),
                        "hosts": _array("在该地址访问过的主机。 / The hosts asked there.", {"type": "string"}),
                        "requests": number | {"description": "发出的请求数，含 robots.txt。 / Requests sent, robots.txt included."},
                        "pause": seconds | {"description": "承诺的最短间隔（秒）。 / The shortest pause promised, in seconds."},
                        "smallest_gap": seconds | {"description": "实测的最小间隔（秒）。 / The smallest gap between two, in seconds."},
                        "short_gaps": number | {"description": "小于承诺的间隔个数。 / Gaps shorter than promised."},
                        "at_once": number | {"description": "同时进行的请求最多几个。 / The most exchanges at a time."},
                        "connections": number | {"description": "同时打开的连接最多几个。 / The most open connections at a time."},
                        "refusals": number | {"description": "“过多”“繁忙”应答（429、503）的个数。 / Answers 429 and 503."},
                        "longest_wait": seconds | {"description": "因此最长停顿（秒）。 / The longest wait for that, in seconds."},
                    },
                ),
            ),
        },
    )


def _finding() -> Schema:
    return _object(
        "一个事项的结论。 / One duty, judged.",
        {
            "id": _string(
                "证据编号：同一网站的同一事项，各次检查都相同。 / The same duty of the same site has the same id in every run.",
                pattern="^[0-9a-f]{12}$",
            ),
            "duty": _string("事项编号：目录/编号。 / The duty: catalogue/id, like zhejiang-2017/1.2.1."),
            "title": _string("事项名称。 / The title of the duty."),
            "verdict": _words("判定", "The verdict", "verdict", Verdict),
            "defect": _words("不符合时最主要的问题", "On a fail, the gravest defect", "defect", Defect, null=True),
            "reason": _words(
                "无法判定时的原因（没有看到的，不等于没有）",
                "On an unknown, what stopped us: an outcome of a visit, or one of the reasons",
                "reason",
                [*Outcome, *Reason],
                null=True,
            ),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "把握，0 到 1。 / How sure it is, 0 to 1."},
            "evidence": _array("证据，至多 10 条。 / What was seen, at most 10.", _evidence()),
            "certificate": {"anyOf": [_certificate(), {"type": "null"}], "description": "不存在的证明。 / The certificate of absence."},
            "defects": _array("全部问题，最主要的在前。 / All defects, gravest first.", _words("一个问题", "A defect", "defect", Defect)),
            "clause": _string("条款编号。 / The clause of the catalogue."),
            "details": {
                "type": "object",
                "description": "结论所依据的事实（期次、缺少的部分、备注等），因判定方式而异；键只增不减。"
                " / The facts behind it (periods, missing parts, notes …), which differ by kind of judgement; keys only join.",
            },
        },
    )


def _evidence() -> Schema:
    return _object(
        "看到的一处。 / One thing seen.",
        {
            "url": _string("网址。 / The address."),
            "quote": _string("原文。 / The words as they stand there."),
            "where": _string(
                "是什么：栏目、条目、页面、表格、附件、列表、链接等。 / What it is: column, entry, page, table, document, list, link …"
            ),
            "fetched_at": _string("取得的时间（UTC）。 / When it was fetched (UTC)."),
            "sha256": _string("所取内容的 SHA-256。 / SHA-256 of what was fetched."),
        },
    )


def _certificate() -> Schema:
    counts = {
        "columns_known": ("已知的栏目数", "columns known"),
        "columns_read": ("其中读过的栏目数", "of these, read"),
        "pages_read": ("读过的页数", "pages read"),
        "documents_read": ("打开过的附件数", "documents opened"),
        "titles_searched": ("查找过的标题数", "titles searched"),
        "unread_total": ("未读而可能含有它的处数", "places not read that could hold it"),
    }
    return _object(
        "说明读过什么、用什么词找过、什么没有读到。只有 unread_total 为 0 才证明不存在。"
        " / What was read, which words were tried, what was not read. It proves absence only where unread_total is 0.",
        {
            "entry_points": _array(
                "从哪里进入。 / The ways in.",
                _object(
                    "一个入口。 / One of them.",
                    {"kind": _string("种类。 / home, disclosure_area, navigation …"), "url": _string("网址。 / Its address.")},
                ),
            ),
            "terms": _array("用过的词。 / The words tried.", _string("词。 / A word.")),
            **{name: {"type": "integer", "minimum": 0, "description": _both(*told)} for name, told in counts.items()},
            "unread": _array(
                "未读的，至多列 20 处。 / What was not read, at most 20 of it.",
                _object(
                    "一处。 / One of them.",
                    {
                        "url": _string("网址。 / The address."),
                        "label": _string("链接的文字。 / The words of the link."),
                        "outcome": _string("访问结果。 / How the visit ended."),
                        "role": _string("是什么：导航、列表、条目等。 / What it would be: navigation, list, entry …"),
                    },
                ),
            ),
            "proves_absence": _boolean("是否证明不存在。 / Whether it proves absence."),
        },
    )


def _sheet() -> Schema:
    points = {
        "base": ("总分", "the points to begin with"),
        "pass_mark": ("合格线", "the points needed"),
        "deducted": ("已扣的分", "points taken"),
        "open": ("尚未判定的分", "points that nobody has judged"),
        "bonus": ("加分", "bonus points"),
        "bonus_open": ("尚未判定的加分", "bonus points that nobody has judged"),
    }
    ends = {
        "highest": ("最高可能得分", "the score if all that is open goes well"),
        "lowest": ("最低可能得分", "the score if all that is open goes badly"),
    }
    return _object(
        "一个目录的计分单。 / The score sheet of a catalogue.",
        {
            "catalogue": _string("目录编号。 / The catalogue."),
            "standing": {"enum": list(Standing), "description": "总的结果。 / How the site stands."},
            "scored": _boolean("是否计分（没有被单项否决）。 / Whether points are counted (no veto ended it)."),
            **{name: {"type": "number", "description": _both(*told)} for name, told in points.items()},
            "open_vetoes": {"type": "integer", "minimum": 0, "description": "尚未判定的单项否决。 / Vetoes that nobody has judged."},
            "bonus_counts": _boolean("加分是否计入。 / Whether the bonus counts."),
            **{name: {"type": ["number", "null"], "description": _both(*told)} for name, told in ends.items()},
            "rows": _array("每条规则一行。 / Each rule once.", _row()),
        },
    )


def _row() -> Schema:
    return _object(
        "一条计分规则。 / A rule of the sheet.",
        {
            "duty": _string("事项编号。 / The duty."),
            "part": {"enum": list(ScorePart), "description": "单项否决、扣分或加分。 / Veto, deduction or bonus."},
            "first": _string("一级指标。 / The indicator of the first order."),
            "indicator": _string("二级指标。 / The indicator."),
            "rule": _string("评分细则。 / The rule in its own words."),
            "points": {"type": "number", "description": "每处的分值。 / Points for one occurrence."},
            "each": _boolean("是否按处计。 / Whether each occurrence counts."),
            "count": {"type": "integer", "minimum": 0, "description": "处数。 / Occurrences."},
            "cap": {"type": ["number", "null"], "description": "上限。 / The most that is taken."},
            "charged": {"type": "number", "description": "实际扣（加）的分。 / Points taken or earned."},
            "open": {"type": "number", "description": "尚未判定的分。 / Points that nobody has judged."},
            "verdict": _words("判定", "The verdict", "verdict", Verdict),
            "confidence": _words("依据的可靠程度", "How well the rule is sourced", "confidence", Confidence),
            "charged_elsewhere": {
                "type": "integer",
                "minimum": 0,
                "description": "已在别处扣过的处数。 / Occurrences charged by another row.",
            },
        },
    )


def page() -> Schema:
    """A line of ``spotcheck pages --format jsonl``."""
    return _titled(
        "spotcheck pages",
        _object(
            "一次访问：怎样结束，读到什么。没有读到的为 null。 / One visit: how it ended and what was read; null is what was not read.",
            {
                "url": _string("网址。 / The address."),
                "outcome": _words("访问结果", "How the visit ended", "outcome", Outcome),
                "class": _words(
                    "结果的类别；只有 fault 可以算网站的问题",
                    "Its class; only a fault can count against the site",
                    "outcome_class",
                    OutcomeClass,
                ),
                "kind": {
                    "enum": [*PageKind, DOCUMENT, None],
                    "description": "页面的种类；document 为附件。 / What the page is; document is an attachment that was opened.",
                },
                "dialect": _string("按哪种平台（CMS）读的，见 spotcheck dialects list。 / The platform it was read as.", "null"),
                "title": _string("标题；附件则为名称。 / The title; of an attachment its name."),
                "charset": _string("字符编码。 / The encoding."),
                "published": _string("发布日期。 / The day of publication.", "null", format="date"),
                "published_from": _string("日期由哪些文字读出。 / The words it was read from.", "null"),
                "entries": _count("列表的条数", "how many entries its list shows"),
                "attachments": _count("附件的个数", "how many attachments it links to"),
                "fetched_at": _string("取得的时间（UTC）。 / When it was fetched (UTC).", "null"),
                "sha256": _string("所取内容的 SHA-256。 / SHA-256 of what was fetched.", "null"),
                "undecoded": _count(
                    "解不出、或与全页编码不同的字符数", "characters that its bytes do not spell, or spell in another encoding than the rest"
                ),
            },
        ),
    )


_COLUMNS = {  # of HEADS, in its order
    "name": ("网站的名称。", "The name of the site."),
    "code": ("网站标识码，10 位；前面的 0 不能省。", "Its code, ten characters; leading zeros count."),
    "url": ("首页网址，必填。", "The address of its home page; required."),
    "body": ("主办单位。", "The body that runs it."),
    "level": ("层级；不填则由单位名称和标识码推断。", "The level of the body; left empty, it is read from name and code."),
    "region": ("所属地区，如 浙江省杭州市。", "The region, such as 浙江省杭州市."),
    "functions": ("职能，可写几个，用顿号分开；英文词、中文词或单位名称都可以。", "What it answers for: words, or names of bodies."),
    "state": ("网站状态；不填即为正常。关停、迁移、合并的不抽查。", "Whether it is kept up; empty: it is. Others are not drawn."),
    "since": ("状态变更的日期。", "Since when it is in this state."),
    "reason": ("变更的原因。", "Why it changed."),
    "domains": ("同一网站的其他域名。", "Further addresses of the same site."),
    "contact": ("联系人；只留在工作区，判定不用。", "Whom to ask; kept in the workspace, and no part of any judgement."),
    "phone": ("联系电话。", "The telephone number of the contact."),
    "email": ("电子邮箱。", "The mail address of the contact."),
    "subordinate_sites": ("下属网站的个数；没有写 0，不清楚请留空。", "How many sites stand below it; 0 for none, empty where not known."),
    "named_for": ("点名要求本单位承担的事项编号（“有关部门”的事项）。", "Duties that the office has named this body for."),
    "platform": ("共享平台的编号或名称；填了就不作为网站检查。", "The shared platform that this is; such a row is no site to audit."),
}  # fmt: skip


def register() -> Schema:
    """A row of a register as ``register import`` reads it from csv or xlsx: every cell is text."""
    words: dict[str, Schema] = {
        "code": {"pattern": "^([0-9A-Za-z]{10})?$"},
        "url": {"minLength": 1},
        "level": {"examples": [*Level, *(terms("level")[each]["zh"] for each in Level)]},
        "functions": {"examples": list(Function)},
        "state": {"examples": ["", *SiteState, *(terms("site_state")[each]["zh"] for each in SiteState)]},
        "subordinate_sites": {"pattern": "^[0-9]{0,6}$"},
        "platform": {"examples": ["", *platforms()]},
    }
    columns = {
        field: {
            "type": "string",
            "title": heads[0],
            "description": f"{_COLUMNS[field][0]} / {_COLUMNS[field][1]}",
            "x-heads": list(heads),
            **words.get(field, {}),
        }
        for field, heads in HEADS.items()
    }
    drawn: Schema = {
        "type": "object",
        "description": "登记册（csv、xlsx）的一行。键是英文表头，title 是中文表头，x-heads 是可用的全部表头；列的次序不限，"
        "只有 url 必须有。"
        " / A row of a register (csv, xlsx). Keys are the English heads, title the Chinese one, x-heads all that are understood; "
        "columns may stand in any order, and only url must be there.",
        "properties": columns,
        "required": ["url"],
        "additionalProperties": False,
    }
    return _titled("spotcheck register", drawn)


def status() -> Schema:
    """What ``quarter status --json`` writes."""
    moment = "UTC，形如 2018-01-20T08:00:00Z。 / UTC, like 2018-01-20T08:00:00Z."
    rules = _object(
        "判定所依的规则，中途不变。 / What decides a verdict; it stays the same.",
        {
            "catalogues": _array("目录的编号、系列或文件夹。 / Catalogues: ids, families or folders.", _string("目录。 / A catalogue.")),
            "as_of": _string("判定基准日；null 为各站末次采集日。 / The day; null is that of each last capture.", "null", format="date"),
            "max_pages": _count("每个网站最多读取的页数", "at most so many pages a site"),
            "browser": _boolean("是否用浏览器打开脚本页面。 / Whether a browser shows pages that scripts fill."),
            "ocr": _boolean("是否识别扫描件。 / Whether the words of scans are recognised."),
            "word_lists": _array("词表文件。 / The word lists.", _string("路径。 / A path.")),
            "hashes": {
                "type": "object",
                "description": "各目录和词表（words）的 SHA-256。 / SHA-256 of each catalogue, and of the words.",
                "additionalProperties": {"type": "string"},
            },
        },
    )
    kept = _object(
        "首次运行时定下的设置；未运行过为 null。 / What was kept at the first run; null before it.",
        {
            "kept_at": _string(f"定下的时间，{moment}"),
            "tool": _string("当时的 spotcheck 版本。 / The version of spotcheck."),
            "rules": rules,
            "asked": {
                "type": "object",
                "description": "不影响判定、可以再改的选项。 / Options that change no rule.",
                "additionalProperties": True,
            },
        },
    )
    site = _object(
        "一个网站。 / A site.",
        {
            "site": _string("首页网址。 / Its address."),
            "name": _string("名称。 / Its name."),
            "code": _string("标识码。 / Its code."),
            "state": {"enum": list(State), "description": "未开始、进行中、已中断、未能读取、已完成。 / How far it is."},
            "reason": _string("未能读取的原因：首页的访问结果，或 error。 / Why it failed: an outcome, or error.", "null"),
            "passing": _boolean("原因可能会过去，值得再查一遍。 / It is worth a second pass."),
            "run": _string("运行编号。 / The run.", "null"),
            "tries": _count("查过几次", "how often it was begun"),
            "pages": _count("已读页数", "pages read"),
            "unread": _count("因可能过去的原因未能读取的地址数", "addresses that failed for reasons that may pass"),
            "queued": _count("待读页数", "pages to read"),
            "seconds_left": {"type": ["number", "null"], "description": "约剩几秒。 / About so many seconds left."},
            "verdicts": {
                "type": ["object", "null"],
                "description": "各种判定的个数。 / How many findings of each verdict.",
                "propertyNames": {"enum": list(Verdict)},
                "additionalProperties": {"type": "integer"},
            },
        },
    )
    told = _object(
        "一个季度的进展；检查进行时也可读取。 / How far a quarter is, also while a run goes on.",
        {
            "schema": {"const": STATUS_SCHEMA, "description": "格式的版本。 / The version of this form."},
            "quarter": _string("季度，如 2026Q4。 / The quarter."),
            "at": _string(f"此刻，{moment}"),
            "process": {"type": ["integer", "null"], "description": "正在使用工作区的进程；0 为不明。 / Who works there; 0: not known."},
            "counts": {
                "type": "object",
                "description": "各状态的网站数。 / How many sites are in each state.",
                "propertyNames": {"enum": list(State)},
                "additionalProperties": {"type": "integer"},
            },
            "seconds_left": {"type": ["number", "null"], "description": "全部约剩几秒；不能估计为 null。 / Of all together."},
            "again_at": _string(f"何时再查未能读取的网站；没有为 null。{moment}", "null"),
            "settings": {**kept, "type": ["object", "null"]},
            "sites": _array("抽中的各网站，按抽取次序。 / The sites drawn, in their order.", site),
        },
    )
    return _titled("spotcheck quarter status", told)


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **schema}


def _object(description: str, properties: dict[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    required = [name for name in properties if name not in set(optional)]
    return {"type": "object", "description": description, "properties": properties, "required": required}


def _array(description: str, items: Schema) -> Schema:
    return {"type": "array", "description": description, "items": items}


def _string(description: str, *others: str, **more: str) -> Schema:
    return {"type": ["string", *others] if others else "string", "description": description, **more}


def _boolean(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def _count(zh: str, en: str) -> Schema:
    return {"type": ["integer", "null"], "minimum": 0, "description": _both(zh, en)}


def _both(zh: str, en: str) -> str:
    return f"{zh}。 / {en[0].upper()}{en[1:]}."


def _words(zh: str, en: str, kind: str, values: Iterable[str], *, null: bool = False) -> Schema:
    """One of a set of words, each told in the words of the glossary."""
    words = [str(value) for value in values]
    with speaking(Language.ZH):
        told_zh = "，".join(f"{word} {term(kind, word)}" for word in words)
    with speaking(Language.EN):
        told_en = ", ".join(f"{word}: {term(kind, word)}" for word in words)
    return {"enum": [*words, *([None] if null else [])], "description": f"{zh}：{told_zh}。 / {en}. {told_en}."}
