"""A judgement is called a trial outside the catalogue's region or dates, on evidence."""

from __future__ import annotations

from datetime import date

import pytest

from spotcheck.config.models import Site
from spotcheck.reports.catalogue_scope import scope_notes
from tests.reports.samples import CATALOGUE

INSIDE = date(2018, 1, 15)


def _kinds(site: Site, *, codes: tuple[str, ...] = (), icp: tuple[str, ...] = (), as_of: date = INSIDE) -> list[str]:
    return [note.kind for note in scope_notes(site=site, codes=codes, icp=icp, catalogue=CATALOGUE, as_of=as_of)]


@pytest.mark.parametrize(
    ("site", "codes", "icp", "kinds"),
    [
        (Site(url="http://a.example/", region="浙江省杭州市"), (), (), []),
        (Site(url="http://czt.zj.gov.cn/"), (), (), []),
        (Site(url="http://a.example/"), ("3300000020",), (), []),
        (Site(url="http://a.example/", region="河南省周口市"), (), (), ["region_outside"]),
        (Site(url="http://a.example/", region="河南周口"), (), (), ["region_outside"]),
        (Site(url="http://a.example/"), ("4116240001",), ("豫ICP备05000000号",), ["region_outside"]),
        (Site(url="http://a.example/"), (), ("豫ICP备05000000号",), ["region_outside"]),
        (Site(url="http://a.example/", region="浙江省"), ("4116240001",), (), ["region_mixed"]),
        (Site(url="http://a.example/", region="杭州市"), (), (), ["region_unknown"]),
    ],
)
def test_the_region_is_told_from_what_is_known(site: Site, codes: tuple[str, ...], icp: tuple[str, ...], kinds: list[str]) -> None:
    assert _kinds(site, codes=codes, icp=icp) == kinds


@pytest.mark.parametrize(
    ("day", "kinds"), [(date(2017, 4, 27), []), (date(2018, 4, 26), []), (date(2018, 4, 27), ["dates"]), (date(2017, 4, 26), ["dates"])]
)
def test_the_first_and_last_day_of_validity_are_inside(day: date, kinds: list[str]) -> None:
    assert _kinds(Site(url="http://czt.zj.gov.cn/"), as_of=day) == kinds
