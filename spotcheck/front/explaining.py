"""A duty as people read it: what is required, of whom, by when, how it is judged, and what to do. Lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spotcheck.config.errors import language, say
from spotcheck.config.glossary import term
from spotcheck.config.models import Catalogue, CheckSpec, Clause, Duty, Names, Part, Terms


def explain_duty(catalogue: Catalogue, clause: Clause, duty: Duty) -> Iterator[str]:
    """The page of one duty, line by line."""
    lang = language()
    yield f"{catalogue.id}/{duty.id}  {duty.title}"
    yield say("出处：", "Source: ") + f"{catalogue.title} {clause.label} {clause.title}"
    yield say("要求：", "Requires: ") + duty.requires
    yield say("周期：", "Cadence: ") + _term("cadence", duty.cadence, lang)
    yield say("适用：", "Binds: ") + _bound(duty, lang)
    for check in duty.checks:
        yield say("判定方式：", "Judged by: ") + _term("kind", check.kind, lang)
        yield from (f"  {line}" for line in _check(check))
    if duty.elsewhere:
        yield say("也可能公开在：", "May also stand behind: ") + _join([_where(word, lang) for word in duty.elsewhere])
    yield say("依据可信度：", "Sourced: ") + _term("confidence", duty.confidence, lang)
    if duty.note:
        yield say("说明：", "Note: ") + duty.note
    yield say("整改建议：", "What to do: ") + duty.advice


def _bound(duty: Duty, lang: str) -> str:
    told = [_term("scope", duty.bound.scope, lang)]
    told += [_term("function", function, lang) for function in duty.bound.functions]
    told.append(_join([_term("level", level, lang) for level in duty.bound.levels]))
    return say("；", "; ").join(told)


def _where(word: str, lang: str) -> str:
    level, qualified, name = word.rpartition(":")
    return f"{name}{say('（', ' (')}{_term('level', level, lang)}{say('）', ')')}" if qualified else name


def _check(check: CheckSpec) -> Iterator[str]:
    for name in type(check).model_fields:
        value = getattr(check, name)
        if isinstance(value, Names):
            yield say("认可的名称：", "Accepted names: ") + _join(value.accepted)
            if value.misnamed:
                yield say("能识别但不认可的名称：", "Understood, not accepted: ") + _join(value.misnamed)
        elif isinstance(value, Terms):
            yield say("标题须含：", "Titles hold: ") + say("，并且 ", ", and ").join(
                _join(group, say(" 或 ", " or ")) for group in value.all
            )
            if value.none:
                yield say("标题不含：", "Titles lack: ") + _join(value.none)
        elif isinstance(value, tuple) and value and all(isinstance(part, Part) for part in value):
            for required, words in ((True, say("必备：", "Required: ")), (False, say("提示（不计入问题）：", "Advisory: "))):
                named = [part.name for part in value if part.required is required]
                if named:
                    yield words + _join(named)


def _join(words: Sequence[str], between: str = "") -> str:
    return (between or say("、", ", ")).join(words)


def _term(kind: str, value: str, lang: str) -> str:
    try:
        return term(kind, value, lang)
    except KeyError:
        return str(value)
