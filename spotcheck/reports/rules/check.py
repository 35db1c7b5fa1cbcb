"""One check of a duty in words: its names, terms, parts and settings. Says nothing of the duty around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spotcheck.config.checks import CheckSpec, ColumnClass, Due, Members, Season
from spotcheck.config.errors import language, say
from spotcheck.config.glossary import term
from spotcheck.config.models import Names, Part, Terms
from spotcheck.config.platforms import platform_name

_SETTINGS = {
    "max_age_days": ("最新内容不早于（天）：", "Newest item at most (days): "),
    "numbered": ("期号须连续：", "Issue numbers must run on: "),
    "period": ("周期：", "Period: "),
    "due": ("到期：", "Due: "),
    "latest": ("检查最近（期）：", "Latest periods judged: "),
    "first": ("起自：", "From: "),
    "seasons": ("季节：", "Seasons: "),
    "by": ("截止日期（含当日）：", "Deadline, that day included: "),
    "within": ("期限（天）：", "Days allowed: "),
    "days": ("天数按：", "Days counted as: "),
    "counted_from": ("起算日：", "Counted from: "),
    "judge_absence_until": ("此日之后不再认定未公开：", "Absence judged until: "),
    "place": ("看什么地方：", "Looked for in: "),
    "platforms": ("共享平台：", "Shared platforms: "),
    "newest": ("核对最新（条）：", "Newest items compared: "),
    "members": ("应公开的单位：", "Bodies of the set: "),
    "share": ("打不开的比例须低于：", "Share of failures below: "),
    "per_day": ("每天至少监测（次）：", "Probes a day: "),
    "apart_minutes": ("两次监测至少相隔（分钟）：", "Minutes between probes: "),
    "least": ("达到此数即为问题（首页更新：至少要有）：", "So many are a fault (home page: so many are needed): "),
    "every": ("该类栏目全部超期才算：", "Only where all columns of the class are: "),
    "classes": ("栏目类别和期限：", "Classes of columns: "),
    "usable": ("能否使用由人试用：", "A person tries whether it works: "),
    "rule": ("看：", "Looks at: "),
    "within_months": ("答复期限（月）：", "Months to answer: "),
    "last_months": ("只看最近（月）：", "Messages of the last (months): "),
    "lacking": ("缺几类要素算：", "Classes of elements lacking: "),
    "few": ("只用于事项总数不足的网站：", "Only where there are few guides: "),
    "draw": ("抽查（个）：", "Drawn: "),
    "where": ("哪些页面：", "Pages: "),
    "scripted": ("可能由脚本写入、没见到时由人看：", "Often set by scripts, for a person where not seen: "),
    "pages": ("哪些页面：", "Pages: "),
    "tags": ("标签：", "Tags: "),
    "suffixes": ("域名后缀：", "Suffixes: "),
    "source": ("出处：", "Source: "),
}
_DAYS = {"calendar": ("日历日", "calendar days"), "working": ("工作日", "working days"), "issued": ("成文日期", "day of issue")}
_LOOKED_AT = {
    "home": ("首页", "the home page"),
    "other": ("其他页面", "all other pages"),
    "every": ("所有页面", "every page"),
    "content": ("内容页", "content pages"),
    "column": ("栏目页", "column pages"),
    "answered": ("有没有答复", "whether they are answered"),
    "fields": ("要素是否齐全", "whether they are complete"),
}
_PLACES = {
    "table": ("表头", "table heads"),
    "text": ("文字", "texts"),
    "links": ("链接和条目名称", "names of links and items"),
    "topics": ("全站标题、栏目名称和本栏目文字", "titles and columns of the whole site, texts of the column"),
}


def explain_check(check: CheckSpec) -> Iterator[str]:
    """The lines of one check."""
    lang = language()
    for name in type(check).model_fields:
        value = getattr(check, name)
        if name in _SETTINGS and value not in (None, False, "", ()):
            shown = joined([platform_name(each) for each in value]) if name == "platforms" else _shown(value, lang)
            yield say(*_SETTINGS[name]) + shown
        elif isinstance(value, Names):
            yield say("认可的名称：", "Accepted names: ") + joined(value.accepted)
            if value.misnamed:
                yield say("能识别但不认可的名称：", "Understood, not accepted: ") + joined(value.misnamed)
        elif isinstance(value, Terms):
            yield (say("标题或须含：", "Or titles hold: ") if name == "also" else say("标题须含：", "Titles hold: ")) + say(
                "，并且 ", ", and "
            ).join(joined(group, say(" 或 ", " or ")) for group in value.all)
            if value.none:
                yield say("标题不含：", "Titles lack: ") + joined(value.none)
            if value.other:
                yield say("也不含（另有后列词的除外）：", "Also lack, unless one of the next stands there: ") + joined(value.other)
                yield say("除外：", "Unless: ") + joined(value.despite)
        elif isinstance(value, tuple) and value and all(isinstance(part, Part) for part in value):
            for required, words in ((True, say("必备：", "Required: ")), (False, say("提示（不计入问题）：", "Advisory: "))):
                named = [part.name for part in value if part.required is required]
                if named:
                    yield words + joined(named)


def _shown(value: object, lang: str) -> str:
    if isinstance(value, Due):
        if value.grace_days is not None:
            return say(f"期末后 {value.grace_days} 天", f"{value.grace_days} days after its end")
        year = say(
            ("当年", "次年")[value.year_offset] if value.year_offset in (0, 1) else f"后{value.year_offset}年", f"year +{value.year_offset}"
        )
        return say(f"{year} {value.month} 月 {value.day} 日", f"{year}, {value.month:02d}-{value.day:02d}")
    if isinstance(value, Members):
        who = [worded("level", level, lang) for level in value.levels] + [worded("function", each, lang) for each in value.functions]
        return joined([*who, *([say("各部门", "every department")] if value.departments else [])])
    if isinstance(value, tuple) and all(isinstance(each, ColumnClass) for each in value):
        return joined([_class(each) for each in value], say("；", "; "))
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return joined(value)
    if isinstance(value, float):
        return f"{value:.0%}"
    if isinstance(value, tuple):
        return joined([f"{each.first}—{each.last}" for each in value if isinstance(each, Season)])
    if value is True:
        return say("是", "yes")
    for known in (_PLACES, _DAYS, _LOOKED_AT):
        if value in known:
            return say(*known[str(value)])
    return worded("period", str(value), lang)


def _class(each: ColumnClass) -> str:
    months = each.max_age_months
    limit = say(f"{months} 个月", f"{months} months") if months else say(f"{each.max_age_days} 天", f"{each.max_age_days} days")
    return f"{each.label} {limit}" + (say("（只看一级栏目）", " (first level only)") if each.first_level else "")


def caption(name: str) -> str:
    """What a setting of a check is called; "" for one that has no words."""
    return say(*_SETTINGS[name]).rstrip("：: ") if name in _SETTINGS else ""


def joined(words: Sequence[str], between: str = "") -> str:
    """Words as a list of the language."""
    return (between or say("、", ", ")).join(words)


def worded(kind: str, value: str, lang: str) -> str:
    """The wording of a value; the value itself where the glossary has none."""
    try:
        return term(kind, value, lang)
    except KeyError:
        return str(value)
