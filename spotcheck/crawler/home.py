"""Whether the home page of a site was read: where the way to it ended. Fetches nothing."""

from __future__ import annotations

from spotcheck.crawler.records import Outcome, Visit
from spotcheck.crawler.snapshot import Snapshot

_HOPS = 5  # redirects from the address of a site to its home page


def unread_home(snapshot: Snapshot) -> Visit | None:
    """The visit at which the way to the home page ended, or None where it was read."""
    url = snapshot.run.site.url
    visit = None
    for _ in range(_HOPS):
        visit = snapshot.visit(url)
        if visit is None or not visit.redirect_to:
            break
        url = visit.redirect_to
    return None if visit is None or (visit.outcome is Outcome.READ and not visit.redirect_to) else visit
