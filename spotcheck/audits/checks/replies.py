"""Answers to messages of visitors. A message counts only where its page says when it was asked and shows that there is no answer."""

from __future__ import annotations

from dataclasses import replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import ChargedPlace, Details
from spotcheck.audits.search.last_updates import months_before
from spotcheck.audits.search.messages import PARTS, Message, messages_of
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.replies import RepliesCheck
from spotcheck.portal.contents import unread
from spotcheck.portal.records import Reason

KIND = "replies"
_LISTED = 50


def check(spec: RepliesCheck, case: Case) -> Result:
    """Judges the messages of the span, newest first."""
    told = messages_of(case, spec.names)
    first, last = months_before(case.cutoff, spec.last_months), months_before(case.cutoff, spec.within_months)
    dated = [each for each in told.found if each.asked is not None and first <= each.asked <= case.cutoff]
    dated.sort(key=lambda each: (-(each.asked.toordinal() if each.asked else 0), each.node.key, each.what))
    if not told.columns or not told.found:
        evidence = [case.quote(node, "column") for node in told.columns] or case.searched()
        missing = [unread(node) for node in told.unread]
        return case.unknown(case.reach.reason(missing) if missing else Reason.NO_BASIS, evidence=evidence, unread=missing)
    if spec.rule == "fields":
        return _fields(spec, case, dated)
    due = [each for each in dated if each.asked is not None and each.asked < last]
    wrong = [each for each in due if each.unanswered]
    unclear = [each for each in due if not each.answered and not each.unanswered] + [each for each in told.found if each.asked is None]
    facts = Details(drawn=len(due), counted=len(wrong))
    if wrong:
        places = tuple(ChargedPlace(what=each.what, url=each.node.url, asked=each.asked) for each in wrong[:_LISTED])
        evidence = [case.holdings.evidence(each.node, f"{each.what} {_day(each)}", "page") for each in wrong]
        facts = replace(facts, charged=places, missing=("答复",))
        return case.failed(Defect.INCOMPLETE, evidence=evidence, confidence=0.9, details=facts)
    missing = [unread(node) for node in told.unread] + [unread(each.node, Reason.UNRECOGNISED.value) for each in unclear]
    evidence = [case.holdings.evidence(each.node, each.what, "page") for each in due[:4]] or [
        case.quote(node, "column") for node in told.columns
    ]
    if missing:
        return case.unknown(case.reach.reason(missing), evidence=evidence, unread=missing, details=facts)
    return case.passed(evidence, confidence=0.9, details=facts)


def _fields(spec: RepliesCheck, case: Case, dated: list[Message]) -> Result:
    """Each of the newest answered messages shows when it was asked, when and by whom it was answered, and what the answer is."""
    drawn = [each for each in dated if each.answered][: spec.draw or None]
    evidence = [case.holdings.evidence(each.node, each.what, "page") for each in drawn]
    if not drawn:
        return case.unknown(Reason.UNRECOGNISED, evidence=case.searched())
    lacking = [(each, name) for each in drawn for key, name in PARTS.items() if key not in each.holds]
    if lacking:
        places = tuple(ChargedPlace(what=each.what, url=each.node.url, lacks=(name,)) for each, name in lacking)
        missing = tuple(dict.fromkeys(name for _, name in lacking))
        facts = Details(charged=places, counted=len({place.url for place in places}), drawn=len(drawn), missing=missing)
        return case.failed(Defect.INCOMPLETE, evidence=evidence, confidence=0.8, details=facts)
    return case.passed(evidence, confidence=0.9, details=Details(drawn=len(drawn)))


def _day(message: Message) -> str:
    return message.asked.isoformat() if message.asked else ""
