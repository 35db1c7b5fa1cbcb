"""TRS WCM: static lists paged by ``createPageHTML(total, current, "index", "html")``, where index_1 is the second page.

Refuses the call of the same name with six arguments, which is another platform's.
"""

from __future__ import annotations

import re

from spotcheck.crawler.dialects.base import Dialect
from spotcheck.crawler.reading.links import Resolver
from spotcheck.crawler.reading.markup import Markup
from spotcheck.crawler.reading.paging import numbered_pages

_CALL = re.compile(r"createPageHTML\(\s*([\w.]+)\s*,\s*([\w.]+)\s*,\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']\s*(?:,[^()]*)?\)")
_COUNT = re.compile(r"var\s+countPage\s*=\s*(\d+)")
_CURRENT = re.compile(r"var\s+currentPage\s*=\s*(\d+)")


class Trs(Dialect):
    """TRS WCM."""

    name = "trs"
    title = "拓尔思 TRS WCM"
    english = "TRS WCM"
    signs = ("TRS_Editor", "TRS_UEDITOR", "_trs_ta_js", "CurrChnlCls", "TRS_WCM", "trs_web", "TRSWCM", 'class="trs_', "var pubdata=")
    shape: re.Pattern[str] = re.compile(r"/t20\d{6}_\d+\.s?html?")
    shape_told = "t…_….html"
    containers = ("trs_editor", "trs_ueditor", "view")

    def recognise(self, markup: Markup) -> str:
        """By its editor, its breadcrumb class, its paging call or the names of its files."""
        if mark := super().recognise(markup):
            return mark
        source = markup.source
        if "createPageHTML" in source and _CALL.search(source):
            return "createPageHTML"
        return self.shape_told if source.count("/t20") >= 3 and len(self.shape.findall(source)) >= 3 else ""

    def more(self, markup: Markup, resolve: Resolver) -> tuple[str, ...] | None:
        """The numbered pages that the paging call would write."""
        call = _CALL.search(markup.source)
        if call is None:
            return None
        total, current = self._number(call[1], markup.source, _COUNT), self._number(call[2], markup.source, _CURRENT)
        if total is None or current is None:
            return None
        return numbered_pages(markup.url, total, current, call[3], call[4], resolve, first_suffix=1)

    @staticmethod
    def _number(argument: str, source: str, variable: re.Pattern[str]) -> int | None:
        if argument.isdigit():
            return int(argument)
        found = variable.search(source) or re.search(rf"var\s+{re.escape(argument)}\s*=\s*[\"']?(\d+)", source)
        return int(found[1]) if found else None


DIALECT = Trs()
