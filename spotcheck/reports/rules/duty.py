"""A duty as people read it: what is required, of whom, by when, how it is judged, and what to do. Lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from spotcheck.config.captions import caption_of
from spotcheck.config.duties import Accuses, Catalogue, Clause, Duty, Score, ScorePart
from spotcheck.config.kinds.words import kind_name, shared_words
from spotcheck.config.language import say
from spotcheck.config.models import Confidence
from spotcheck.reports.rules.check import explain_check, joined, worded


def explain_duty(catalogue: Catalogue, clause: Clause, duty: Duty) -> Iterator[str]:
    """The page of one duty, line by line."""
    yield f"{catalogue.id}/{duty.id}  {duty.title}"
    yield say("出处：", "Source: ") + f"{catalogue.title} {clause.label} {clause.title}"
    yield _head("requires") + duty.requires
    if duty.unseen:
        yield _head("unseen") + duty.unseen
    yield _head("cadence") + worded("cadence", duty.cadence)
    yield _head("bound") + _bound(duty)
    judged_by = shared_words().settings["kind"].text + say("：", ": ")
    for check in duty.checks:
        off = "" if check.active else say("（已停用）", " (switched off)")
        either = say("（同组任一满足即可：", " (any one of the group will do: ") + check.group + say("）", ")") if check.group else ""
        part = say(f"（其中的“{check.part}”）", f" (of its parts: {check.part})") if check.part else ""
        whom = [worded("level", level) for level in check.levels] + [worded("function", each) for each in check.functions]
        only = say(f"（只问{joined(whom)}）", f" (asked only of: {joined(whom)})") if whom else ""
        yield judged_by + kind_name(check.kind) + part + only + either + off
        yield from (f"  {line}" for line in explain_check(check))
    if duty.elsewhere:
        yield _head("elsewhere") + joined([_where(word) for word in duty.elsewhere])
    if duty.items and (touching := duty.subject or duty.hints):
        yield _head("subject") + joined(touching)
        if duty.unlike:
            yield _head("unlike") + joined(duty.unlike)
    if duty.score:
        yield _head("score") + _score(duty.score)
    if duty.basis:
        yield _head("source") + duty.basis
    if duty.valid_from or duty.valid_to:
        first = say(f"{duty.valid_from} 起", f"from {duty.valid_from}") if duty.valid_from else ""
        last = say(f"至 {duty.valid_to}", f"to {duty.valid_to}") if duty.valid_to else ""
        yield say("适用期：", "In force: ") + f"{first} {last}".strip()
    if duty.due:
        yield _head("due") + duty.due
    if duty.accuses is not Accuses.ALWAYS:
        yield _head("accuses") + worded("accuses", duty.accuses)
    weakest = duty.mark if duty.mark in (Confidence.C, Confidence.M) else duty.confidence
    yield _head("confidence") + worded("confidence", weakest)
    if duty.form:
        yield _head("form") + joined(duty.form, say("；", "; "))
    if duty.note:
        yield _head("note") + duty.note
    yield _head("advice") + duty.advice


def _head(setting: str) -> str:
    return caption_of("Duty", setting) + say("：", ": ")


def _score(score: Score) -> str:
    cap = "" if score.cap is None or score.part is ScorePart.VETO else say(f"（上限 {score.cap:g} 分）", f" (at most {score.cap:g})")
    return f"{score.first} · {score.indicator}{cap}{say('：', ': ')}{joined([charge.rule for charge in score.charges], say('；', '; '))}"


def _bound(duty: Duty) -> str:
    told = [worded("scope", duty.bound.scope)]
    told += [worded("function", function) for function in duty.bound.functions]
    told.append(joined([worded("level", level) for level in duty.bound.levels]))
    if alone := joined([worded("level", level) for level in duty.bound.levels_alone]):
        told.append(say(f"{alone}不论职能", f"{alone} whatever the function"))
    if departments := duty.bound.department_levels:
        few = joined([worded("level", level) for level in departments])
        told.append(say(f"部门只限{few}", f"departments at {few} only"))
    return say("；", "; ").join(told)


def _where(word: str) -> str:
    level, qualified, name = word.rpartition(":")
    return f"{name}{say('（', ' (')}{worded('level', level)}{say('）', ')')}" if qualified else name
