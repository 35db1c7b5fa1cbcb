"""``spotcheck monitor --look``: each site's home page, its links and its lists, told in a few lines and kept. Judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spotcheck.cli import terminal
from spotcheck.cli.endings import stopped
from spotcheck.cli.progress import Watch
from spotcheck.config.glossary import term
from spotcheck.config.language import say
from spotcheck.config.models import Site
from spotcheck.config.settings import Settings
from spotcheck.jobs.daily_look import SiteLook, forget_before, look_at
from spotcheck.jobs.judging import probed_until_now
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.probe_spool import keep_waiting, take_waiting
from spotcheck.ledger.schema import Busy

_SHOWN = 5  # lists that are named


def look(sites: Sequence[Site], workspace: Path, settings: Settings, *, pages: int, allow: Sequence[str], named: Sequence[str]) -> bool:
    """Looks at each site, keeps what was seen, and tells it. False where it was stopped."""
    with Ledger.read(workspace) as ledger:
        former = {site.url: ledger.looks(site.url, *probed_until_now()) for site in sites}

    with Watch(quiet=False, delay=settings.delay, total=len(sites)) as watch:
        found = look_at(
            sites, settings, former=lambda site: former[site.url], pages=pages, allow=allow, named=named, on_progress=watch,
            on_ended=lambda each: _keep(each, workspace),
        )  # fmt: skip
    for each in found:
        for line in lines(each):
            terminal.plain(line)
    if any(each.interrupted for each in found):
        stopped()
        return False
    return True


def lines(each: SiteLook) -> list[str]:
    """What a look at a site saw: a line, and one for each dead link and for the newest lists."""
    name = each.site.name or each.site.url
    counts = say(
        f"打开 {each.opened} 个地址，打不开的链接 {len(each.dead)} 个，列表 {len(each.columns)} 个",
        f"{each.opened} addresses opened, {len(each.dead)} dead links, {len(each.columns)} lists",
    )
    left = say(f"，{each.left} 个留待以后几天", f", {each.left} left for the days after") if each.left else ""
    told = [f"{name}{say('：', ': ')}{counts}{left}"]
    for look in each.dead:
        told.append(f"  {term('outcome', look.outcome)}  {look.status or '—'}  {look.label}  {look.url}")
    for look in each.columns[:_SHOWN]:
        told.append(say(f"  最近更新 {look.newest}  {look.label}  {look.url}", f"  newest {look.newest}  {look.label}  {look.url}"))
    return told


def _keep(each: SiteLook, workspace: Path) -> None:
    try:
        with Ledger.write(workspace) as ledger:
            take_waiting(ledger, workspace)
            ledger.save_looks(each.looks, forget_before=forget_before())
    except Busy:
        keep_waiting(workspace, (), each.looks)
