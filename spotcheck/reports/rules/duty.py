"""A duty as people read it: what is required, of whom, by when, how it is judged, and what to do. Lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from spotcheck.config.duties import Catalogue, Clause, Duty, Score, ScorePart
from spotcheck.config.errors import language, say
from spotcheck.config.models import Confidence
from spotcheck.reports.rules.check import explain_check, joined, worded


def explain_duty(catalogue: Catalogue, clause: Clause, duty: Duty) -> Iterator[str]:
    """The page of one duty, line by line."""
    lang = language()
    yield f"{catalogue.id}/{duty.id}  {duty.title}"
    yield say("出处：", "Source: ") + f"{catalogue.title} {clause.label} {clause.title}"
    yield say("要求：", "Requires: ") + duty.requires
    if duty.unseen:
        yield say("机器看不到的：", "What a machine cannot see: ") + duty.unseen
    yield say("周期：", "Cadence: ") + worded("cadence", duty.cadence, lang)
    yield say("适用：", "Binds: ") + _bound(duty, lang)
    for check in duty.checks:
        off = "" if check.active else say("（已停用）", " (switched off)")
        either = say("（同组任一满足即可：", " (any one of the group will do: ") + check.group + say("）", ")") if check.group else ""
        part = say(f"（其中的“{check.part}”）", f" (of its parts: {check.part})") if check.part else ""
        whom = [worded("level", level, lang) for level in check.levels] + [worded("function", each, lang) for each in check.functions]
        only = say(f"（只问{joined(whom)}）", f" (asked only of: {joined(whom)})") if whom else ""
        yield say("判定方式：", "Judged by: ") + worded("kind", check.kind, lang) + part + only + either + off
        yield from (f"  {line}" for line in explain_check(check))
    if duty.elsewhere:
        yield say("也可能公开在：", "May also stand behind: ") + joined([_where(word, lang) for word in duty.elsewhere])
    if duty.items and (touching := duty.subject or duty.hints):
        yield say("标题有这些词而规则认不出的，不判未公开：", "Left open by titles with: ") + joined(touching)
        if duty.unlike:
            yield say("有这些词的是另一回事：", "But not with: ") + joined(duty.unlike)
    if duty.score:
        yield say("评分：", "Score: ") + _score(duty.score)
    weakest = duty.mark if duty.mark in (Confidence.C, Confidence.M) else duty.confidence
    yield say("依据可信度：", "Sourced: ") + worded("confidence", weakest, lang)
    if duty.form:
        yield say("人工核实时回答：", "A person answers: ") + joined(duty.form, say("；", "; "))
    if duty.note:
        yield say("说明：", "Note: ") + duty.note
    yield say("整改建议：", "What to do: ") + duty.advice


def _score(score: Score) -> str:
    cap = "" if score.cap is None or score.part is ScorePart.VETO else say(f"（上限 {score.cap:g} 分）", f" (at most {score.cap:g})")
    return f"{score.first} · {score.indicator}{cap}{say('：', ': ')}{joined([charge.rule for charge in score.charges], say('；', '; '))}"


def _bound(duty: Duty, lang: str) -> str:
    told = [worded("scope", duty.bound.scope, lang)]
    told += [worded("function", function, lang) for function in duty.bound.functions]
    told.append(joined([worded("level", level, lang) for level in duty.bound.levels]))
    if alone := joined([worded("level", level, lang) for level in duty.bound.levels_alone]):
        told.append(say(f"{alone}不论职能", f"{alone} whatever the function"))
    if departments := duty.bound.department_levels:
        few = joined([worded("level", level, lang) for level in departments])
        told.append(say(f"部门只限{few}", f"departments at {few} only"))
    return say("；", "; ").join(told)


def _where(word: str, lang: str) -> str:
    level, qualified, name = word.rpartition(":")
    return f"{name}{say('（', ' (')}{worded('level', level, lang)}{say('）', ')')}" if qualified else name
