"""Each kind's own cases are judged as a fair reader would. The cases are data."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from spotcheck.audits.engine import judge
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.validation import as_json
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Concealed
from tests.audits.building import build, register_of
from tests.audits.trial import AS_OF, catalogue_of
from tests.kinds.cases import own_cases

OWN = list(own_cases())


@pytest.mark.parametrize("case", OWN, ids=[f"{case['check']['kind']}: {case['name']}" for case in OWN])
def test_a_case_of_a_kind_is_judged_as_a_fair_reader_would(case, tmp_path):
    site = {name: value for name, value in case.items() if name not in ("check", "words", "concealed")}
    spec = TypeAdapter(CheckSpec).validate_json(as_json(case["check"]))
    hidden = tuple(Concealed(**link) for link in case.get("concealed", []))
    with build(tmp_path / "snapshot.db", site) as snapshot:
        pages = [(visit, replace(page, concealed=hidden) if "/a/" in page.url else page) for visit, page in snapshot.pages()]
        snapshot.pages = lambda: iter(pages)
        words = [Word(**word) for word in case.get("words", [])]
        (finding,) = judge(snapshot, [catalogue_of(spec)], AS_OF, register_of(site), words)
    expected = case["expect"]
    got = (finding.verdict.value, finding.defect.value if finding.defect else None, finding.reason)
    assert got == (expected["verdict"], expected.get("defect"), expected.get("reason"))
