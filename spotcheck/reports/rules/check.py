"""One check of a duty in words: what it asks, and its settings by their captions. Names no kind, and says nothing of the duty around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spotcheck.config.glossary import term
from spotcheck.config.kinds.base import Check, Setting
from spotcheck.config.kinds.words import caption, shared_words, value_word
from spotcheck.config.language import say
from spotcheck.config.models import Names, Part, Terms
from spotcheck.config.platforms import platform_name
from spotcheck.reports.kind_sentences import asks_of

_ELSEWHERE = set(Check.model_fields) - {"source"}  # the line of the check itself tells of these
_UNSET: tuple[object, ...] = (None, False, "", ())


def explain_check(check: Check) -> Iterator[str]:
    """The lines of one check."""
    if not check.BY_PEOPLE and (asked := asks_of(check)):
        yield say("问：", "Asks: ") + say("", " ").join(asked)
    for name in type(check).model_fields:
        value = getattr(check, name)
        if name in _ELSEWHERE or value in _UNSET:
            continue
        head = caption(check.kind, name).text
        if isinstance(value, Names):
            yield f"{head}{_colon()}{joined(value.accepted)}"
            yield from _more(value, ("misnamed", "none"))
        elif isinstance(value, Terms):
            groups = (joined(group, say(" 或 ", " or ")) for group in value.all)
            yield f"{head}{_colon()}{say('，并且 ', ', and ').join(groups)}"
            yield from _more(value, ("none", "other", "despite"))
        elif isinstance(value, tuple) and all(isinstance(part, Part) for part in value):
            yield from _parts(value)
        elif name == "platforms":
            yield f"{head}{_colon()}{joined([platform_name(each) for each in value])}"
        else:
            yield f"{head}{_colon()}{_shown(check.kind, name, value)}"


def _more(value: Names | Terms, names: Sequence[str]) -> Iterator[str]:
    captions = shared_words().models[type(value).__name__]
    for name in names:
        if words := getattr(value, name):
            yield f"{captions[name].text}{_colon()}{joined(words)}"


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    for required, words in ((True, say("必备：", "Required: ")), (False, say("提示（不计入问题）：", "Advisory: "))):
        if named := [part.name for part in parts if part.required is required]:
            yield words + joined(named)


def _shown(kind: str, name: str, value: object) -> str:
    if isinstance(value, Setting):
        return value.shown()
    if isinstance(value, tuple):
        between = say("；", "; ") if any(isinstance(each, Setting) for each in value) else ""
        return joined([_shown(kind, name, each) for each in value], between)
    if value is True:
        return say("是", "yes")
    if isinstance(value, float):
        return f"{value:.0%}" if 0 <= value <= 1 else f"{value:g}"
    return value_word(kind, name, str(value))


def _colon() -> str:
    return say("：", ": ")


def joined(words: Sequence[str], between: str = "") -> str:
    """Words as a list of the language."""
    return (between or say("、", ", ")).join(words)


def worded(kind: str, value: str) -> str:
    """The wording of a value; the value itself where the glossary has none."""
    try:
        return term(kind, value)
    except KeyError:
        return str(value)
