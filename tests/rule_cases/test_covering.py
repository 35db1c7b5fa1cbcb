"""A word is called covered only where, by the rules of matching, no label could tell that it is gone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from spotcheck.audits.covering import covering
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.duties import Duty
from spotcheck.config.kinds.fresh import FreshCheck
from spotcheck.config.models import Terms
from spotcheck.config.rule_words import without, words_of
from spotcheck.portal.matching import matches
from tests.rule_cases.own import written

DUTY = (
    load_catalogue("content-checks")
    .duties()[0][1]
    .model_copy(update={"checks": (FreshCheck(kind="fresh", items=Terms(all=(("公厕",),))),), "subject": (), "hints": (), "unlike": ()})
)
WORDS = st.lists(st.text(alphabet="公厕分布一", min_size=1, max_size=4), min_size=1, max_size=6, unique=True)


def covered(duty: Duty) -> dict[str, str]:
    return {f"{place.list_name}:{place.word}": by for place in words_of(duty) if (by := covering(duty, place))}


def test_a_longer_word_is_covered_by_the_one_that_it_holds(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    assert covered(duty) == {"check[1].names.accepted:公共厕所一览": "公共厕所"}


def test_a_name_much_longer_than_another_is_not_covered_for_it_leaves_room_for_the_name_of_a_body(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    check = duty.checks[0]
    names = check.names.model_copy(update={"accepted": ("公共厕所", "公共厕所分布情况")})
    assert covered(duty.model_copy(update={"checks": (check.model_copy(update={"names": names}),)})) == {}


def test_of_two_words_that_are_matched_alike_one_stays(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    assert covered(duty.model_copy(update={"hints": ("公厕", "公 厕")})) == covered(duty) | {"hints:公 厕": "公厕"}


def test_a_word_that_says_enough_in_a_sentence_is_not_covered_by_one_that_does_not(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    items = Terms(all=(("公共厕所", "公共厕所分布情况", "公共厕所分布情况一览"),))
    found = covered(duty.model_copy(update={"checks": (duty.checks[0].model_copy(update={"items": items}),)}))
    assert {name.rpartition(":")[2]: by for name, by in found.items() if "items" in name} == {"公共厕所分布情况一览": "公共厕所分布情况"}


def test_of_the_words_for_a_text_none_is_covered_for_the_first_that_stands_there_is_quoted(tmp_path):
    (_, duty), _ = load_catalogue(written(tmp_path)).duties()
    field = duty.checks[0].fields[1].model_copy(update={"any": ("地址", "公厕地址")})
    table = duty.checks[0].model_copy(update={"fields": (field,)})
    text = table.model_copy(update={"place": "text"})
    assert "check[1].fields[1].any:公厕地址" in covered(duty.model_copy(update={"checks": (table,)}))
    assert "check[1].fields[1].any:公厕地址" not in covered(duty.model_copy(update={"checks": (text,)}))


@settings(max_examples=200, deadline=None)
@given(first=WORDS, second=WORDS, none=WORDS, title=st.text(alphabet="公厕分布一览表", max_size=12))
def test_no_title_can_tell_that_a_covered_word_of_titles_is_gone(first, second, none, title):
    items = Terms(all=(tuple(first), tuple(second)), none=tuple(none))
    duty = DUTY.model_copy(update={"checks": (DUTY.checks[0].model_copy(update={"items": items}),)})
    for place in words_of(duty):
        if "items" in place.path and covering(duty, place):
            assert matches(without(duty, [place]).checks[0].items, title) == matches(items, title)
