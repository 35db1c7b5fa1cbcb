"""One wording for each value of the program, in Chinese and English. An unknown value raises: a report never shows a bare identifier."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from spotcheck.config.language import language

FILE = Path(__file__).with_name("glossary.toml")

_BY = re.compile(r"by:(?P<date>\d{4}-\d{2}-\d{2})")
_WITHIN = re.compile(r"within:(?P<days>\d+)d")


@cache
def terms(kind: str) -> dict[str, dict[str, str]]:
    """All values of a kind with their wordings by language. Raises KeyError for an unknown kind.

    Kinds: level, function, site_state, body_kind, verdict, verdict_meaning, defect, defect_meaning, outcome, outcome_class, reason,
    cadence, scope, confidence, score_part. What a kind of judgement is called stands with the kind (kinds/).
    """
    found = _glossary()
    if kind not in found:
        raise KeyError(f"the glossary has no kind '{kind}'; it has {', '.join(found)}")
    return found[kind]


def term(kind: str, value: str) -> str:
    """The wording of ``value`` in the language spoken.

    A reason may also be the outcome that stopped us; a cadence may be ``by:2017-12-31`` or ``within:30d``.
    Raises KeyError for what the glossary does not hold.
    """
    value = str(value)
    if kind == "cadence" and (match := _BY.fullmatch(value) or _WITHIN.fullmatch(value)):
        return terms(kind)[value.split(":")[0]][language()].format(**match.groupdict())
    table = terms(kind)
    if kind == "reason" and value not in table:
        table = terms("outcome")
    if value not in table:
        raise KeyError(f"the glossary has no {kind} '{value}'")
    return table[value][language()]


@cache
def _glossary() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(FILE.read_text("utf-8"))
