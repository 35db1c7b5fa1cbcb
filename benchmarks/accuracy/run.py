"""The runs that the table shows: over labels, over variants, over pages of our own. Refuses to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from benchmarks.accuracy.measures import Mark, answer_of, judge, judge_list, judge_page
from benchmarks.accuracy.peers import DATES_ONLY, Extractor, ask
from benchmarks.accuracy.places import moved
from benchmarks.accuracy.truth import TODAY, Sample, read_counts
from benchmarks.accuracy.variants import IDENTICAL, Bytes, differences, source_of
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page, PageKind
from spotcheck.crawler.urls import key

OURS = "spotcheck"
Found = dict[str, dict[str, list[Mark]]]
Change = Callable[[str, str], tuple[str, Bytes]]


def labelled(samples: Sequence[Sample], peers: dict[str, Extractor], change: Change | None = None) -> tuple[Found, list[str]]:
    """Every measure by extractor, and a line for each of our misses. ``change``: what is done to the pages first."""
    found: Found = {}
    misses: list[str] = []
    for sample in samples:
        url, text, sent = sample.url, source_of(sample.body), Bytes(sample.body, "")
        if change is not None:
            url, sent = change(url, text)
            text = source_of(sent.body)
        page = read_page(url=url, body=sent.body, content_type=sent.content_type, today=TODAY)
        results = {OURS: judge_page(sample, page)}
        for name, extractor in peers.items():
            marks = judge(sample, ask(extractor, text, url))
            results[name] = {key: right for key, right in marks.items() if not (name in DATES_ONLY and key.startswith("title"))}
        for name, marks in results.items():
            for measure, right in marks.items():
                mark = Mark(host=sample.host, platform=sample.platform, url=sample.url, right=right)
                found.setdefault(measure, {}).setdefault(name, []).append(mark)
        misses += [f"{key}: {sample.url}" for key, right in results[OURS].items() if right is ("wrong" in key or "page dated" in key)]
    return found, misses


def compared(samples: Sequence[Sample], pages: Mapping[str, Page]) -> tuple[Found, list[str]]:
    """The same measures of the pages as their whole site tells them (``pages``, by URL key); ours alone, and a line for each miss."""
    found: Found = {}
    misses: list[str] = []
    for sample in samples:
        page = pages.get(key(sample.url))
        marks = judge_page(sample, page) if page is not None else {"page kind": sample.kind is PageKind.ERROR}  # a run keeps no error page
        for measure, right in marks.items():
            mark = Mark(host=sample.host, platform=sample.platform, url=sample.url, right=right)
            found.setdefault(measure, {}).setdefault(OURS, []).append(mark)
        misses += [
            f"whole site: {name}: {sample.url}" for name, right in marks.items() if right is ("wrong" in name or "page dated" in name)
        ]
    for url, count in read_counts().items():
        if url in {sample.url for sample in samples} or (page := pages.get(key(url))) is None:
            continue
        for measure, right in judge_list(count, page).items():
            mark = Mark(host=url.split("/")[2], platform="?", url=url, right=right)
            found.setdefault(measure, {}).setdefault(OURS, []).append(mark)
            misses += [] if right else [f"whole site: {measure}: {url}"]
    return found, misses


def variants(pages: Sequence[tuple[str, str, bytes]]) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """By variant: on how many pages it is read like the original, of how many; and a line for each that is not."""
    counts, misses = {}, []
    originals = [(url, source_of(body), _read(url, Bytes(body, ""))) for _, url, body in pages]
    for name, make in IDENTICAL.items():
        alike = 0
        for url, text, page in originals:
            other = _read(url, make(text))
            wrong = differences(page, other) if page and other else ["undecodable"] if page is not other else []
            alike += not wrong
            if wrong:
                misses.append(f"{name}: {url}: {', '.join(wrong)}")
        counts[name] = (alike, len(originals))
    return counts, misses


def places(peers: dict[str, Extractor]) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """By extractor: on how many of our own pages the day is right; and a line for each that we miss."""
    counts: dict[str, tuple[int, int]] = {}
    misses: list[str] = []
    cases = list(moved())
    for case in cases:
        wanted = case.day.isoformat() if case.day else ""
        answers = {OURS: answer_of(read_page(url=case.url, body=case.html.encode(), today=date(2018, 6, 2)))}
        answers |= {name: ask(extractor, case.html, case.url) for name, extractor in peers.items()}
        for name, answer in answers.items():
            right = answer.published == wanted
            counts[name] = (counts.get(name, (0, 0))[0] + right, len(cases))
            if name == OURS and not right:
                misses.append(f"{case.name}: {answer.published or 'no day'} for {wanted or 'no day'}")
    return counts, misses


def _read(url: str, sent: Bytes) -> Page | None:
    try:
        return read_page(url=url, body=sent.body, content_type=sent.content_type, today=TODAY)
    except Undecodable:
        return None
