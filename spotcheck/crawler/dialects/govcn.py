"""The portal of the central government as it was until 2023, and sites built like it: ``/YYYY-MM/DD/content_N.htm``.

Refuses 成文日期 as the day of publication: the index table names both, and they can lie decades apart.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.markup import Markup

_FRAME = ('class="b12c"', 'class="pages_content"', 'class="pages-title"')


class GovCn(Dialect):
    """The State Council's portal before 2023."""

    name = "govcn"
    title = "中国政府网（2023 年前）"
    english = "gov.cn before 2023"
    signs = ('UCAP-CONTENT + class="b12c"',)
    shape = re.compile(r"/\d{4}-\d{2}/\d{2}/content_\d+\.s?html?$")
    shape_told = "/YYYY-MM/DD/content_….htm"
    containers = ("ucap-content", "pages_content")

    def recognise(self, markup: Markup) -> str:
        """By the frame it puts round the text, beside its content id or the names of its files: newspapers name theirs alike."""
        if not any(name in markup.source for name in _FRAME):
            return ""
        return self.signs[0] if "UCAP-CONTENT" in markup.source else super().recognise(markup)


DIALECT = GovCn()
