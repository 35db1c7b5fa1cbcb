"""Which platforms (CMS) a site was seen to run on, and by what marks, in one line. Recognises nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spotcheck.config.language import language
from spotcheck.crawler.dialects import all_dialects
from spotcheck.reports.formatting import clean
from spotcheck.reports.labels import label

_GENERIC = "generic"


def platform_line(dialects: Mapping[tuple[str, str], int]) -> str:
    """Each platform with its pages and the mark most of them were told by, the most pages first; "" where no page was read."""
    pages: Counter[str] = Counter()
    marks: dict[str, Counter[str]] = {}
    for (name, by), count in dialects.items():
        pages[name] += count
        marks.setdefault(name, Counter())[by] += count
    if not pages:
        return ""
    if set(pages) == {_GENERIC}:
        return label("platform_none", pages=pages[_GENERIC])
    known = {dialect.name: dialect for dialect in all_dialects()}
    told = []
    for name in sorted(pages, key=lambda name: (name == _GENERIC, -pages[name], name)):
        dialect = known.get(name)
        title = name if dialect is None else dialect.title if language() == "zh" else dialect.english
        by = min(marks[name].items(), key=lambda mark: (-mark[1], mark[0]))[0]
        line = label("platform_value" if by else "platform_generic", title=title, pages=pages[name], by=clean(by))
        told.append(line + (label("platform_unverified") if dialect is not None and not dialect.verified else ""))
    return label("platform_join").join(told)
