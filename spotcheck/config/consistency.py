"""What types cannot say of a catalogue: names that must agree, settings that need each other. Returns faults, raises none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spotcheck.config.duties import Calendar, Catalogue, Clause, Duty, Scope, ScorePart
from spotcheck.config.errors import UserError
from spotcheck.config.kinds.base import Check, Fault, is_month_and_day
from spotcheck.config.models import Confidence, Model, Names, Part, Terms
from spotcheck.config.validation import Source


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


def faults_of_standing(catalogue: Catalogue, source: Source) -> list[UserError]:
    """Faults of ``[standing]``: what it decides by must be there to decide by."""
    rule = catalogue.standing
    if rule is None:
        return []
    found: list[Fault] = []
    if not (rule.vetoes or rule.points is not None or rule.must or rule.share is not None):
        found.append(
            (("standing",), "没有写标准；请写 vetoes、points、must 或 share", "decides by nothing; write vetoes, points, must or share")
        )
    parts = {duty.score.part for _, duty in catalogue.duties() if duty.score is not None}
    if rule.vetoes and ScorePart.VETO not in parts:
        found.append((("standing", "vetoes"), "目录没有单项否决指标；请删去", "the catalogue has no vetoes; remove it"))
    elif ScorePart.VETO in parts and not rule.vetoes:
        found.append((("standing",), "目录有单项否决指标，须写 vetoes = true", "the catalogue has vetoes, so write vetoes = true"))
    if rule.points is not None and (catalogue.scheme is None or ScorePart.DEDUCTION not in parts):
        found.append(
            (("standing", "points"), "须有 [scheme] 和扣分指标；请补上或删去", "needs a [scheme] and deductions; add them or remove it")
        )
    elif rule.points is not None and catalogue.scheme is not None and rule.points > catalogue.scheme.base:
        found.append((("standing", "points"), "高于基础分，无法达到；请改正", "is more than the points to begin with; correct it"))
    known = {duty.id for _, duty in catalogue.duties()}
    for index, name in enumerate(rule.must):
        if name not in known:
            found.append((("standing", "must", index), f"没有事项“{name}”；请改正", f"there is no duty '{name}'; correct it"))
    return [source.fault(path, zh=zh, en=en) for path, zh, en in found]


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
    if any(check.BY_PEOPLE for check in duty.checks) and not duty.form:
        yield (
            ("form",),
            '由人判断的事项须写明要填的问题；请写 form = ["…"]',
            "a duty that a person judges needs its questions; write form = [...]",
        )
    if duty.valid_from and duty.valid_to and duty.valid_to < duty.valid_from:
        yield ("valid_to",), "早于 valid_from；请改正日期", "is before valid_from; correct the dates"
    if re.match(r"\d\d-", duty.due) and not is_month_and_day(duty.due):
        yield ("due",), "应写成每年都有的月-日，如 01-31，或者用文字说明", "must be a month and day of every year, like 01-31, or words"
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


def _check(check: Check) -> Iterator[Fault]:
    if check.confidence is Confidence.M and check.active and not check.BY_PEOPLE:
        yield ("active",), "凭记忆的规则（M）须写 active = false", "a rule from memory (M) must have active = false"
    yield from check.faults()


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
