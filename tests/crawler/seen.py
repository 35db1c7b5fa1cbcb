"""Records of any content, for tests of what stores them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from spotcheck.crawler import records
from spotcheck.crawler.records import Area, Link, Outcome, Page, PageKind, Role, Visit

words = st.text(max_size=12)
urls = st.builds("http://{}.gov.cn/{}".format, st.sampled_from(["a", "www.a", "b"]), st.integers(0, 30))


def tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


dates = st.builds(
    records.DateFact,
    value=st.dates(),
    type=st.sampled_from(records.DateType),
    words=words,
    confidence=st.floats(0, 1),
    labelled=st.booleans(),
    year_inferred=st.booleans(),
)
tables = st.builds(records.Table, caption=words, heads=tuples(words), rows=tuples(tuples(words)), notes=tuples(words), sheet=words)
entries = st.builds(
    records.Entry,
    url=words,
    title=words,
    date=st.none() | st.dates(),
    words=words,
    position=st.integers(0, 99),
    year_inferred=st.booleans(),
)
pages = st.builds(
    Page,
    url=urls,
    kind=st.sampled_from(PageKind),
    title=words,
    dialect=words,
    dialect_by=words,
    charset=words,
    published=st.none() | dates,
    dates=tuples(dates),
    text=st.text(),
    breadcrumb=tuples(st.builds(records.Crumb, name=words, url=words)),
    column=st.none() | st.builds(records.Column, url=words, name=words, trail=tuples(words)),
    links=tuples(st.builds(Link, url=words, text=words, area=st.sampled_from(Area))),
    entries=tuples(entries),
    attachments=tuples(st.builds(records.Attachment, url=words, name=words)),
    tables=tuples(tables),
    tags=st.dictionaries(words, words, max_size=3),
    metadata=tuples(st.tuples(words, words)),
    marks=tuples(words),
    site_code=words,
    icp=words,
    host_unit=words,
    foot=tuples(words),
    site_codes=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    police=words,
    contact=words,
    more=tuples(words),
    expected_entries=st.none() | st.integers(0, 10**30),
    redirect_to=words,
    blank=st.booleans(),
    needs_script=st.booleans(),
    undecoded=st.integers(0, 99),
)
documents = st.builds(
    records.Document,
    url=urls,
    name=words,
    format=words,
    state=st.sampled_from(records.DocumentState),
    text=st.text(),
    tables=tuples(tables),
    pages=st.none() | st.integers(0, 9999),
    detail=words,
)
visits = st.builds(
    Visit,
    url=urls,
    outcome=st.sampled_from(Outcome),
    role=st.sampled_from(Role),
    label=words,
    status=st.none() | st.integers(100, 599),
    fetched_at=st.just("2018-01-02T03:04:05Z"),
    content_type=words,
    sha256=st.just(""),
    size=st.integers(0, 2**40),
    redirect_to=words,
    detail=words,
    attempts=st.integers(1, 9),
)


def visit(url: str, outcome: Outcome = Outcome.READ, **more: object) -> Visit:
    """A visit with what a test does not care about filled in."""
    return Visit(url=url, outcome=outcome, role=Role.PAGE, fetched_at="2018-01-02T03:04:05Z", **more)  # type: ignore[arg-type]


def page(url: str, links: int = 3) -> Page:
    """A plain article with some navigation."""
    return Page(
        url=url,
        kind=PageKind.ARTICLE,
        title=f"关于{url[-4:]}的通知",
        text="各单位：\n" * 40,
        published=records.DateFact(value=date(2018, 1, 2), type=records.DateType.PUBLISHED, words="2018-01-02", confidence=1.0),
        links=tuple(Link(url=f"http://a.gov.cn/{n}", text=f"栏目{n}", area=Area.NAVIGATION) for n in range(links)),
    )
