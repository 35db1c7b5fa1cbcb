"""The cadence of a duty is one of a closed set of words, or a day, or a number of days; anything else is refused in one line."""

from __future__ import annotations

import pytest

from spotcheck.config.cadence import Rhythm
from spotcheck.config.duties import Duty
from spotcheck.config.validation import Source, validate

DUTY = {
    "id": "1.1.1",
    "title": "x",
    "requires": "x",
    "confidence": "A",
    "bound": {"scope": "everybody", "levels": ["county"]},
    "checks": [{"kind": "manual"}],
    "advice": "x",
}


def read(cadence: str) -> object:
    data = {**DUTY, "cadence": cadence}
    return validate(Duty, data, Source(file="1.toml", data=data, lines={("cadence",): 7}))


@pytest.mark.parametrize("cadence", [*Rhythm, "by:2017-12-31", "within:30d", "within:1d"])
def test_a_word_a_day_and_a_number_of_days_are_taken(cadence: str) -> None:
    found = read(cadence)
    assert isinstance(found, Duty) and found.cadence == cadence


@pytest.mark.parametrize("cadence", ["每三月", "", "Monthly", "by:2017-02-30", "by:2017-12", "within:0d", "within:30", "within:-3d", "by:"])
def test_anything_else_is_refused_with_all_that_is_allowed(cadence: str) -> None:
    (fault,) = read(cadence)  # type: ignore[misc]
    assert fault.zh.startswith(f"1.toml:7：cadence：没有“{cadence}”这种周期；可用：standing（常态公开）、weekly（每周）、")
    assert fault.zh.endswith("by:日期（如 by:2017-12-31）、within:天数d（如 within:30d）") and "\n" not in fault.zh
    assert all(word in fault.en for word in (*Rhythm, "by:DATE", "within:DAYSd"))
