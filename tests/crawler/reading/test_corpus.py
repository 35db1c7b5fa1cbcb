"""The accuracy floor on real pages that a person labelled; the archives lie beside the project and are read in place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from spotcheck.crawler.reading.markup import squeeze
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
KINDS = {"detail": "article", "list": "list", "home": "home", "form": "form", "error": "error", "single": "other", "sitemap": "other"}
NEWEST = date(2024, 3, 1)  # no page of the archives is younger

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="the archives are not beside the project")]


def responses(host: str) -> Iterator[tuple[str, bytes]]:
    with (CORPUS / f"{host}.warc.gz").open("rb") as file:
        for entry in ArchiveIterator(file):
            if entry.rec_type == "response":
                yield entry.rec_headers.get_header("WARC-Target-URI"), entry.content_stream().read()


@pytest.fixture(scope="module")
def labelled() -> list[tuple[dict[str, str], Page]]:
    with (CORPUS / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["original_url"].replace(" ", "%20"): row for row in csv.DictReader(file, delimiter="\t") if row["label"] == "hand"}
    hosts = sorted({row["host"] for row in rows.values()})
    return [(rows[url], read_page(url=url, body=body, today=NEWEST)) for host in hosts for url, body in responses(host) if url in rows]


def share(outcomes: list[bool]) -> float:
    assert outcomes
    return sum(outcomes) / len(outcomes)


def test_days_of_publication_are_exact(labelled: list[tuple[dict[str, str], Page]]) -> None:
    dated = [(row, page) for row, page in labelled if row["publish_date"]]
    assert share([page.published is not None and page.published.value.isoformat() == row["publish_date"] for row, page in dated]) >= 0.99


def test_no_undated_page_gets_a_day(labelled: list[tuple[dict[str, str], Page]]) -> None:
    assert [row["original_url"] for row, page in labelled if not row["publish_date"] and page.published is not None] == []


def test_titles_of_documents_are_right(labelled: list[tuple[dict[str, str], Page]]) -> None:
    documents = [(row, page) for row, page in labelled if row["form"] == "detail"]
    assert share([squeeze(page.title) == squeeze(row["title"]) for row, page in documents]) >= 0.97


def test_kinds_are_right(labelled: list[tuple[dict[str, str], Page]]) -> None:
    assert share([page.kind.value == KINDS[row["form"]] for row, page in labelled]) >= 0.97


def test_columns_labelled_empty_are_blank_and_no_others(labelled: list[tuple[dict[str, str], Page]]) -> None:
    lists = [(row, page) for row, page in labelled if row["form"] == "list"]
    assert {row["original_url"] for row, page in lists if page.blank} == {
        row["original_url"] for row, _ in lists if "EMPTY COLUMN" in row["notes"]
    }
