"""A notice in at most 500 characters, for a group of colleagues. Leaves out whole sentences, the least important first."""

from __future__ import annotations

from collections.abc import Sequence

from spotcheck.config.language import join, say
from spotcheck.reports.notice_facts import Reviewed
from spotcheck.reports.notice_problems import Fault, by_class, class_name
from spotcheck.reports.notice_words import words
from spotcheck.reports.outcome import Outcomes
from spotcheck.reports.recheck import Recheck

LIMIT = 500  # characters
_CLASSES = 5


def brief(title: str, results: Outcomes, counts: Reviewed, faults: Sequence[Fault], again: Recheck | None, deadline: str) -> str:
    """The title with the results, and as many of the other sentences as fit; it names no site."""
    numbers = {name: getattr(results, name) for name in ("drawn", "qualified", "faulty", "undecided")}
    rate = results.rate.words if results.rate else "—"
    first = words("brief_result", title=title, rate=rate, **numbers) if results.ruled else words("brief_counts", title=title, **numbers)
    sure = [fault for fault in faults if fault.confirmed]
    kinds = [words("waiting_kind", name=class_name(defect), count=len(group)) for defect, group in by_class(sure)]
    told = join(kinds[:_CLASSES])
    told = words("brief_more", kinds=told) if len(kinds) > _CLASSES else told
    further = {  # by importance: what comes last is left out first
        1: words("brief_faults", faults=len(sure), kinds=told) if sure else "",
        3: deadline,
        0: words("brief_waiting", count=counts.waiting) if counts.waiting else "",
        2: words("brief_again", total=again.total, mended=again.mended, again=again.again) if again and again.total else "",
    }
    joint = say("", " ")
    kept: dict[int, str] = {}
    for place, sentence in further.items():
        if sentence and len(joint.join([first, *kept.values(), sentence])) <= LIMIT:
            kept[place] = sentence
    return joint.join([first[:LIMIT], *(kept[place] for place in (1, 0, 2, 3) if place in kept)])
