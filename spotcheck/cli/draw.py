"""``spotcheck quarter draw``: the sample of a quarter, why each site is in it, and the annex by which anybody draws it again."""

from __future__ import annotations

import dataclasses
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import completing
from spotcheck.config import clock
from spotcheck.config.errors import UserError
from spotcheck.config.language import language, say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.ledger.ledger import Draw

HELP = say(
    "从登记册抽取网站：按层级、地区、类别分层，同一登记册、种子、季度和附件抽到的相同",
    "Draw sites from the register, from each level, region and kind; anybody can draw the same again",
)


def draw(
    quarter: options.Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    share: Annotated[
        str | None,
        typer.Option("--share", help=say("抽取比例，各层只多不少；默认 30%", "The share to draw, never less of any group; default 30%")),
    ] = None,
    count: Annotated[int | None, typer.Option("--count", min=1, help=say("抽取个数", "How many to draw"))] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", help=say("随机种子；默认生成一个并显示", "The seed; made and shown by default"))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=",".join(arguments.STRATA),
            autocompletion=completing(lambda: (*arguments.STRATA, "none")),
            help=say("按哪几项分层；默认三项都分，none 为不分层", "Draw from each of these; all three by default, none for no groups"),
        ),
    ] = None,
    annex: Annotated[
        Path | None,
        typer.Option("--annex", metavar="FILE.json", help=say("按这份附件重做抽取", "Draw again what this annex of a draw rests on")),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=say("说明每个网站为什么抽中", "Say why each site is in"))] = False,
    replace: Annotated[bool, typer.Option("--replace", help=say("取代已有的抽取", "Put it in place of the draw there is"))] = False,
) -> None:
    """Draw the sample of a quarter, write its annex, and show it."""
    from spotcheck.jobs.draw_annex import read_annex, write_annex
    from spotcheck.jobs.draw_history import history_before
    from spotcheck.jobs.reporting import report_folder
    from spotcheck.jobs.sampling import Asked, draw_sites
    from spotcheck.ledger.ledger import Ledger

    name = arguments.quarter(quarter)
    if share is not None and count is not None:
        raise UserError(zh="--share 与 --count 只能用一个", en="--share and --count exclude each other")
    if annex is not None and any(each is not None for each in (share, count, seed, by)):
        raise UserError(zh="--annex 已含种子和抽取办法，不能再给", en="--annex holds the seed and the method; give no others")
    given = Asked(
        share=None if count is not None else arguments.share(share or "30%"),
        count=count,
        by=_strata(by),
    )
    with Ledger.write(workspace) as ledger:
        register = ledger.sites()
        if not any(site.supervised for site in register):
            raise UserError(
                zh=f"{workspace}：登记册里没有可抽的网站；请先运行 spotcheck register import FILE",
                en=f"{workspace}: the register is empty or all of it offline; run 'spotcheck register import FILE' first",
            )
        held = ledger.draw(name)
        if held and not replace and not any(each is not None for each in (share, count, seed, by, annex)):
            drawn = held
            terminal.note(f"{name} 已抽取，名单不变", f"{name} was drawn before; the list stays as it is")
        else:
            chosen = seed or (held.seed if held and not replace else secrets.token_hex(4))
            history = tuple(history_before(ledger, name)) if annex is None else ()
            if annex is not None:
                chosen, given, history = read_annex(annex, name, ledger.register_hash())
            drawn = draw_sites(register, given, quarter=name, seed=chosen, at=clock.now(), history=history)
            if held and not replace:
                if (held.drawn, held.seed) != (drawn.drawn, drawn.seed):
                    raise UserError(
                        zh=f"{name} 已按种子 {held.seed} 抽取了 {len(held.drawn)} 个网站；如要另行抽取，请加 --replace",
                        en=f"{name} was drawn before with seed {held.seed} ({len(held.drawn)} sites); add --replace to draw anew",
                    )
                drawn = held
                terminal.note(f"{name} 已抽取，名单不变", f"{name} was drawn before; the list stays as it is")
            else:
                if held and ledger.runs(quarter=name):
                    drawn = dataclasses.replace(drawn, settings=held.settings)  # sites were checked: their rules stay those of the quarter
                ledger.save_draw(drawn)
                written = write_annex(report_folder(workspace, name), drawn)
                terminal.note(
                    f"抽取附件：{written[0]}（可公开，供他人重做）", f"the annex of the draw, for anybody to draw it again: {written[0]}"
                )
    _show(drawn, explain=explain)


def _strata(by: str | None) -> tuple[str, ...]:
    """What to draw from each of: all of them where nothing is said."""
    if by is None or by == "none":
        return arguments.STRATA if by is None else ()
    return tuple(arguments.one_of("--by", each, arguments.STRATA) for each in by.split(","))


def _show(drawn: Draw, *, explain: bool) -> None:
    from spotcheck.crawler.urls import key
    from spotcheck.jobs.sampling import rank

    for number, site in enumerate(drawn.sites, 1):
        line = f"{site.url}  {site.name}".rstrip()
        if explain:
            why = say("；", "; ").join(_worded(each) for each in drawn.reasons.get(key(site.url), ())) or say("未记录", "not recorded")
            line = f"{number}  {line}  {rank(drawn.quarter, drawn.seed, site)[0][:8]}  {why}"
        terminal.plain(line)
    total, taken = len(drawn.population), len(drawn.drawn)
    terminal.plain(
        say(
            f"{drawn.quarter}：{total} 个中抽取 {taken} 个；种子 {drawn.seed}",
            f"{drawn.quarter}: {taken} of {total} sites; seed {drawn.seed}",
        )
    )
    if explain and drawn.register:
        terminal.note(
            f"登记册 SHA-256：{drawn.register}；不参加抽取 {len(drawn.left_out)} 个",
            f"the register's SHA-256: {drawn.register}; {len(drawn.left_out)} sites of it took no part",
        )


def _worded(reason: str) -> str:
    """Why a site is in, in words."""
    from spotcheck.jobs.sampling import DUE, FAILED, FILL, STRATUM

    kind, _, rest = reason.partition(":")
    if kind == FAILED:
        return say(f"{rest} 不合格，本季必查", f"did not meet {rest}, so it is always in")
    if kind == DUE:
        return say(f"自 {rest} 起登记，一年内未抽到，本季必查", f"in the register since {rest} and not drawn for a year")
    if kind == FILL:
        return say("按先后补足总数", "next in the order, to make up the whole")
    if kind == STRATUM:
        values = "·".join(_value(each) for each in rest.split("|"))
        return say(f"“{values}”一层按比例抽取", f"drawn in proportion from '{values}'")
    names = {"level": ("层级", "level"), "region": ("地区", "region"), "kind": ("类别", "kind")}
    group = say(*names[kind])
    return say(f"补足{group}“{_value(rest)}”的比例", f"so that the {group} '{_value(rest)}' has its share")


def _value(value: str) -> str:
    from spotcheck.config.glossary import terms

    for kind in ("level", "body_kind"):
        if value in terms(kind):
            return terms(kind)[value][language()]
    return value or say("不明", "not known")
