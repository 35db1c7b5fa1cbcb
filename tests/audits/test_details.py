"""Details of findings: whatever is stored comes back, and what another version stored is neither lost nor a crash."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.audits.binding import Binding
from spotcheck.audits.details import (
    NO_DETAILS,
    ChargedPlace,
    Details,
    DuePeriod,
    Hit,
    ListedDocument,
    PolicyPair,
    ReviewOutcome,
    laid_over,
    merged,
)
from spotcheck.audits.details_json import details_from_json, details_to_json, note_codes
from spotcheck.audits.titles.repeal_notices import Fate
from spotcheck.config.conclusions import Decision, Defect, Note, Verdict
from spotcheck.config.kinds.fields import NO_COLUMN
from spotcheck.config.models import Confidence
from spotcheck.portal.records import Unread
from spotcheck.reports.phrases import sentences

TEXT = st.text(max_size=8)
COUNT = st.integers(min_value=0, max_value=10_000)
JSON = st.recursive(
    st.none() | st.booleans() | COUNT | TEXT,
    lambda each: st.lists(each, max_size=2) | st.dictionaries(TEXT, each, max_size=2),
    max_leaves=4,
)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))


def tuples(each):
    return st.lists(each, max_size=3).map(tuple)


def records(kind, **more):
    """Records of a kind, the fields with a default given or not."""
    by_type = {"str": TEXT, "bool": st.booleans(), "int | None": st.none() | COUNT, "str | None": st.none() | TEXT}
    by_type |= {"date | None": st.none() | DAYS, "tuple[str, ...]": tuples(TEXT), "tuple[date, ...]": tuples(DAYS)}
    by_type |= {
        "Verdict": st.sampled_from(Verdict),
        "Fate | None": st.none() | st.sampled_from(Fate),
        "bool | None": st.none() | st.booleans(),
    }
    by_type |= {"tuple[Note | OwnNote, ...]": tuples(st.sampled_from([*Note, NO_COLUMN])), "Decision": st.sampled_from(Decision)}
    by_type |= {"tuple[Defect, ...]": tuples(st.sampled_from(Defect)), "float | None": st.none() | st.floats(0, 100)}
    by_type |= {"Confidence | None": st.none() | st.sampled_from(Confidence)}
    by_type |= {"Mapping[str, int] | None": st.none() | st.dictionaries(TEXT, COUNT, min_size=1, max_size=3)}
    return st.builds(kind, **{each.name: more[each.name] if each.name in more else by_type[str(each.type)] for each in fields(kind)})


DETAILS = records(
    Details,
    unread=tuples(records(Unread, role=st.just(""))),
    review=st.none() | records(ReviewOutcome),
    periods=tuples(records(DuePeriod)),
    documents=tuples(records(ListedDocument)),
    pairs=tuples(records(PolicyPair)),
    hits=tuples(records(Hit)),
    charged=tuples(records(ChargedPlace)),
    others=st.just(()),
)


@given(DETAILS)
def test_details_come_back_from_json_as_they_went_in(details: Details) -> None:
    stored = json.loads(json.dumps(details_to_json(details), ensure_ascii=False))
    assert details_from_json(stored) == details
    assert details_to_json(details_from_json(stored)) == stored


def test_nothing_known_is_an_empty_object() -> None:
    assert details_to_json(NO_DETAILS) == {}
    assert details_from_json({}) == NO_DETAILS


def test_what_is_not_known_is_left_out_and_what_a_row_must_say_is_written_even_when_empty() -> None:
    details = Details(
        newest=date(2017, 12, 1),
        age_days=0,
        documents=(ListedDocument(number="", title="《办法》", original_url="http://a.example/1", mark=""),),
        hits=(Hit(what="wording", url="", wrong="按装", right="", serious=False),),
    )
    assert details_to_json(details) == {
        "age_days": 0,
        "documents": [{"mark": "", "number": "", "original_url": "http://a.example/1", "title": "《办法》"}],
        "hits": [{"right": "", "serious": False, "url": "", "what": "wording", "wrong": "按装"}],
        "newest": "2017-12-01",
    }


def test_keys_stand_by_alphabet_on_every_level_and_the_review_last() -> None:
    outcome = ReviewOutcome(decision=Decision.REJECTED, note="", at="2018-01-15T01:00:00Z", points=2.5, defects=(Defect.STALE,))
    period = DuePeriod(period="2017", verdict=Verdict.PASS, due=date(2017, 6, 1), url="u", title="t", found=("a",))
    told = details_to_json(Details(window="w", review=outcome, periods=(period,), notes=(NO_COLUMN,)))
    assert list(told) == ["notes", "periods", "window", "review"]
    assert list(told["periods"][0]) == ["due", "found", "period", "title", "url", "verdict"]
    assert list(told["review"]) == ["decision", "note", "at", "points", "defects"]


@pytest.mark.parametrize(
    "stored",
    [
        {"grace_days": 5, "newest": "2017-12-01"},  # a key that is not known here
        {"periods": [{"period": "2017", "verdict": "fail", "grace": True}]},  # one inside a row
        {"newest": "today", "age_days": 3},  # a value of another shape
        {"periods": [{"period": "2016", "verdict": "missing"}], "missing": ["2016"]},
        {"notes": ["no_column", "something_new", ["x"]]},
        {"notes": "no_column", "found": None, "unread": [{"url": "u"}], "review": {"decision": "postponed"}},
        {"missing": [], "counted": True, "platform": ""},
        {"others": [["a", "1"]]},  # the name of the field that keeps the rest
    ],
)
def test_what_another_version_stored_is_read_as_far_as_it_is_known_and_written_as_it_was(stored: dict[str, object]) -> None:
    details = details_from_json(stored)
    assert json.dumps(details_to_json(details), sort_keys=True) == json.dumps(stored, sort_keys=True)


def test_what_is_known_beside_an_unknown_key_is_told() -> None:
    details = details_from_json(
        {"grace_days": 5, "newest": "2017-12-01", "periods": [{"period": "2017", "verdict": "fail", "grace": True}]}
    )
    assert details.newest == date(2017, 12, 1)
    assert details.periods == (DuePeriod(period="2017", verdict=Verdict.FAIL),)


def test_a_note_of_another_version_keeps_its_place_among_the_codes() -> None:
    details = details_from_json({"notes": ["something_new", "no_column"]})
    assert details.notes == (NO_COLUMN,)
    assert note_codes(details) == ("something_new", "no_column")
    assert note_codes(Details(notes=(Note.LOOKALIKE,))) == ("lookalike",)


@given(st.dictionaries(st.sampled_from([each.name for each in fields(Details)]) | TEXT, JSON, max_size=4))
def test_no_json_object_is_a_crash_or_loses_anything(stored: dict[str, object]) -> None:
    assert json.dumps(details_to_json(details_from_json(stored)), sort_keys=True) == json.dumps(stored, sort_keys=True)


def test_a_record_of_the_wrong_type_is_refused_when_it_is_written() -> None:
    with pytest.raises(Exception, match="Expected"):
        details_to_json(Details(missing=["2017"]))  # type: ignore[arg-type]


def test_of_two_details_lists_join_without_repeating_and_the_first_value_stands() -> None:
    first = Details(missing=("2017", "2016"), newest=date(2017, 1, 1), counted=0, notes=(NO_COLUMN,))
    second = Details(missing=("2016", "2015"), newest=date(2016, 1, 1), counted=3, age_days=7, open=True)
    assert merged(first, second) == Details(
        missing=("2017", "2016", "2015"), newest=date(2017, 1, 1), counted=0, notes=(NO_COLUMN,), age_days=7, open=True
    )
    assert merged(NO_DETAILS, first) == merged(first, NO_DETAILS) == first


def test_details_laid_over_others_hide_what_both_say() -> None:
    upper, lower = Details(missing=("第3期",)), Details(missing=("x",), newest=date(2017, 1, 1))
    assert laid_over(upper, lower) == replace(lower, missing=("第3期",))


def test_every_note_is_worded_in_both_languages_and_no_wording_is_left_over() -> None:
    table = sentences()["note"]
    assert set(table) == {note.value for note in Note}
    assert [code for code, words in table.items() if not words["zh"] or not words["en"]] == []


def test_every_way_of_not_being_bound_is_a_note() -> None:
    assert {each.value for each in Binding} - {"bound", "ask"} <= set(Note)
