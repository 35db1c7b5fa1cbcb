"""What a format is handed, and how formats are found: each other module of this package is one, called as ``--format`` names it.

A format has ``write_site(path, report)`` and ``write_quarter(path, report)``: it draws facts into one file, and words and counts nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from spotcheck.config.errors import UserError
from spotcheck.crawler.records import Visit
from spotcheck.reports import formats
from spotcheck.reports.facts import SiteFacts
from spotcheck.reports.ledger_facts import LedgerFacts
from spotcheck.reports.quarter_facts import QuarterFacts

FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__) if module.name != "base"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """The report of a site: its facts, the rows of the ledger's file (worked out where a format asks), the visits in order of address."""

    facts: SiteFacts
    ledger: Callable[[], LedgerFacts]
    visits: Callable[[], Iterable[Visit]] = tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterReport:
    """The report of a quarter: its facts, and the rows of the ledger's file (worked out where a format asks)."""

    facts: QuarterFacts
    ledger: Callable[[], LedgerFacts]


class Format(Protocol):
    """A module of this package. ``WITH_SITES``: beside the report of a quarter it draws that of each site, into ``sites/``."""

    WITH_SITES: bool

    def write_site(self, path: Path, report: SiteReport) -> None:
        """Writes the report of a site."""

    def write_quarter(self, path: Path, report: QuarterReport) -> None:
        """Writes the report of a quarter."""


def format_of(name: str) -> Format:
    """The format of a name. Raises UserError for one that is not there."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UserError(zh=f"不支持的报告格式“{name}”，可用：{known}", en=f"unknown report format '{name}'; there are: {known}")
    return cast(Format, importlib.import_module(f"{formats.__name__}.{name}"))
