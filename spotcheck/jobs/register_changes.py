"""What an imported register changes in the one that the workspace holds: sites added, moved, gone offline. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spotcheck.config.models import SiteState
from spotcheck.config.register_records import Entry, Register
from spotcheck.crawler.urls import key
from spotcheck.ledger.register_store import SiteChange

_OF_SITE = ("name", "code", "body", "region", "subordinate_sites", "named_for", "platform", "domains", "state")
_OF_ENTRY = ("contact", "phone", "email", "since", "reason")
_STATE_KINDS = {
    SiteState.NORMAL: "opened",
    SiteState.CLOSED: "closed",
    SiteState.MOVED: "moved_away",
    SiteState.MERGED: "merged",
}
_INFERRED = ("level", "functions")  # read from the name where the file says nothing: kept only where that tells nothing either


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChanges:
    """``entries``: the file's, with what it says nothing of taken over; ``missing``: those it lacks; ``dropped``: keys left by a move."""

    entries: tuple[Entry, ...]
    changes: tuple[SiteChange, ...]
    missing: tuple[Entry, ...]
    dropped: tuple[str, ...]

    def of(self, *kinds: str) -> list[SiteChange]:
        """The changes of these kinds."""
        return [change for change in self.changes if change.kind in kinds]


def compare(known: Sequence[Entry], register: Register, day: date) -> RegisterChanges:
    """What importing a file would do. ``day``: that of a change of which the file does not say when it was."""
    by_key = {key(entry.site.url): entry for entry in known}
    by_code = {entry.site.code: entry for entry in sorted(known, key=lambda each: each.site.supervised) if entry.site.code}
    given = {key(entry.site.url) for entry in register.entries}
    entries: list[Entry] = []
    changes: list[SiteChange] = []
    dropped: list[str] = []
    for told in register.entries:
        here = by_key.get(key(told.site.url))
        there = by_code.get(told.site.code) if here is None else None
        was = here or there
        entry = _kept(told, was, register.fields) if was else told
        entries.append(entry)
        when = (entry.since or day).isoformat()
        if was is None:
            changes.append(_change("added", entry, "", entry.site.url, when))
        elif there is not None and entry.site.state is not SiteState.MOVED:
            changes.append(_change("moved", entry, there.site.url, entry.site.url, when))
            if key(there.site.url) not in given:
                dropped.append(key(there.site.url))
        if was is not None and entry.site.state is not was.site.state:
            kind = _STATE_KINDS[entry.site.state]
            changes.append(_change(kind, entry, was.site.state, entry.site.state, when))
        fields = _differing(was, entry) if was is not None else ()
        if fields:
            changes.append(_change("changed", entry, "", ",".join(fields), when))
    gone = tuple(entry for each, entry in by_key.items() if each not in given and each not in dropped)
    return RegisterChanges(entries=tuple(entries), changes=tuple(changes), missing=gone, dropped=tuple(dropped))


def removal(entry: Entry, day: date) -> SiteChange:
    """The change that a site is taken out of the register."""
    return _change("removed", entry, entry.site.url, "", day.isoformat())


def _change(kind: str, entry: Entry, was: str, now: str, day: str) -> SiteChange:
    site = entry.site
    return SiteChange(kind=kind, code=site.code, name=site.name or site.body, was=was, now=now, day=day, reason=entry.reason)


def _kept(told: Entry, was: Entry, fields: frozenset[str]) -> Entry:
    """What the file says, and of fields that have no column in it what was known before."""
    site = {name: getattr(was.site, name) for name in _OF_SITE if name not in fields}
    site |= {
        name: getattr(was.site, name)
        for name in _INFERRED
        if name not in fields and not getattr(told.site, name) and getattr(was.site, name)
    }
    people = {name: getattr(was, name) for name in _OF_ENTRY if name not in fields}
    heads = {head for head, _ in told.extra}
    extra = (*told.extra, *(pair for pair in was.extra if pair[0] not in heads))
    return replace(told, site=told.site.model_copy(update=site), extra=extra, **people)


def _differing(was: Entry, now: Entry) -> tuple[str, ...]:
    """The fields that are not the same, but for those that other kinds of change speak of."""
    site = [name for name in (*_OF_SITE, *_INFERRED) if name != "state" and getattr(was.site, name) != getattr(now.site, name)]
    people = [name for name in ("contact", "phone", "email") if getattr(was, name) != getattr(now, name)]
    return (*site, *people, *(("extra",) if dict(was.extra) != dict(now.extra) else ()))
