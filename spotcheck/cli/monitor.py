"""``spotcheck monitor SITE …``: one probe of each home page, or several, kept in the ledger. Judges nothing.

A schedule that runs it makes the week that availability is judged by.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from pathlib import Path

    from spotcheck.config.settings import Settings
    from spotcheck.crawler.records import Probe

SHORT = say("探测网站首页能否打开，留下记录", "Probe whether home pages open, and keep the record")
HELP = SHORT + say(
    """。每个网站请求一次首页（先看 robots.txt），满 15 秒打不开即放弃，结果记入台账，随后可判定“站点无法访问”。

    指标要求监测一周、每天不少于 20 次。请用计划任务（cron、systemd、任务计划程序）每小时或更密地运行：

    spotcheck monitor https://www.example.gov.cn/ --workspace DIR

    再用 --catalogue national 判定。也可用 --times 24 --every 3600 一次跑满一天。

    每日一次加 --look：首页的链接能否打开、栏目更新到哪天。所见只用来排除误判，不作为问题的依据。

    同时监测几个网站更可靠：没有应答的，只有一小时内本机打开过别的地址（或者该网站）才算网站打不开。""",
    """: each is asked for once (robots.txt first), given up after 15 seconds, and kept in the ledger for the judging of availability.

    The tables ask for one week with at least 20 probes a day, so run it from a schedule (cron, a systemd timer, the task scheduler)
    every hour or more often:

    spotcheck monitor https://www.example.gov.cn/ --workspace DIR

    Then judge with --catalogue national. With --times 24 --every 3600 one call makes a day of probes.

    Once a day add --look: which links of the home page are dead, how new its lists are. What it saw takes accusations back, and makes none.

    Several sites at once are safer: a site that gives no answer counts as not open only where this machine opened something else,
    or the site itself, within an hour.""",
)


def monitor(
    sites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SITE",
            help=say("网址，可给几个；几个一起监测，才分得清是哪一边断网", "Addresses; several at once tell whose line was down"),
        ),
    ] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    registered: Annotated[bool, typer.Option("--registered", help=say("登记册里的全部网站", "Every site of the register"))] = False,
    times: Annotated[int, typer.Option("--times", min=1, help=say("探测几次；默认 1", "How many probes of each; default 1"))] = 1,
    every: Annotated[
        float,
        typer.Option(
            "--every", min=0.0, metavar="SECONDS", help=say("两次之间的间隔（秒）；默认 3600", "Seconds between two; default 3600")
        ),
    ] = 3600.0,
    look: Annotated[
        bool,
        typer.Option(
            "--look",
            help=say(
                "再看首页的链接能否打开、栏目最近更新到哪天（每日一次即可）",
                "Look at what the home page links to as well: dead links, and how new its lists are (once a day will do)",
            ),
        ),
    ] = False,
    pages: Annotated[
        int,
        typer.Option(
            "--pages",
            min=2,
            max=1000,
            help=say(
                "--look 每个网站至多看几页，其余留待以后几天；默认 60",
                "With --look: at most so many pages a site; the rest is for other days; default 60",
            ),
        ),
    ] = 60,
    allow: options.Allow = None,
) -> None:
    """Probe each home page, keep the records, and tell of each in one line."""
    from spotcheck.config.settings import load_settings
    from spotcheck.crawler.probing import probe
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.probe_spool import keep_waiting, take_waiting
    from spotcheck.ledger.schema import Busy

    known = load_settings(workspace)
    let_through = arguments.allowed(allow or ())
    urls = _urls(sites or [], workspace, registered)
    if not workspace.exists():
        Ledger.write(workspace).close()  # that it cannot be written shows now, not after the first probe
    named = _named(workspace)
    for number in range(times):
        if number:
            time.sleep(every)
        found = probe(urls, user_agent=known.agent(), allow=let_through, named=named, delay=known.delay)
        try:
            with Ledger.write(workspace) as ledger:
                take_waiting(ledger, workspace)
                ledger.save_probes(found)
        except Busy:
            keep_waiting(workspace, found)
            terminal.note(
                "工作区正被使用，记录先存在文件里，稍后自动入账", "the workspace is in use; the record waits in a file and is entered later"
            )
        for each in found:
            terminal.plain(_line(each))
        if look and not _looked(found, workspace, known, pages=pages, allow=let_through, named=named):
            raise typer.Exit(3)


def _looked(found: list[Probe], workspace: Path, known: Settings, *, pages: int, allow: tuple[str, ...], named: tuple[str, ...]) -> bool:
    """Looks at the sites that were probed."""
    from spotcheck.cli.looking import look
    from spotcheck.config.models import Site
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        sites = [ledger.site(each.url) or Site(url=each.url) for each in found if each.outcome == "read"]
    return look(sites, workspace, known, pages=pages, allow=allow, named=named) if sites else True


def _urls(sites: list[str], workspace: Path, registered: bool) -> list[str]:
    """The addresses to probe, each once."""
    from spotcheck.jobs.target import parse
    from spotcheck.ledger.ledger import Ledger

    urls = []
    for word in sites:
        target = parse(word)
        if target.archive is not None:
            raise UserError(zh=f"{word}：是网页存档；监测须给网址", en=f"{word}: is an archive; an address is needed to probe")
        urls.append(target.url)
    if registered:
        with Ledger.read(workspace) as ledger:
            urls += [site.url for site in ledger.sites() if site.supervised]
    if not urls:
        raise UserError(
            zh="没有要监测的网站；请给出网址，或先用 spotcheck register import 导入登记册再加 --registered",
            en="no site to probe; give an address, or import a register with 'spotcheck register import' and add --registered",
        )
    return list(dict.fromkeys(urls))


def _named(workspace: Path) -> tuple[str, ...]:
    """The sites of the register whose own ports may be asked."""
    from spotcheck.jobs.target import named_ports
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.ledger.schema import LEDGER_NAME

    if not (workspace / LEDGER_NAME).is_file():
        return ()
    with Ledger.read(workspace) as ledger:
        return named_ports(ledger.sites())


def _line(probe: Probe) -> str:
    from spotcheck.config.glossary import term

    told = say("打开", "opened") if probe.outcome == "read" else term("outcome", probe.outcome)
    return f"{probe.at}  {probe.url}  {told}  {probe.status or '—'}  {probe.seconds:.2f} s"
