"""Findings become sentences in both languages, whatever their details hold."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date

import pytest

from spotcheck.audits.details import Details, DuePeriod, ListedDocument, PolicyPair
from spotcheck.audits.details_json import details_from_json
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.language import speaking
from spotcheck.crawler.records import Outcome
from spotcheck.portal.records import Reason
from spotcheck.reports import detail_fields, phrases, sentences
from spotcheck.reports.labels import labels
from tests.reports import samples

AS_OF = date(2018, 1, 15)


def _finding(**more: object) -> Finding:
    return Finding(duty="x/1", title="事项", clause="1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("defect", list(Defect))
def test_every_defect_is_worded_even_without_details(defect: Defect) -> None:
    finding = _finding(verdict=Verdict.FAIL, defects=(defect,))
    told = sentences.found(finding, None, AS_OF)
    assert told[0] and "{" not in "".join(told)
    assert sentences.why(finding) and sentences.actions(finding, None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("reason", [*Reason, *Outcome])
def test_every_reason_is_worded(reason: str) -> None:
    finding = _finding(verdict=Verdict.UNKNOWN, reason=str(reason))
    assert sentences.found(finding, None, AS_OF)[0]
    assert sentences.actions(finding, None)


def test_a_sentence_is_left_out_when_a_field_is_not_known() -> None:
    finding = _finding(verdict=Verdict.FAIL, defects=(Defect.INCOMPLETE,), details=Details(missing=("联系电话",)))
    assert sentences.found(finding, None, AS_OF) == ("已公开相关内容，但缺少：联系电话。",)


def test_lateness_is_counted_in_days_from_the_deadline() -> None:
    finding = _finding(
        verdict=Verdict.FAIL, defects=(Defect.LATE,), details=Details(deadline=date(2017, 5, 27), published=date(2017, 6, 1))
    )
    assert "迟 5 天" in sentences.found(finding, None, AS_OF)[0]


@pytest.mark.parametrize("lang", ["en"])
def test_a_note_without_words_is_shown_and_not_lost() -> None:
    finding = _finding(verdict=Verdict.NOT_APPLICABLE, details=details_from_json({"notes": ["something_new"]}))
    assert "something_new" in sentences.found(finding, None, AS_OF)


def test_an_unknown_never_says_that_something_is_not_published() -> None:
    for item in samples.findings():
        if item.verdict is Verdict.UNKNOWN:
            told = "".join(sentences.found(item, None, AS_OF))
            assert "未见公开" not in told and "没有公开" not in told.replace("不等于没有公开", "")


def test_chinese_and_english_labels_take_the_same_fields() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    chinese = labels()
    with speaking("en"):
        differing = {key for key, text in chinese.items() if fields(text) != fields(labels()[key])}
    assert differing == {"quarter_name_en", "quarter_title"}


def test_sentences_name_only_fields_that_exist_in_both_languages() -> None:
    for defect in Defect:
        table = phrases.sentences()["defect"][defect.value]
        assert len(table["found"]["zh"]) == len(table["found"]["en"]), defect


def test_sentences_of_all_kinds_name_only_fields_that_a_finding_or_a_setting_can_tell() -> None:
    def lines(table: object) -> Iterator[str]:
        if isinstance(table, str):
            yield table
        for each in table.values() if isinstance(table, dict) else table if isinstance(table, list) else ():
            yield from lines(each)

    known = {*phrases.sentences()["fields"], *(fact for settings in KINDS.values() for fact in settings.FACTS)}
    for section in ("defect", "reason"):
        assert {name for line in lines(phrases.sentences()[section]) for _, name, _, _ in string.Formatter().parse(line) if name} <= known
    for item in samples.findings():
        assert set(sentences.facts_of(item, None, AS_OF)) <= set(phrases.sentences()["fields"])


def test_a_period_that_could_not_be_read_is_not_told_as_a_gap() -> None:
    details = Details(periods=(DuePeriod(period="2017Q3", due=date(2017, 12, 29), verdict=Verdict.FAIL),), missing=("2017Q3",))
    unknown = samples.finding("6.3.2", Verdict.UNKNOWN, reason="timeout", details=details)
    assert not detail_fields.period_fails(details.periods[0], unknown)
    assert detail_fields.missing(unknown) == ()
    failed = samples.finding("6.3.2", Verdict.FAIL, Defect.GAP, details=details)
    assert detail_fields.missing(failed) == ("2017年第三季度",)


def test_parts_behind_a_broken_attachment_are_not_called_missing() -> None:
    broken = samples.finding("2.4.5", Verdict.FAIL, Defect.BROKEN, details=Details(missing=("三公经费",)))
    assert detail_fields.missing(broken) == ()


def test_only_an_original_that_the_finding_shows_is_called_unmarked() -> None:
    rows = tuple(ListedDocument(number="", title=name, original_url=f"{samples.HOST}/{name}", mark="") for name in ("a", "b"))
    item = samples.finding(
        "2.1.12", Verdict.FAIL, Defect.UNMARKED, details=Details(documents=rows), evidence=(samples.evidence("/a", "a"),)
    )
    assert "有 1 份的原文页面没有标注：《a》" in sentences.found(item, None, AS_OF)[0]


def test_an_unlinked_pair_says_which_side_lacks_the_link() -> None:
    pair = PolicyPair(title="《办法》解读", url="", original_url="", links_to=True, links_back=False)
    item = samples.finding("6.2.1", Verdict.FAIL, Defect.UNLINKED, details=Details(pairs=(pair,)))
    assert "文件页面没有链接解读" in sentences.found(item, None, AS_OF)[0]
