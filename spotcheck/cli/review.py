"""``spotcheck review``: the ledger's file goes out, colleagues decide in it, and it comes back with every row accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config import clock
from spotcheck.config.errors import UserError
from spotcheck.config.language import say, speaking
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.reports.ledger_return import Returned

app = typer.Typer(no_args_is_help=True, help=say("人工复核", "Review by people"))
File = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=say("台账文件", "The workbook"))]


@app.command("export", help=say("导出问题台账，供复核、整改和人工认定", "Write the ledger's file: faults, and what a person must decide"))
def export(
    file: File,
    run: options.RunId = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help=say("一个季度的全部运行", "All runs of a quarter"))] = None,
    catalogue: options.Catalogues = None,
    reply_by: options.ReplyBy = None,
    lang: options.Lang = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.jobs.ledger_file import known_catalogues, sources
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import find_run
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.ledger_facts import ledger_facts
    from spotcheck.reports.sheets.ledger_sheets import write_ledger

    name = arguments.quarter(quarter) if quarter else None
    deadline = arguments.day(reply_by, "--reply-by")
    arguments.out_file(str(file), "FILE.xlsx")
    given = settings(workspace, catalogue=catalogue, lang=lang)
    with Ledger.read(workspace) as ledger, speaking(given.lang):
        runs = list(latest(ledger, name).values()) if name else [find_run(ledger, run)]
        facts = ledger_facts(
            sources(ledger, runs),
            known_catalogues(runs, given.catalogues if catalogue else ()),
            own_words=True,
            deadline=deadline.isoformat() if deadline else "",
        )
        write_ledger(file, facts)
    terminal.note(
        f"工作表“复核”有 {facts.faults} 项问题：在“确认”或“误报”一列打“√”；工作表“人工认定”有 {facts.open} 项机器不能判定："
        "同一问题一行，在“符合”或“不符合”一列打“√”，个别网站不同的在“逐站认定”里另打。可写“说明”“复核人”和整改各栏，"
        "再用 spotcheck review import 导入",
        f"sheet 复核 has {facts.faults} faults: tick 确认 (right) or 误报 (wrong); sheet 人工认定 has {facts.open} findings that "
        "a machine could not decide, a row for each question: tick 符合 (met) or 不符合 (not met), for a site that differs in 逐站认定. "
        "Add 说明 (a note) and 复核人 (who), then run 'spotcheck review import'",
    )
    terminal.plain(str(file.resolve()))


@app.command("import", help=say("导入填好的台账，逐行交代去向", "Read what was filled in, and account for every row"))
def import_(file: File, workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.ledger_return import Fate, read_ledger

    now = clock.now()
    with Ledger.write(workspace) as ledger:
        came = read_ledger(file, ledger, now)
        ledger.save_reviews(came.reviews, came.withdrawn)
        ledger.save_follow_ups(came.follow_ups, now)
    _tell(came)
    refused = came.of(Fate.REFUSED)
    lines = [UserError(zh=f"{file}：{each.place.zh()}：{each.zh}", en=f"{file}: {each.place.en()}: {each.en}") for each in refused]
    if len(lines) == 1:
        raise lines[0]
    for line in lines:
        terminal.warn(line.zh, line.en)
    if lines:
        raise UserError(
            zh=f"{file}：{len(lines)} 行没有导入（见上），其余已导入；改正后再次导入即可",
            en=f"{file}: {len(lines)} rows were refused (see above), the others were taken; correct them and import again",
        )


@app.command("history", help=say("谁在何时对哪一项作了什么决定", "Who decided what and when"))
def history(
    run: options.RunId = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.jobs.reporting import find_run
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.formatting import china_time

    with Ledger.read(workspace) as ledger:
        decisions = ledger.decisions(find_run(ledger, run).id)
    for each in decisions:
        what = say(*_DECIDED[each.decision])
        told = (china_time(each.reviewed_at), each.duty, what, each.reviewer or say("未写复核人", "nobody named"), each.note)
        terminal.plain("  ".join(part for part in told if part))


_DECIDED = {
    "confirmed": ("确认", "confirmed"),
    "rejected": ("误报", "rejected"),
    "met": ("符合", "met"),
    "unmet": ("不符合", "not met"),
    "withdrawn": ("撤回", "withdrawn"),
}


def _tell(came: Returned) -> None:
    """How many decisions were taken, and where every other row went."""
    from collections import Counter

    from spotcheck.audits.reviews import Decision
    from spotcheck.reports.ledger_return import Fate, rows_of

    count = Counter(review.decision for review in came.reviews)
    line = say(
        f"已导入：确认 {count[Decision.CONFIRMED]} 项，误报 {count[Decision.REJECTED]} 项",
        f"imported: {count[Decision.CONFIRMED]} confirmed, {count[Decision.REJECTED]} rejected",
    )
    if count[Decision.MET] or count[Decision.UNMET]:
        line += say(
            f"；人工认定符合 {count[Decision.MET]} 项，不符合 {count[Decision.UNMET]} 项",
            f"; by a person {count[Decision.MET]} met, {count[Decision.UNMET]} not met",
        )
    terminal.plain(line)
    told = {fate: came.count(fate) for fate in Fate}
    terminal.note(
        f"逐项交代：采用 {told[Fate.TAKEN]}，与已有的相同 {told[Fate.UNCHANGED]}，撤回 {told[Fate.WITHDRAWN]}，未填 {told[Fate.EMPTY]}，"
        f"表中未填而保留原决定 {told[Fate.KEPT]}，未定 {told[Fate.LEFT_OPEN] + told[Fate.UNTICKED]}，因结论已变而作废 {told[Fate.VOID]}，"
        f"未能读懂 {told[Fate.REFUSED]}；整改栏更新 {len(came.follow_ups)}",
        f"accounted for: taken {told[Fate.TAKEN]}, unchanged {told[Fate.UNCHANGED]}, withdrawn {told[Fate.WITHDRAWN]}, "
        f"empty {told[Fate.EMPTY]}, kept though empty here {told[Fate.KEPT]}, "
        f"left open {told[Fate.LEFT_OPEN] + told[Fate.UNTICKED]}, void {told[Fate.VOID]}, "
        f"refused {told[Fate.REFUSED]}; columns on mending updated {len(came.follow_ups)}",
    )
    if came.unread:
        names = "、".join(came.unread)
        terminal.note(f"没有运行编号和校验码的工作表未读：{names}", f"sheets without run and check codes were not read: {names}")
    if came.of(Fate.WITHDRAWN):
        zh, en = rows_of(came.of(Fate.WITHDRAWN))
        terminal.warn(f"{zh}：原来的“√”改成了否，原决定已撤回", f"{en}: the tick became a no, so the decision was withdrawn")
    if came.of(Fate.LEFT_OPEN):
        zh, en = rows_of(came.of(Fate.LEFT_OPEN))
        terminal.warn(
            f"{zh}：只写了否，表示不确认，未作决定；是误报（或不符合）的请在那一栏打“√”",
            f"{en}: hold only a no, which confirms nothing and decides nothing; tick the other column if that is meant",
        )
    if came.of(Fate.UNTICKED):
        zh, en = rows_of(came.of(Fate.UNTICKED))
        count_ = told[Fate.UNTICKED]
        terminal.warn(
            f"{count_} 项写了说明或分数但没有打“√”，未导入（{zh}）；请打“√”后再次导入",
            f"{count_} rows hold a note or points but no tick and were not taken ({en}); tick them and import again",
        )
    if came.of(Fate.VOID):
        zh, en = rows_of(came.of(Fate.VOID))
        count_ = told[Fate.VOID]
        terminal.warn(
            f"{count_} 项在导出后已重新判定，结论有变，未导入（{zh}）；请重新导出",
            f"{count_} findings were judged differently since the export and were not taken ({en}); export again",
        )
