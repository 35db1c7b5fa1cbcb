"""What the daily look saw of a page between the checks. It only speaks for a site: it takes a fault back, and never makes one."""

from __future__ import annotations

from datetime import timedelta

from spotcheck.audits.case import Case
from spotcheck.config.china_time import moment
from spotcheck.crawler.records import Look, Outcome
from spotcheck.crawler.urls import key
from spotcheck.portal.site_index import Node

_NEAR = timedelta(days=3)  # so near to a server's error, a page that opened shows that the error passed


def opened_otherwise(case: Case, node: Node) -> bool:
    """Whether a page that the check found dead was opened later; or, where its server had failed, on a day near to it."""
    if node.visit is None or not node.visit.fetched_at:
        return False
    at = moment(node.visit.fetched_at)
    server = node.visit.outcome is Outcome.SERVER_ERROR
    return any(
        look.outcome is Outcome.READ and (moment(look.at) > at or (server and at - moment(look.at) <= _NEAR)) for look in _of(case, node)
    )


def newest_seen(case: Case, node: Node) -> Look | None:
    """The look that saw the newest day in a list there, up to the last day that can be judged."""
    dated = [look for look in _of(case, node) if look.newest is not None and look.newest <= case.cutoff]
    return max(dated, key=lambda look: (look.newest, look.at), default=None)


def _of(case: Case, node: Node) -> list[Look]:
    keys = dict.fromkeys([node.key, *(key(url) for url in (node.url, node.visit.url if node.visit else "") if url)])
    return [look for each in keys for look in case.looks.get(each, ())]
