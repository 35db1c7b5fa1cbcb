"""The register in the ledger: its entries, how they changed, and its hash. Decides nothing about what a change means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from spotcheck.config.models import Site
from spotcheck.config.register_records import Entry
from spotcheck.crawler.urls import key
from spotcheck.ledger.site_rows import entry_of, entry_row, register_hash, site_of, site_row
from spotcheck.ledger.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """Something that happened to a site. ``kind``: added, changed, moved, moved_away, closed, merged, opened or removed.

    ``was`` and ``now``: the addresses of a move, else the states or fields in words; ``day``: when it happened, or was heard of.
    """

    kind: str
    code: str
    name: str
    was: str = ""
    now: str = ""
    day: str = ""
    reason: str = ""


class RegisterStore(Store):
    """The part of a ledger that holds the register."""

    def import_sites(self, sites: Sequence[Site], at: str, *, replace: bool = False) -> tuple[int, int, int]:
        """Adds or corrects sites; returns how many were added, changed and (with ``replace``) removed. Order is kept."""
        known = {key(site.url): site for site in self.sites()}
        given = {key(site.url): site for site in sites}
        changed = [each for each, site in given.items() if each in known and known[each] != site]
        removed = [each for each in known if each not in given] if replace else []
        with self._writing():
            self._db.table("sites").upsert_all([site_row(site, at) for site in given.values()], pk="key")
            for each in removed:
                self._db.table("sites").delete(each)
        return len(given.keys() - known.keys()), len(changed), len(removed)

    def save_register(self, entries: Iterable[Entry], removed: Iterable[str], changes: Iterable[SiteChange], at: str) -> None:
        """Adds or corrects entries, drops those whose keys are ``removed``, and remembers what changed, all at once."""
        with self._writing():
            for each in removed:
                self._db.table("sites").delete_where("key = ?", [each])
            self._db.table("sites").upsert_all([entry_row(entry, at) for entry in entries], pk="key")
            self._db.table("site_changes").insert_all([{"recorded_at": at} | asdict(change) for change in changes])

    def sites(self) -> list[Site]:
        """The sites of the register, in the order of import; offline ones and shared platforms too."""
        return [site_of(row) for row in self._db.query("SELECT * FROM sites ORDER BY rowid")]

    def entries(self) -> list[Entry]:
        """The register with everything that it says beside the sites."""
        return [entry_of(row) for row in self._db.query("SELECT * FROM sites ORDER BY rowid")]

    def site_changes(self) -> list[tuple[str, SiteChange]]:
        """What happened to the register, the oldest first, each with when it was recorded (UTC)."""
        if not self._has("site_changes"):
            return []
        names = SiteChange.__slots__
        rows = self._db.query("SELECT * FROM site_changes ORDER BY id")
        return [(row["recorded_at"], SiteChange(**{name: row[name] for name in names})) for row in rows]

    def register_hash(self) -> str:
        """The hash of the register as it stands; "" for an empty one."""
        sites = self.sites()
        return register_hash(sites) if sites else ""

    def site(self, url: str) -> Site | None:
        """The site of the register that a URL names (http and https, www and bare are one; a page names its host's site)."""
        found: dict[str, Site] = {}
        for site in self.sites():
            for address in (site.url, *site.domains):
                found.setdefault(key(address), site)
        wanted = key(url)
        if wanted in found:
            return found[wanted]
        same_host = {id(site): site for each, site in found.items() if each.partition("/")[0] == wanted.partition("/")[0]}
        return next(iter(same_host.values())) if len(same_host) == 1 else None
