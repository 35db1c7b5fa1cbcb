"""Links that a hijacker leaves on a site: concealed ones to foreign hosts, and those whose words are on the list.

A menu that unfolds is concealed as well: links hidden by style alone count only with a word of the list.
"""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Hit
from spotcheck.audits.search.text_hits import Sighting, judge_hits
from spotcheck.config.kinds.hijack import HijackCheck
from spotcheck.crawler.urls import host, is_government
from spotcheck.crawler.urls import key as key_of
from spotcheck.portal.matching import normal

KIND = "hijack"


def check(spec: HijackCheck, case: Case) -> Result:
    """Looks at every link of every page, each link once."""
    words = [normal(word) for word in spec.words]
    found: list[Sighting] = []
    seen: set[tuple[str, str]] = set()
    for key, page in sorted(case.holdings.pages.items()):
        node = case.holdings.nodes[key]
        concealed = [(link.url, link.text, link.how) for link in page.concealed]
        shown = [(link.url, link.text, "shown") for link in page.links if link.url.startswith("http")]
        for url, text, how in (*concealed, *shown):
            if (url, text) in seen or is_government(host(url)) or case.holdings.own(key_of(url)):
                continue
            if how in ("away", "script") or any(word in normal(text) for word in words):
                seen.add((url, text))
                evidence = case.holdings.evidence(node, f"{text} {url}".strip(), "link")
                hit = Hit(what="link", url=evidence.url, how=how, target=url, quote=text)
                found.append(Sighting(evidence=evidence, hit=hit))
    return judge_hits(case, found, texts_read=len(case.holdings.pages))
