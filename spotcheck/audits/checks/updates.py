"""Whether the home page was updated: by the days of what it links to, from the items themselves and from the lists that show them.

Where the home page stands still while columns behind it live, a person looks: scripts may fill it.
"""

from __future__ import annotations

from dataclasses import replace

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details
from spotcheck.audits.search.last_updates import Newest, days_before, newest_among, newest_of
from spotcheck.audits.search.looked_at import newest_seen
from spotcheck.audits.search.thresholds import own_columns, unread_menus
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.updates import HOME_BEHIND_COLUMNS, UpdatesCheck
from spotcheck.crawler.records import Area, PageKind
from spotcheck.portal.contents import unread
from spotcheck.portal.link_labels import harmless, opaque
from spotcheck.portal.records import Evidence, Reason
from spotcheck.portal.site_index import Node

KIND = "updates"
_MENUS = (Area.NAVIGATION, Area.FOOTER, Area.BREADCRUMB)
_TITLE = 12  # characters from which the words of a link are a title
_NO_ITEMS = (PageKind.FORM, PageKind.INTERACTION, PageKind.HOME)


def check(spec: UpdatesCheck, case: Case) -> Result:
    """Counts the recent items of the home page; of a gate, those of the columns behind it."""
    home = case.holdings.home
    if home is None:
        return case.unknown(Reason.HOME_NOT_READ)
    since = days_before(case.cutoff, spec.max_age_days)
    shown = newest_among(case, _items(case, home), since)
    if shown.recent >= spec.least:
        return case.passed(_evidence(case, shown, home), confidence=0.95, details=_facts(case, shown))
    columns = [(node, newest_of(case, node, since)) for node in own_columns(case)]
    newest = max(
        (each for _, each in columns if each.day is not None), key=lambda each: (each.day, each.node.key if each.node else ""), default=None
    )
    living = newest is not None and newest.day is not None and newest.day >= since
    if living and newest is not None and shown.day is None and spec.least == 1:  # a gate: nothing but ways to the columns
        return case.passed(_evidence(case, newest, home), confidence=0.9, details=_facts(case, newest))
    facts = _facts(case, shown if shown.day is not None or newest is None else newest)
    if living and not shown.recent:
        told = replace(facts, notes=(HOME_BEHIND_COLUMNS,), form=case.duty.form)
        return case.manual(_evidence(case, newest or shown, home), details=told)
    doubt = [unread(node, "" if not node.read else Reason.UNDATED.value) for node in shown.doubtful]
    doubt += [unread(node, "" if not node.read else Reason.UNDATED.value) for node, each in columns if not each.certain]
    doubt += unread_menus(case)
    if shown.recent + len(doubt) >= spec.least and doubt:
        return case.unknown(case.reach.reason(doubt), evidence=_evidence(case, shown, home), unread=doubt, details=facts)
    if shown.day is None and newest is None:
        return case.unknown(Reason.UNDATED, evidence=_evidence(case, shown, home), details=facts)
    seen = newest_seen(case, home)
    if seen is not None and seen.newest is not None and seen.newest >= since:  # it stood there between the checks
        between = Evidence(url=seen.url, quote=seen.newest.isoformat(), where="page", fetched_at=seen.at, sha256="")
        return case.passed([between], confidence=0.9, details=replace(facts, newest=seen.newest, age_days=(case.cutoff - seen.newest).days))
    return case.failed(Defect.STALE, evidence=_evidence(case, shown, home), confidence=0.9, details=facts)


def _items(case: Case, home: Node) -> list[Node]:
    """What the home page links to outside its menus: items, no columns, no functions and no other sites."""
    assert home.page is not None
    found: dict[str, Node] = {}
    for link in home.page.links:
        node = case.holdings.node(link.url)
        if link.area in _MENUS or node.is_list or node is home or not node.key:
            continue
        if not case.holdings.own(node.key) and max(map(len, node.labels), default=0) < _TITLE:
            continue  # the name of another site; a title that leads elsewhere may well be news
        if node.page is not None and node.page.kind in _NO_ITEMS:
            continue
        if all(opaque(label) or harmless(label) for label in node.labels):
            continue
        found[node.key] = node
    return [found[key] for key in sorted(found)]


def _facts(case: Case, newest: Newest) -> Details:
    day = newest.day
    return Details(newest=day, age_days=(case.cutoff - day).days if day else None, counted=newest.recent)


def _evidence(case: Case, newest: Newest, home: Node) -> list[Evidence]:
    return [case.holdings.evidence(home, home.page.title if home.page else "", "page"), *([case.quote(newest.node)] if newest.node else [])]
