"""The part of a ledger that holds what the daily look saw. Keeps it as long as a verdict may rest on it, and a little longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from spotcheck.crawler.records import Look, Outcome
from spotcheck.crawler.urls import key
from spotcheck.ledger.store import Store


def look_row(look: Look) -> dict[str, Any]:
    """A row of ``looks``."""
    fields = {name: getattr(look, name) for name in ("site", "url", "at", "status", "label")}
    newest = look.newest.isoformat() if look.newest else None
    return {"site_key": key(look.site), "key": key(look.url), **fields, "outcome": look.outcome.value, "newest": newest}


def look_of(row: Mapping[str, Any]) -> Look:
    """The look of a row of ``looks``."""
    names = ("site", "url", "at", "status", "label")
    newest = date.fromisoformat(row["newest"]) if row["newest"] else None
    return Look(**{name: row[name] for name in names}, outcome=Outcome(row["outcome"]), newest=newest)


class LookStore(Store):
    """What was seen of sites between their checks."""

    def save_looks(self, looks: Iterable[Look], *, forget_before: str = "") -> None:
        """Keeps looks; those of before a moment are forgotten."""
        rows = [look_row(look) for look in looks]
        with self._writing():
            self._db.table("looks").upsert_all(rows, pk=("site_key", "key", "at"))
            if forget_before:
                self._db.table("looks").delete_where("at < ?", [forget_before])

    def looks(self, site: str, since: str, until: str) -> list[Look]:
        """What was seen of a site (its address) from ``since`` up to ``until`` (UTC, as they are written), oldest first."""
        if not self._has("looks"):
            return []
        query = "SELECT * FROM looks WHERE site_key = ? AND at >= ? AND at < ? ORDER BY at, key"
        return [look_of(row) for row in self._db.query(query, [key(site), since, until])]
