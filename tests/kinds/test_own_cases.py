"""Each kind's own cases: judged as a fair reader would, told in a site report and on the pages of the rules. The cases are data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pydantic import TypeAdapter

from spotcheck import reports
from spotcheck.audits.engine import judge
from spotcheck.audits.verdicts import Finding
from spotcheck.config.duties import Catalogue
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.kinds.words import kind_name, words
from spotcheck.config.language import speaking
from spotcheck.config.validation import as_json
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Concealed
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.reports.formats.html import render_site
from spotcheck.reports.rules.pages import pages
from spotcheck.reports.site_report import site_report
from tests.audits.building import build, register_of
from tests.audits.trial import AS_OF, catalogue_of
from tests.kinds.cases import own_cases

OWN = list(own_cases())
every_case = pytest.mark.parametrize("case", OWN, ids=[f"{case['check']['kind']}: {case['name']}" for case in OWN])


@contextmanager
def judged(case: dict[str, Any], folder: Path) -> Iterator[tuple[Snapshot, Catalogue, Finding]]:
    """The site of a case with the one finding there. ``words``: of the office; ``concealed``: links of every article."""
    site = {name: value for name, value in case.items() if name not in ("check", "words", "concealed")}
    rules = catalogue_of(TypeAdapter(CheckSpec).validate_json(as_json(case["check"])))
    hidden = tuple(Concealed(**link) for link in case.get("concealed", []))
    with build(folder / "snapshot.db", site) as snapshot:
        shown = [(visit, replace(page, concealed=hidden) if "/a/" in page.url else page) for visit, page in snapshot.pages()]
        snapshot.pages = lambda: iter(shown)  # type: ignore[method-assign]
        (finding,) = judge(snapshot, [rules], AS_OF, register_of(site), [Word(**word) for word in case.get("words", [])])
        yield snapshot, rules, finding


@every_case
def test_a_case_of_a_kind_is_judged_as_a_fair_reader_would_and_told_in_both_languages(case: dict[str, Any], tmp_path: Path) -> None:
    with judged(case, tmp_path) as (snapshot, rules, finding):
        seen = reports.look(snapshot, [finding])
    expected = case["expect"]
    got = (finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason)
    assert got == (expected["verdict"], expected.get("defect"), expected.get("reason"))
    for lang in ("zh", "en"):
        with speaking(lang):
            told = text_of(render_site(site_report(seen, [finding], [rules], AS_OF)))
            sentences = words(case["check"]["kind"]).passed.lines
        assert rules.duties()[0][1].title in told and "{" not in told
        assert finding.verdict != "pass" or any(sentence.partition("{")[0] in told for sentence in sentences)


def text_of(report: str) -> str:
    """What a reader of a report sees."""
    page = html.document_fromstring(report)
    for code in page.xpath("//script | //style"):
        code.drop_tree()
    return page.text_content()


@every_case
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_kind_of_a_case_has_a_page_and_its_check_a_place_on_the_page_of_the_rule(case: dict[str, Any], lang: str) -> None:
    kind = case["check"]["kind"]
    with speaking(lang):
        drawn = pages(catalogue_of(TypeAdapter(CheckSpec).validate_json(as_json(case["check"]))))
        assert words(kind).what.text in drawn[f"kind-{kind}.md"]
        assert kind_name(kind) in drawn["README.md"] and kind_name(kind) in drawn["1.1.md"]
    assert "{" not in "".join(drawn.values())
