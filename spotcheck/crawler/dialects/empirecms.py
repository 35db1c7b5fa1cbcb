"""EmpireCMS 帝国: ``/column/YYYY-MM-DD/ID.html``, where the day is that of the import; lists count ``Total record``.

Refuses the day in an address as a witness of publication.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect


class EmpireCms(Dialect):
    """EmpireCMS 帝国."""

    name = "empirecms"
    title = "帝国 EmpireCMS"
    english = "EmpireCMS"
    signs = ("/e/search/index.php", "/e/public/", "/e/data/", "/e/DownSys/", "/e/member/", 'title="Total record"')
    shape = re.compile(r"/\d{4}-\d{2}-\d{2}/\d+\.html$")
    shape_told = "/…/YYYY-MM-DD/….html"
    containers = ("content_article",)


DIALECT = EmpireCms()
