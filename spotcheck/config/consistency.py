"""What types cannot say of a catalogue: names that must agree, settings that need each other. Returns faults, raises none."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from spotcheck.config.checks import (
    CheckSpec,
    CrossCheck,
    DaysKind,
    DeadlineCheck,
    DocumentsCheck,
    Due,
    FreshCheck,
    ManualCheck,
    MarkingCheck,
    Period,
    PlatformCheck,
    SeriesCheck,
    SetCheck,
)
from spotcheck.config.duties import Calendar, Catalogue, Clause, Duty, Scope
from spotcheck.config.errors import UserError
from spotcheck.config.models import Confidence, Model, Names, Part, Terms
from spotcheck.config.platforms import platforms
from spotcheck.config.toml_positions import KeyPath
from spotcheck.config.validation import Source

Fault = tuple[KeyPath, str, str]

_FIRST = {
    Period.YEAR: r"\d{4}",
    Period.QUARTER: r"\d{4}Q[1-4]",
    Period.MONTH: r"\d{4}-(0[1-9]|1[0-2])",
    Period.WEEK: r"\d{4}W\d{2}",
    Period.FIVE_DAYS: r"\d{4}-\d{2}-\d{2}",
}


def faults_of_head(catalogue: Catalogue, source: Source, folder: str | None) -> list[UserError]:
    """Faults of ``catalogue.toml``. ``folder`` is the name that the id must have (shipped catalogues), or None."""
    faults = []
    if folder is not None and catalogue.id != folder:
        faults.append(source.fault(("id",), zh=f"应与文件夹同名：“{folder}”", en=f"must be the name of the folder: '{folder}'"))
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", catalogue.id):
        faults.append(source.fault(("id",), zh="只能用小写字母、数字、点和连字符", en="only lower-case letters, digits, dots and hyphens"))
    if catalogue.valid_to < catalogue.valid_from:
        faults.append(source.fault(("valid_to",), zh="早于 valid_from；请改正日期", en="is before valid_from; correct the dates"))
    return faults


def faults_of_clause(clause: Clause, source: Source, stem: str) -> list[UserError]:
    """Faults of one clause file, whose name without ``.toml`` is ``stem``."""
    faults = []
    if clause.clause != stem:
        zh, en = (
            f"与文件名不符：文件名是“{stem}.toml”，写的是“{clause.clause}”",
            f"does not agree with the file name: '{stem}.toml', but '{clause.clause}'",
        )
        faults.append(source.fault(("clause",), zh=f"{zh}；请改其一", en=f"{en}; change one of them"))
    if not clause.duties:
        faults.append(source.fault(("duty",), zh="没有事项；请写 [[duty]]", en="has no duties; write [[duty]]"))
    for index, duty in enumerate(clause.duties):
        found = [*_duty(clause, duty), *_empty_words(duty)]
        for number, check in enumerate(duty.checks):
            found += [(("check", number, *path), zh, en) for path, zh, en in (*_check(check), *_empty_words(check))]
        faults += [source.fault(("duty", index, *path), zh=zh, en=en) for path, zh, en in found]
    return faults


def faults_of_calendar(calendar: Calendar, source: Source) -> list[UserError]:
    """Faults of ``workdays.toml``: a day cannot be both."""
    both = sorted(set(calendar.holidays) & set(calendar.workdays))
    return [
        source.fault(("workdays",), zh=f"{day} 既是假日又是工作日；请改正", en=f"{day} is a holiday and a working day; correct it")
        for day in both
    ]


def _duty(clause: Clause, duty: Duty) -> Iterator[Fault]:
    if not duty.id.startswith(f"{clause.clause}."):
        yield ("id",), f"应以条款号开头：“{clause.clause}.…”", f"must begin with the clause: '{clause.clause}.…'"
    if any(isinstance(check, ManualCheck) for check in duty.checks) and not duty.form:
        yield (
            ("form",),
            '由人判断的事项须写明要填的问题；请写 form = ["…"]',
            "a duty that a person judges needs its questions; write form = [...]",
        )
    bound = duty.bound
    if not bound.levels:
        yield ("bound", "levels"), "不能为空；请写明层级", "must not be empty; name the levels"
    if not set(bound.levels_alone) <= set(bound.levels):
        yield ("bound", "levels_alone"), "须在 levels 之内；请补上", "must be among the levels; add them there"
    if not set(bound.department_levels or ()) <= set(bound.levels):
        yield ("bound", "department_levels"), "须在 levels 之内；请补上", "must be among the levels; add them there"
    for number, check in enumerate(duty.checks):
        if not set(check.levels) <= set(bound.levels):
            yield (
                ("check", number, "levels"),
                "须在 bound 的 levels 之内；请改正",
                "must be among the levels of 'bound'; correct them",
            )
    if bound.scope is Scope.FUNCTIONS and not bound.functions:
        yield ("bound", "functions"), 'scope = "functions" 时不能为空；请写明职能', 'must not be empty with scope = "functions"; name them'
    if bound.functions and bound.scope not in (Scope.FUNCTIONS, Scope.EVERY_GOVERNMENT):
        yield (
            ("bound", "functions"),
            '只能与 scope = "functions" 或 "every_government" 同用；请删去',
            'goes only with scope = "functions" or "every_government"; remove it',
        )


def _check(check: CheckSpec) -> Iterator[Fault]:
    if check.confidence is Confidence.M and check.active and not isinstance(check, ManualCheck):
        yield ("active",), "凭记忆的规则（M）须写 active = false", "a rule from memory (M) must have active = false"
    if isinstance(check, SeriesCheck):
        yield from _series(check.period, check.due, check.latest)
        if check.first and not re.fullmatch(_FIRST[check.period], check.first):
            yield (
                ("first",),
                f"“{check.first}”不是该周期的写法；例：2017、2017Q2、2017-04、2017W18、2017-06-01",
                f"'{check.first}' is no such period; like 2017, 2017Q2, 2017-04, 2017W18, 2017-06-01",
            )
        if check.by_date and check.period is Period.FIVE_DAYS:
            yield ("by_date",), "five_days 本就按日期判断；请删去", "five_days go by dates anyway; remove it"
        if check.seasons and check.period is not Period.FIVE_DAYS:
            yield ("seasons",), '只与 period = "five_days" 同用；请删去', 'goes only with period = "five_days"; remove it'
        for index, season in enumerate(check.seasons):
            for name in ("first", "last"):
                if not _is_date(getattr(season, name)):
                    yield ("seasons", index, name), "应写成每年都有的月-日，如 06-01", "must be a month and day of every year, like 06-01"
    elif isinstance(check, DocumentsCheck):
        together = (check.period, check.due, check.latest)
        if any(value is not None for value in together) and None in together:
            yield ("period",), "period、due、latest 须一并给出", "period, due and latest go together; give all three or none"
        elif check.period and check.due and check.latest is not None:
            yield from _series(check.period, check.due, check.latest)
    elif isinstance(check, DeadlineCheck):
        if (check.by is None) == (check.within is None or check.counted_from is None):
            yield ("by",), "请给出 by，或者 within 和 counted_from，二者取一", "give either by, or within and counted_from"
        if check.by and check.judge_absence_until and check.judge_absence_until < check.by:
            yield ("judge_absence_until",), "早于 by；请改正日期", "is before 'by'; correct the dates"
        if (check.within is None) != (check.counted_from is None):
            yield ("within",), "within 与 counted_from 须一并给出", "within and counted_from go together"
        if check.days is DaysKind.WORKING and check.within is None:
            yield ("days",), "只与 within 同用；请删去", "goes only with within; remove it"
        if check.within is not None and check.within < 1:
            yield ("within",), "应为 1 天以上", "must be 1 day or more"
    elif isinstance(check, FreshCheck) and check.max_age_days is not None and check.max_age_days < 1:
        yield ("max_age_days",), "应为 1 天以上", "must be 1 day or more"
    elif isinstance(check, PlatformCheck | CrossCheck):
        for index, id in enumerate(check.platforms):
            if id not in platforms():
                yield (
                    ("platforms", index),
                    f"没有这个共享平台：“{id}”；可用：{'、'.join(platforms())}",
                    f"no such shared platform: '{id}'; known: {', '.join(platforms())}",
                )
        if isinstance(check, CrossCheck) and check.newest < 1:
            yield ("newest",), "应为 1 以上", "must be 1 or more"
    elif isinstance(check, SetCheck):
        if (check.period is None) != (check.due is None):
            yield ("period",), "period 与 due 须一并给出", "period and due go together; give both or none"
        elif check.period and check.due:
            yield from _series(check.period, check.due, 1)
    elif isinstance(check, MarkingCheck):
        for name in ("marks", "validity_fields", "void_values"):
            if not getattr(check, name):
                yield (name,), "不能为空", "must not be empty; give at least one item"


def _series(period: Period, due: Due, latest: int) -> Iterator[Fault]:
    if latest < 1:
        yield ("latest",), "应为 1 以上", "must be 1 or more"
    if (due.month is None) != (due.day is None):
        yield ("due",), "month 与 day 须一并给出", "month and day go together"
    elif (due.month is None) == (due.grace_days is None):
        yield ("due",), "请给出 month 和 day，或者 grace_days，二者取一", "give either month and day, or grace_days"
    elif due.month is not None and period is not Period.YEAR:
        yield ("due",), "month 和 day 只用于 year；请改用 grace_days", "month and day go only with year; use grace_days"
    if due.month is not None and due.day is not None and not _is_day(due.month, due.day):
        yield ("due",), f"没有 {due.month} 月 {due.day} 日这一天（每年都要有）", f"month {due.month} has no day {due.day} in every year"
    if due.grace_days is not None and due.grace_days < 0:
        yield ("due", "grace_days"), "不能为负", "must not be negative"


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]


def _is_date(month_and_day: str) -> bool:
    found = re.fullmatch(r"(\d\d)-(\d\d)", month_and_day)
    return found is not None and _is_day(int(found[1]), int(found[2]))


def _empty_words(record: Model) -> Iterator[Fault]:
    """Words that would match everything, or nothing."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Terms):
            for index, group in enumerate(value.all):
                if not group:
                    yield (
                        (name, "all", index),
                        "空的词组什么也配不上；请删去或补词",
                        "an empty group matches nothing; remove it or add words",
                    )
        if isinstance(value, (Terms, Names)) or (isinstance(value, str) and name in ("id", "title", "requires", "advice")):
            if _has_blank(value):
                yield (name,), "含有空字符串；请删去", "holds an empty string; remove it"
        elif isinstance(value, tuple) and value and all(isinstance(part, Part) for part in value):
            for index, part in enumerate(value):
                if _has_blank(part.name) or _has_blank(part.any):
                    yield (name, index), "含有空字符串；请删去", "holds an empty string; remove it"
        elif isinstance(value, tuple) and all(isinstance(word, str) for word in value) and _has_blank(value):
            yield (name,), "含有空字符串；请删去", "holds an empty string; remove it"


def _has_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Model):
        return any(_has_blank(getattr(value, name)) for name in type(value).model_fields)
    return isinstance(value, tuple) and any(_has_blank(item) for item in value)
