"""Which platforms a site runs on, as a line that people read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spotcheck.reports.cms_line import platform_line
from spotcheck.reports.labels import label
from spotcheck.reports.site_report import site_report
from tests.reports import samples

SEEN = {("generic", ""): 2, ("hanweb", "<datastore>"): 5, ("hanweb", "/module/jslib/"): 9, ("vsb", "vsb_content"): 1}


@pytest.mark.parametrize("lang", ["en"])
def test_platforms_stand_by_their_pages_with_the_mark_most_were_told_by_and_the_generic_last() -> None:
    assert platform_line(SEEN) == (
        "Hanweb (jpaas): 14 pages (told by “/module/jslib/”); Webber VSB: 1 pages (told by “vsb_content”) "
        "(not yet checked against real pages); no platform recognised, read in the generic way: 2 pages"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_site_of_no_known_platform_says_so_and_a_site_without_pages_says_nothing() -> None:
    assert platform_line({("generic", ""): 7}) == label("platform_none", pages=7)
    assert platform_line({}) == ""


def test_a_platform_that_this_version_does_not_know_keeps_its_name() -> None:
    assert platform_line({("later", "x"): 3}) == "later 3 页（依据“x”识别）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_method_of_a_site_report_has_one_row_for_the_platform() -> None:
    seen = replace(samples.seen(), dialects=SEEN)
    rows = [row.value for row in site_report(seen, (), (), samples.AS_OF).method if row.label == label("platform")]
    assert rows == [platform_line(SEEN)]
    bare = site_report(samples.seen(), (), (), samples.AS_OF).method
    assert label("platform") not in [row.label for row in bare]
