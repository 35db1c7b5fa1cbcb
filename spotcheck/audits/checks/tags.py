"""Meta tags on a draw of pages: whether the names of the rule stand there with a real value. What they say is not checked."""

from __future__ import annotations

from hashlib import sha256

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import ChargedPlace, Details
from spotcheck.audits.search.thresholds import Count, judge_count
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.tags import TagsCheck
from spotcheck.crawler.records import PageKind
from spotcheck.portal.records import Reason
from spotcheck.portal.site_index import Node

KIND = "tags"


def check(spec: TagsCheck, case: Case) -> Result:
    """Looks at the pages drawn; a page that lacks any of the tags is counted."""
    drawn = drawn_pages(case, PageKind.ARTICLE if spec.pages == "content" else PageKind.LIST, spec.draw)
    if not drawn:
        return case.unknown(Reason.NO_BASIS, evidence=case.searched())
    count = Count(evidence=[case.quote(node) for node in drawn])
    for node in drawn:
        assert node.page is not None
        lacking = [tag for tag in spec.tags if tag.lower() not in node.page.tags]
        if lacking:
            count.hits.append((node, ChargedPlace(what=node.title, url=node.page.url, lacks=tuple(lacking))))
    missing = tuple(dict.fromkeys(tag for _, page in count.hits for tag in page.lacks))
    return judge_count(case, count, 1, Defect.INCOMPLETE, details=Details(drawn=len(drawn), missing=missing))


def drawn_pages(case: Case, kind: PageKind, size: int) -> list[Node]:
    """Pages of a kind on the site, drawn by the hash of their address: anybody can draw them again. Data answers are no pages."""
    nodes = (case.holdings.nodes[key] for key, page in case.holdings.pages.items() if page.kind is kind and not page.needs_script)
    fit = [node for node in nodes if case.holdings.own(node.key) and _is_html(node)]
    return sorted(fit, key=lambda node: sha256(node.key.encode()).hexdigest())[:size]


def _is_html(node: Node) -> bool:
    kind = node.visit.content_type.lower() if node.visit else ""
    return not kind or "html" in kind
