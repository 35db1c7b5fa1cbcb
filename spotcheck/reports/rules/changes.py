"""What a changed catalogue changes, as lines for people. Compares nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue_diff import CatalogueDiff, DutyChange, Edit, How
from spotcheck.config.duties import Catalogue
from spotcheck.config.glossary import term
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import shared_words, words
from spotcheck.config.language import say
from spotcheck.config.models import Model
from spotcheck.config.validation import spell
from spotcheck.reports.rules.check import joined
from spotcheck.reports.sentences import found

_CAPTIONS = {
    "accepted": ("认可的名称", "accepted names"),
    "misnamed": ("能识别但不认可的名称", "names understood, not accepted"),
    "all": ("标题须含", "titles hold"),
    "none": ("不含", "lack"),
    "other": ("也不含（另有后列词的除外）", "also lack"),
    "despite": ("除外", "unless"),
    "any": ("写法", "ways to write it"),
    "hints": ("线索词", "hints"),
    "subject": ("题内词", "words of the matter"),
    "unlike": ("有这些词的是另一回事", "another matter with"),
    "elsewhere": ("也可能公开在", "may also stand behind"),
    "rows_any": ("表内须有", "rows hold"),
    "rows_none": ("表内有这些的是另一张表", "another list with rows of"),
    "title": ("事项名称", "title"),
    "requires": ("要求", "requires"),
    "cadence": ("周期", "cadence"),
    "advice": ("怎样改正", "advice"),
    "note": ("说明", "note"),
    "form": ("由人回答的问题", "questions for a person"),
    "checks": ("判定方式", "checks"),
    "required": ("必备", "required"),
    "active": ("启用", "active"),
    "scope": ("约束谁", "binds"),
    "levels": ("层级", "levels"),
    "functions": ("职能", "functions"),
    "valid_from": ("施行日期", "valid from"),
    "valid_to": ("失效日期", "valid to"),
    "region": ("地区", "region"),
    "version": ("版本", "version"),
    "calendar": ("工作日", "working days"),
}
_LONGEST = 60  # characters of a value that is shown


def change_lines(diff: CatalogueDiff) -> Iterator[str]:
    """The changes, duty by duty, and a summary."""
    for edit in diff.head:
        yield say("目录：", "catalogue: ") + edit_line([edit])
    for change in diff.duties:
        yield from _duty(change)
    counts = [
        sum(change.old is None for change in diff.duties),
        sum(change.new is None for change in diff.duties),
        sum(bool(change.edits) for change in diff.duties),
    ]
    added, removed, changed = counts
    yield say(f"共增加 {added} 项，删去 {removed} 项，改动 {changed} 项", f"{added} duties added, {removed} removed, {changed} changed")


def effect_line(duty: str, before: Finding | None, after: Finding | None, causes: Iterable[Edit], catalogue: Catalogue, as_of: date) -> str:
    """A duty that is answered otherwise: how, because of what, and what is found now."""
    known = {each.id: each for _, each in catalogue.duties()}
    title = after.title if after else before.title if before else ""
    line = f"{duty} {title}{say('：', ': ')}{_answer(before)} → {_answer(after)}"
    why = [edit_line([edit]) for edit in causes]
    if before and after:
        line += say("。因为：", ". Because of: ") + (joined(why, say("；", "; ")) or say("几处改动合在一起", "several changes together"))
    return line + (say("。", ". ") + " ".join(found(after, known.get(duty), as_of)) if after else "")


def _duty(change: DutyChange) -> Iterator[str]:
    if change.old is None or change.new is None:
        there = change.new or change.old
        assert there is not None
        how = say("增加", "added") if change.old is None else say("删去", "removed")
        yield f"{how} {change.id} {there[1].title}"
        return
    yield f"{say('改动', 'changed')} {change.id} {change.new[1].title}"
    for path in dict.fromkeys(edit.path for edit in change.edits):
        yield "  " + edit_line([edit for edit in change.edits if edit.path == path])


def edit_line(edits: Sequence[Edit]) -> str:
    """Changes of one list, or one change of a setting."""
    edit = edits[0]
    names = [step for step in edit.path if isinstance(step, str)]
    meaning = say(*_CAPTIONS[names[-1]]) if names[-1] in _CAPTIONS else _setting(names[-1])
    place = spell(tuple("check" if step == "checks" else step for step in edit.path))
    place += say(f"（{meaning}）", f" ({meaning})") if meaning else ""
    if edit.how is How.CHANGED:
        return f"{place}{say('：', ': ')}{_value(edit.before)} → {_value(edit.after)}"
    added = joined([say(f"“{each.after}”", f"'{each.after}'") for each in edits if each.how is How.WORD_ADDED])
    dropped = joined([say(f"“{each.before}”", f"'{each.before}'") for each in edits if each.how is How.WORD_REMOVED])
    told = [say(f"增加{added}", f"adds {added}")] * bool(added) + [say(f"删去{dropped}", f"drops {dropped}")] * bool(dropped)
    return f"{place}{say('：', ': ')}{joined(told, say('，', '; '))}"


def _setting(name: str) -> str:
    """What a setting is called, by the words that kinds share or those of the first kind that has it; "" for one without words."""
    own = next((words(kind).settings[name] for kind in KINDS if name in words(kind).settings), None)
    found = shared_words().settings.get(name) or own
    return say(found.zh, found.en) if found else ""


def _value(value: object) -> str:
    """A setting in short; of tables what tells them apart."""
    if value in (None, "", ()):
        return say("无", "none")
    if isinstance(value, bool):
        return say("是", "yes") if value else say("否", "no")
    if isinstance(value, Model):
        told = getattr(value, "name", None) or getattr(value, "kind", None)
        return str(told or joined([f"{name} = {_value(getattr(value, name))}" for name in sorted(value.model_fields_set)]))
    if isinstance(value, tuple | frozenset):
        return joined([_value(each) for each in value])
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _answer(finding: Finding | None) -> str:
    if finding is None:
        return say("没有这一项", "no such duty")
    why = [term("defect", defect) for defect in finding.defects] + ([term("reason", finding.reason)] if finding.reason else [])
    return term("verdict", finding.verdict) + (say(f"（{joined(why)}）", f" ({joined(why)})") if why else "")
