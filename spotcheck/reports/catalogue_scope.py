"""Whether a site and a day lie inside a catalogue's region and dates. Says so only on evidence; never guesses a region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from spotcheck.config.duties import Catalogue
from spotcheck.config.models import Site
from spotcheck.config.regions import provinces

_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,4}?省|[\u4e00-\u9fff]{2,7}?自治区")


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A sign of where a site belongs. ``kind`` is register, site_code, icp or host."""

    kind: str
    value: str
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeNote:
    """Why a judgement is a trial. ``kind`` is region_outside, region_mixed, region_unknown or dates."""

    kind: str
    catalogue: Catalogue
    witnesses: tuple[Witness, ...] = ()


def scope_notes(*, site: Site, codes: Sequence[str], icp: Sequence[str], catalogue: Catalogue, as_of: date) -> tuple[ScopeNote, ...]:
    """Every reason why ``catalogue`` may not fit; empty when the site is inside its region and ``as_of`` inside its dates.

    ``codes`` and ``icp`` are the site codes and ICP records that the pages show, beside those of the register.
    """
    notes = []
    if catalogue.region:
        witnesses = tuple(dict.fromkeys(_witnesses(site, codes, icp, catalogue)))
        opinions = {witness.inside for witness in witnesses}
        if opinions != {True}:
            kind = "region_unknown" if not opinions else "region_mixed" if len(opinions) == 2 else "region_outside"
            notes.append(ScopeNote(kind=kind, catalogue=catalogue, witnesses=witnesses))
    if not catalogue.valid_from <= as_of <= catalogue.valid_to:
        notes.append(ScopeNote(kind="dates", catalogue=catalogue))
    return tuple(notes)


def _witnesses(site: Site, codes: Sequence[str], icp: Sequence[str], catalogue: Catalogue) -> list[Witness]:
    seen = []
    if catalogue.region in site.region:
        seen.append(Witness(kind="register", value=site.region, inside=True))
    elif _PROVINCE.match(site.region) or any(site.region.startswith(province.short) for province in provinces()):
        seen.append(Witness(kind="register", value=site.region, inside=False))
    if catalogue.region_codes:
        for code in filter(None, (site.code, *codes)):
            seen.append(Witness(kind="site_code", value=code, inside=code.startswith(catalogue.region_codes)))
    if catalogue.icp_prefixes:
        for record in filter(None, icp):
            seen.append(Witness(kind="icp", value=record, inside=record.startswith(catalogue.icp_prefixes)))
    host = urlsplit(site.url).hostname or ""
    if any(host == suffix or host.endswith("." + suffix.lstrip(".")) for suffix in catalogue.region_hosts):
        seen.append(Witness(kind="host", value=host, inside=True))
    return seen
