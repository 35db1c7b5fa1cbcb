"""Draws as rows of the ledger and back, with what they took from earlier quarters. Draws nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from spotcheck.config.models import Site
from spotcheck.crawler.urls import key
from spotcheck.ledger.json_text import as_json
from spotcheck.ledger.kept_settings import KeptSettings, kept_json, kept_of
from spotcheck.ledger.site_rows import site_from, site_json


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHistory:
    """What earlier quarters say of a site, by its code, or by its key where it has none.

    ``since``: the first quarter for which it could be drawn; ``drawn``: those of the last year in which it was; ``failed``: the last
    quarter drawn, where it did not meet it, else "".
    """

    id: str
    since: str
    drawn: tuple[str, ...] = ()
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A sample: ``population`` is the register as it stood, ``drawn`` the keys of the sites, in the order drawn.

    ``method`` holds what the draw was asked for (share or count, by); ``reasons`` why each site is in it, by key; ``history`` what it
    took from earlier quarters; ``register`` the hash of the whole register, with those sites that were ``left_out`` and why;
    ``settings`` what the quarter is checked by, from its first run on.
    """

    quarter: str
    seed: str
    method: Mapping[str, str]
    population: tuple[Site, ...]
    drawn: tuple[str, ...]
    drawn_at: str
    register: str = ""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    history: tuple[SiteHistory, ...] = ()
    left_out: tuple[tuple[Site, str], ...] = ()
    settings: KeptSettings | None = None

    @property
    def sites(self) -> tuple[Site, ...]:
        """The drawn sites, in the order drawn."""
        by_key = {key(site.url): site for site in self.population}
        return tuple(by_key[each] for each in self.drawn)


def draw_row(draw: Draw) -> dict[str, Any]:
    """A row of ``draws``."""
    return {
        "quarter": draw.quarter,
        "seed": draw.seed,
        "method": as_json(dict(draw.method)),
        "population": "[" + ",".join(site_json(site) for site in draw.population) + "]",
        "drawn": as_json(draw.drawn),
        "drawn_at": draw.drawn_at,
        "register": draw.register,
        "reasons": as_json({name: list(why) for name, why in draw.reasons.items()}),
        "history": as_json([asdict(each) for each in draw.history]),
        "left_out": as_json([[json.loads(site_json(site)), why] for site, why in draw.left_out]),
        "settings": kept_json(draw.settings),
    }


def draw_of(row: Mapping[str, Any]) -> Draw:
    """The draw of a row of ``draws``; one of an older ledger says less."""
    return Draw(
        **{name: row[name] for name in ("quarter", "seed", "drawn_at")},
        method=json.loads(row["method"]),
        population=tuple(site_from(site) for site in json.loads(row["population"])),
        drawn=tuple(json.loads(row["drawn"])),
        register=row.get("register") or "",
        reasons={name: tuple(why) for name, why in json.loads(row.get("reasons") or "{}").items()},
        history=tuple(history_of(each) for each in json.loads(row.get("history") or "[]")),
        left_out=tuple((site_from(site), str(why)) for site, why in json.loads(row.get("left_out") or "[]")),
        settings=kept_of(row.get("settings")),
    )


def history_of(fields: Mapping[str, Any]) -> SiteHistory:
    """The history of a site from JSON."""
    return SiteHistory(**{**fields, "drawn": tuple(fields["drawn"])})
