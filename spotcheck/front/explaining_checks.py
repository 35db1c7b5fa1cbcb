"""One check of a duty in words: its names, terms, parts and settings. Says nothing of the duty around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spotcheck.config.errors import language, say
from spotcheck.config.glossary import term
from spotcheck.config.models import CheckSpec, Due, Members, Names, Part, Season, Terms
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
    "source": ("出处：", "Source: "),
}
_DAYS = {"calendar": ("日历日", "calendar days"), "working": ("工作日", "working days"), "issued": ("成文日期", "day of issue")}
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
            yield say("标题须含：", "Titles hold: ") + say("，并且 ", ", and ").join(
                joined(group, say(" 或 ", " or ")) for group in value.all
            )
            if value.none:
                yield say("标题不含：", "Titles lack: ") + joined(value.none)
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
    if isinstance(value, tuple):
        return joined([f"{each.first}—{each.last}" for each in value if isinstance(each, Season)])
    if value is True:
        return say("是", "yes")
    for known in (_PLACES, _DAYS):
        if value in known:
            return say(*known[str(value)])
    return worded("period", str(value), lang)


def joined(words: Sequence[str], between: str = "") -> str:
    """Words as a list of the language."""
    return (between or say("、", ", ")).join(words)


def worded(kind: str, value: str, lang: str) -> str:
    """The wording of a value; the value itself where the glossary has none."""
    try:
        return term(kind, value, lang)
    except KeyError:
        return str(value)
