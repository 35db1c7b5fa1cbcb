"""A few shapes of one portal: none is accused wrongly. The whole of them is a benchmark: python -m benchmarks.shapes."""

import re
from html import unescape
from itertools import chain

import pytest

from benchmarks.shapes.contents import lawful
from benchmarks.shapes.drawing import PROXY, Drawing
from benchmarks.shapes.faults import FAULTS, faulty
from benchmarks.shapes.frames import FRAMES, PLAIN
from benchmarks.shapes.measure import Answer, Shape, answers
from benchmarks.shapes.pagings import INDEX, WAYS
from benchmarks.shapes.truths import OWN, STATES

HELD = (
    ("frame", "plain"),
    ("frame", "tables-gbk"),
    ("frame", "row-onclick"),
    ("paging", "go-inline"),
    ("paging", "last-only"),
    ("frame", "nav-file"),
    ("paging", "ucap-own"),
)
_HREF = re.compile(r"""(?:href|src)=(?:(["'])(/[^"']*)\1|(/[^\s>"']*))""", re.I)


@pytest.fixture(scope="module")
def said() -> list[Answer]:
    return list(answers([Shape(kind=kind, name=name, state=state) for kind, name in HELD for state in STATES]))


def of(said: list[Answer], kind: str, name: str) -> list[Answer]:
    return [each for each in said if (each.shape.kind, each.shape.name) == (kind, name)]


def tell(wrong: list[Answer]) -> list[str]:
    return [f"{each.shape.state} {each.catalogue}/{each.duty} {each.said.verdict} {each.said.defect}" for each in wrong]


@pytest.mark.parametrize(("kind", "name"), HELD)
def test_a_shape_is_neither_accused_nor_praised_wrongly(said: list[Answer], kind: str, name: str):
    assert tell([each for each in of(said, kind, name) if each.wrong_fail or each.wrong_pass]) == []


def test_the_plain_frame_keeps_nine_true_verdicts_of_ten(said: list[Answer]):
    held = [each for each in of(said, "frame", "plain") if each.counts]
    assert sum(each.kept for each in held) >= 0.9 * len(held)


def test_each_planted_fault_is_true_of_the_faulty_portal_alone(said: list[Answer]):
    held = {(each.shape.state, each.duty): each.truth.verdict for each in of(said, "frame", "plain") if each.catalogue == OWN}
    assert {duty for (state, duty), verdict in held.items() if verdict == "fail"} == {fault.duty for fault in FAULTS}
    assert all(verdict == "pass" for (state, _), verdict in held.items() if state == "lawful")


def test_no_drawn_site_has_a_dead_link_but_the_planted_one():
    for portal in (lawful(), faulty()):
        for frame, way in chain(((frame, INDEX) for frame in FRAMES), ((PLAIN, way) for way in WAYS)):
            site = Drawing("some.gov.cn", portal, frame, way).site()
            pages = (page.body.decode(frame.charset) for page in site.pages.values() if page.kind.startswith("text/html"))
            links = {unescape(found[2] or found[3]) for page in pages for found in _HREF.finditer(page)}
            dead = {link for link in links if link not in site.pages and not link.startswith(PROXY)}
            assert dead <= ({"/files/js2016.xlsx"} - set(portal.files)), (frame.name, way.name)
