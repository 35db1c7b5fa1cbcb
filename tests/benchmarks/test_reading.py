"""The pages on which reading is measured are like real ones, and are read for what they are."""

from statistics import median

from benchmarks.pages import sites
from benchmarks.reading import TODAY, paired
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import PageKind


def test_drawn_pages_have_the_size_and_the_links_of_real_ones_and_are_read_for_what_they_are():
    for name, pages in sites():
        assert 28_000 < median(len(body) for _, body in pages) < 42_000, name
        assert 130 < median(body.count(b"<a ") for _, body in pages) < 170, name
        for url, body in pages[:6]:
            page = read_page(url=url, body=body, today=TODAY)
            assert page.kind is (PageKind.ARTICLE if "/art/" in url else PageKind.LIST), url
            assert len(page.links) > 130
            assert page.published is not None if page.kind is PageKind.ARTICLE else len(page.entries) == 30


def test_parsing_and_reading_are_measured_for_each_page():
    pages = next(iter(sites()))[1][:2]
    assert [0 < bare < whole for bare, whole in paired(pages)] == [True, True]
