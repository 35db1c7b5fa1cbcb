"""By what a finding and a catalogue are known again."""

from __future__ import annotations

import re
from pathlib import Path

from spotcheck.audits.identity import finding_id
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.catalogue_hash import content_hash
from spotcheck.config.masking import mask
from spotcheck.config.models import Site
from tests.front import small

SITE = Site(url="http://www.qinghe.example/", code="9901000001")


def test_a_finding_keeps_its_id_when_its_site_moves_and_where_the_code_is_unknown_in_every_spelling_of_the_address() -> None:
    moved = SITE.model_copy(update={"url": "https://new.example/", "name": "清河县"})
    assert finding_id(moved, "c/1.1.1") == finding_id(SITE, "c/1.1.1")
    plain, other = Site(url="http://www.qinghe.example/"), Site(url="https://qinghe.example")
    assert finding_id(plain, "c/1.1.1") == finding_id(other, "c/1.1.1") != finding_id(SITE, "c/1.1.1")


def test_every_duty_part_and_body_has_an_id_of_its_own() -> None:
    other = SITE.model_copy(update={"code": "9901000002"})
    ids = [finding_id(site, duty, part) for site in (SITE, other) for duty in ("c/1.1.1", "c/1.1.2") for part in ("", "2017Q3")]
    assert len(set(ids)) == len(ids) and all(re.fullmatch("[0-9a-f]{12}", each) for each in ids)


def test_no_id_is_taken_for_the_number_of_a_person() -> None:
    ids = [finding_id(SITE, f"c/{number}") for number in range(20_000)]
    assert not any(each.isdecimal() or mask(each) != each for each in ids)


def test_the_hash_of_a_catalogue_is_of_what_it_says_not_of_how_it_is_written(tmp_path: Path) -> None:
    folder = small.catalogue(tmp_path / "own")
    first = content_hash(load_catalogue(folder))
    clause = folder / "1.1.toml"
    written = clause.read_text()
    clause.write_text("# a remark\n" + written.replace('confidence = "A"\nadvice = "设栏目"', 'advice = "设栏目"\nconfidence = "A"'))
    assert content_hash(load_catalogue(folder)) == first
    clause.write_text(written.replace("河长公示", "河长名单", 1))
    assert content_hash(load_catalogue(folder)) != first
    clause.write_text(written.replace('accepted = ["统计数据"]', 'accepted = ["统计数据", "统计信息"]'))
    assert content_hash(load_catalogue(folder)) != first
