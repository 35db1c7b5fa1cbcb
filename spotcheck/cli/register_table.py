"""The register on the terminal: its sites, what happened to them, and offline ones that still answer. Changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from spotcheck.cli import terminal
from spotcheck.config.body_kinds import answers_for
from spotcheck.config.glossary import term
from spotcheck.config.language import join, say
from spotcheck.config.models import Site, SiteState
from spotcheck.config.platforms import platform_name
from spotcheck.config.register_records import Entry
from spotcheck.ledger.register_store import SiteChange

_KINDS = {
    "added": ("新增", "added"),
    "changed": ("更正", "changed"),
    "moved": ("迁移", "moved"),
    "moved_away": ("迁出", "moved away"),
    "closed": ("关停", "closed"),
    "merged": ("合并", "merged"),
    "opened": ("恢复正常", "kept up again"),
    "removed": ("删去", "removed"),
}


def show_sites(sites: Sequence[Site]) -> None:
    """The register as a table, with how many sites each region has of each level."""
    names = [("标识码", "Code"), ("网站", "Site"), ("网址", "Address"), ("层级", "Level"), ("地区", "Region"), ("职能", "Functions")]
    offline = any(site.state is not SiteState.NORMAL for site in sites)
    names += [("状态", "State")] if offline else []
    table = Table(*(say(*name) for name in names), box=None, pad_edge=False)
    for site in sites:
        functions = join(term("function", function) for function in sorted(answers_for(site)))
        level = term("level", site.level) if site.level else ""
        functions = say(f"共享平台：{platform_name(site.platform)}", f"shared platform: {site.platform}") if site.platform else functions
        state = [term("site_state", site.state)] if offline else []
        table.add_row(*map(terminal.escape, (site.code, site.name, site.url, level, site.region, functions, *state)))
    terminal.results().print(table)
    terminal.plain(say(f"共 {len(sites)} 个网站", f"{len(sites)} sites") + _hierarchy(sites))


def show_answering(entries: Sequence[Entry], workspace: Path, allow: Sequence[str] | None) -> None:
    """Asks each site that the register calls offline for its home page, and lists those that answer."""
    from spotcheck.config.settings import load_settings
    from spotcheck.crawler.probing import probe
    from spotcheck.crawler.records import Outcome
    from spotcheck.jobs import arguments

    offline = {entry.site.url: entry for entry in entries if entry.site.state is not SiteState.NORMAL}
    found = probe(list(offline), user_agent=load_settings(workspace).agent(), allow=arguments.allowed(allow or ())) if offline else []
    open_ = [each for each in found if each.outcome is Outcome.READ]
    for each in open_:
        site, since = offline[each.url].site, offline[each.url].since
        day = since.isoformat() if since else ""
        terminal.plain(f"{site.code}  {site.name}  {site.url}  {term('site_state', site.state)} {day}".rstrip())
    terminal.plain(
        say(
            f"登记为关停、迁移或合并的 {len(offline)} 个网站中，{len(open_)} 个仍能打开",
            f"{len(open_)} of {len(offline)} sites that the register calls offline still answer",
        )
    )


def worded(change: SiteChange) -> str:
    """A change in one line."""
    kind = say(*_KINDS.get(change.kind, (change.kind, change.kind)))
    ways = {"moved": f"{change.was} → {change.now}", "added": change.now, "changed": change.now, "removed": change.was}.get(change.kind, "")
    reason = change.reason or say("原因未写明", "no reason given")
    when = f" {change.day}" + (say(f"（{reason}）", f" ({reason})") if change.kind not in ("added", "changed", "removed") else "")
    return f"{kind}{say('：', ': ')}{' '.join(filter(None, (change.code, change.name, ways)))}{when}"


def _hierarchy(sites: Sequence[Site]) -> str:
    """How many sites there are of each level, the highest first, then of each region."""
    counts = Counter(term("level", site.level) if site.level else say("层级不明", "level not known") for site in sites)
    regions = Counter(site.region or say("地区不明", "region not known") for site in sites)
    told = [f"{name} {count}" for name, count in (*counts.items(), *sorted(regions.items()))]
    return say("：", ": ") + say("，", ", ").join(told) if sites else ""
