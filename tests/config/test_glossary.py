"""The glossary holds every value that can reach a report, in both languages."""

from __future__ import annotations

from enum import StrEnum

import pytest

from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config import cadence, duties, models
from spotcheck.config.glossary import term, terms
from spotcheck.config.language import Language, speaking
from spotcheck.crawler.records import Outcome, OutcomeClass
from spotcheck.portal.records import Reason

ENUMS: list[tuple[str, type[StrEnum]]] = [
    ("level", models.Level),
    ("function", models.Function),
    ("site_state", models.SiteState),
    ("body_kind", models.BodyKind),
    ("scope", duties.Scope),
    ("score_part", duties.ScorePart),
    ("confidence", models.Confidence),
    ("verdict", Verdict),
    ("verdict_meaning", Verdict),
    ("defect", Defect),
    ("defect_meaning", Defect),
    ("outcome", Outcome),
    ("outcome_class", OutcomeClass),
    ("reason", Reason),
]


@pytest.mark.parametrize(("kind", "enum"), ENUMS, ids=[kind for kind, _ in ENUMS])
def test_every_value_has_a_wording_of_its_own_in_both_languages_and_nothing_else_is_there(kind: str, enum: type[StrEnum]) -> None:
    assert set(terms(kind)) == set(enum)
    for lang in Language:
        with speaking(lang):
            wordings = [term(kind, value) for value in enum]
        assert all(wording.strip() == wording and wording for wording in wordings)
        assert len(set(wordings)) == len(wordings)


def test_every_cadence_has_a_wording() -> None:
    assert set(terms("cadence")) == {*cadence.Rhythm, "by", "within"}


def test_no_reason_shares_its_name_with_an_outcome() -> None:
    assert not set(Reason) & set(Outcome)
    assert term("reason", "robots_disallowed") == term("outcome", "robots_disallowed")


def test_a_cadence_with_a_date_is_spelt_out() -> None:
    with speaking("zh"):
        assert (term("cadence", "by:2017-12-31"), term("cadence", "quarterly")) == ("2017-12-31前", "每季度")
    with speaking("en"):
        assert term("cadence", "within:30d") == "within 30 days"


@pytest.mark.parametrize(("kind", "value"), [("verdict", "maybe"), ("mood", "pass"), ("reason", "x")])
def test_what_the_glossary_does_not_hold_raises(kind: str, value: str) -> None:
    with pytest.raises(KeyError):
        term(kind, value)
