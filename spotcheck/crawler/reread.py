"""A stored run whose pages an older version read: they are read again from their own answers. Changes nothing that is stored."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from spotcheck.config.china_time import day_in_china
from spotcheck.crawler.reading.decode import Undecodable
from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Document, Page, Visit
from spotcheck.crawler.snapshot import RunInfo, Snapshot

_log = logging.getLogger(__name__)


class Reread:
    """What ``Snapshot`` gives, with the pages as this version reads them. A page whose answer is gone stays as it was kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.run: RunInfo = snapshot.run

    def visits(self) -> Iterator[Visit]:
        """Every visit."""
        return self._snapshot.visits()

    def documents(self) -> Iterator[tuple[Visit, Document]]:
        """Every document that was opened, with its visit."""
        return self._snapshot.documents()

    def pages(self) -> Iterator[tuple[Visit, Page]]:
        """Every page, with its visit."""
        for visit, page in self._snapshot.pages():
            yield visit, self._again(visit, page) if page.former else page

    def _again(self, visit: Visit, page: Page) -> Page:
        body = self._snapshot.body(visit.url)
        if body is None:
            return page
        day = day_in_china(visit.fetched_at)
        try:
            return read_page(url=page.url, body=body, content_type=visit.content_type, role=visit.role, label=visit.label, today=day)
        except Undecodable:
            return page
        except Exception:  # a fault of ours: what was kept is still true
            _log.exception("cannot read %s again", visit.url)
            return page


def up_to_date(snapshot: Snapshot) -> Snapshot | Reread:
    """The snapshot itself where this version wrote all of its pages."""
    return Reread(snapshot) if snapshot.has_former_pages() else snapshot
