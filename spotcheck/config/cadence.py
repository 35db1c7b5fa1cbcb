"""How often a duty falls due, in the closed set of words that catalogues use. Says when nothing is due: that is for the checks."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from spotcheck.config.glossary import terms
from spotcheck.config.validation import refusal

_BY = r"by:\d{4}-\d{2}-\d{2}"
_WITHIN = r"within:[1-9]\d{0,3}d"


class Rhythm(StrEnum):
    """The words of a cadence. Beside them stand ``by:2017-12-31`` (before that day) and ``within:30d`` (days after publication)."""

    STANDING = "standing"
    WEEKLY = "weekly"
    FIVE_DAYS = "five-days"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    REGULAR = "regular"
    EVENT = "event"


def _known(text: str) -> str:
    if text in set(Rhythm) or re.fullmatch(_WITHIN, text) or (re.fullmatch(_BY, text) and _is_day(text.removeprefix("by:"))):
        return text
    zh = "、".join(f"{word}（{terms('cadence')[word]['zh']}）" for word in Rhythm)
    raise refusal(
        zh=f"没有“{text}”这种周期；可用：{zh}、by:日期（如 by:2017-12-31）、within:天数d（如 within:30d）",
        en=f"there is no cadence '{text}'; allowed: {', '.join(Rhythm)}, by:DATE (like by:2017-12-31), within:DAYSd (like within:30d)",
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_SCHEMA = {"anyOf": [{"enum": [str(word) for word in Rhythm]}, {"pattern": f"^{_BY}$"}, {"pattern": f"^{_WITHIN}$"}], "type": "string"}

Cadence = Annotated[str, AfterValidator(_known), WithJsonSchema(_SCHEMA)]
