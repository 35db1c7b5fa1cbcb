"""The pages that a person labelled, read in place from the archives beside the project.

Refuses labels that a rule guessed: only rows marked ``hand`` are truth. The archives are third-party text; nothing of them is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from spotcheck.crawler.records import PageKind

TODAY = date(2024, 3, 1)  # no page of the archives is younger; WARC-Date is the day of packing
ENTRIES = Path(__file__).with_name("entries.tsv")

# The label ``form`` says what a page is to look at; the label ``kind`` says what it is about (a guide, a fee list, a budget), and
# such a page may be an article or the column that holds it. So the form alone decides. A page of one fixed text (``single``:
# contact, duties of a unit) and a site map are neither article nor column, and a visitor finds no date of publication there.
KINDS = {
    "home": PageKind.HOME,
    "list": PageKind.LIST,
    "detail": PageKind.ARTICLE,
    "form": PageKind.FORM,
    "error": PageKind.ERROR,
    "single": PageKind.OTHER,
    "sitemap": PageKind.OTHER,
}


class Absent(Exception):
    """The archives are not where they were looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a person counted on one column page: the items of its main list, and the newest day shown beside them."""

    entries: int
    newest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page with its truth. ``published`` is None where the page shows no day of publication."""

    url: str
    host: str
    platform: str
    form: str
    title: str
    published: date | None
    body: bytes
    count: Count | None = None

    @property
    def kind(self) -> PageKind:
        """What the page is. Raises KeyError for a form that is not mapped."""
        return KINDS[self.form]


def load(corpus: Path) -> list[Sample]:
    """Every page labelled by hand. Raises Absent where there are no labels or none of their pages."""
    labels = corpus / "labels.tsv"
    if not labels.is_file():
        raise Absent(f"{labels}: there is no such file. Give the directory of the labelled archives: make accuracy CORPUS=DIR")
    with labels.open(encoding="utf-8", newline="") as file:
        rows = {_address(row["original_url"]): row for row in csv.DictReader(file, delimiter="\t") if row["label"] == "hand"}
    counts, bodies = read_counts(), {url: body for _, url, body in pages(corpus)}
    found = [
        Sample(
            url=url, host=row["host"], platform=row["cms"].split("(")[0].split(" ")[0] or "?", form=row["form"], title=row["title"],
            published=date.fromisoformat(row["publish_date"]) if row["publish_date"] else None, body=bodies[url], count=counts.get(url),
        )
        for url, row in rows.items()
        if url in bodies
    ]  # fmt: skip
    if not found:
        raise Absent(f"{corpus}: no archive there holds a page that labels.tsv labels by hand. Give another directory: CORPUS=DIR")
    return found


def pages(corpus: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every archived response as (archive, address, body), labelled or not."""
    for archive in sorted(corpus.glob("*.warc.gz")):
        with archive.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    yield archive.name, _address(record.rec_headers.get_header("WARC-Target-URI")), record.content_stream().read()


def read_counts() -> dict[str, Count]:
    """The entries counted by hand, by address."""
    with ENTRIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {
            _address(row["url"]): Count(entries=int(row["entries"]), newest=date.fromisoformat(row["newest"]) if row["newest"] else None)
            for row in rows
        }


def _address(url: str) -> str:
    return url.replace(" ", "%20")
