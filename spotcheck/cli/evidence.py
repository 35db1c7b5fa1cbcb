"""``spotcheck evidence FINDING``: the records behind a finding, written out and shown. Judges nothing, and asks no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.language import say

if TYPE_CHECKING:
    from spotcheck.jobs.evidence_record import Dossier, Piece


def evidence(
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help=say("证据编号（12 位，可只写开头）或事项编号", "A finding by its id (12 digits, or their beginning), or a duty"),
        ),
    ],
    run: options.RunId = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    out: Annotated[
        Path | None,
        typer.Option("--out", help=say("写到哪个文件夹；默认 工作区/evidence/证据编号", "The folder; default WORKSPACE/evidence/ID")),
    ] = None,
    pictures: Annotated[
        bool,
        typer.Option(
            "--browser",
            help=say(
                "另附每个页面的截图：由 Chromium 离线显示存档的内容（需 spotcheck[browser]）",
                "Pictures of the pages, too: Chromium shows the stored bytes, offline (needs spotcheck[browser])",
            ),
        ),
    ] = False,
    internal: options.Internal = False,
) -> None:
    """Write the WARC records behind a finding, and show what they are."""
    from spotcheck.jobs.evidence_record import find_finding, write_dossier
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        found, judged = find_finding(ledger, finding, run)
        dossier = write_dossier(ledger, workspace, found, judged, out=out, pictures=pictures, internal=internal)
    _show(dossier)
    if not all(piece.holds for piece in dossier.pieces):
        raise typer.Exit(1)


def _show(dossier: Dossier) -> None:
    from spotcheck.config.glossary import term

    finding, run = dossier.finding, dossier.run
    told = [term("verdict", finding.verdict.value), *(term("defect", defect.value) for defect in finding.defects)]
    told += [term("reason", finding.reason)] if finding.reason else []
    terminal.plain(f"{dossier.id}  {finding.duty}  {finding.title}{say('：', ': ')}{say('，', ', ').join(told)}")
    site = f"{run.site.name} {run.site.url}".strip()
    terminal.plain(
        say(
            f"网站 {site}；运行 {run.id}；判定基准日 {run.as_of}；spotcheck {run.tool or '（未记）'}",
            f"site {site}; run {run.id}; judged as of {run.as_of}; spotcheck {run.tool or '(not kept)'}",
        )
    )
    for name, version in run.catalogues:
        if finding.duty.startswith(f"{name}/"):
            hash_ = run.hashes.get(name, say("（未记）", "(not kept)"))
            terminal.plain(say(f"目录 {name} 版本 {version}，sha256 {hash_}", f"catalogue {name}, version {version}, sha256 {hash_}"))
    if run.seal:
        terminal.plain(say(f"存证码 {run.seal}", f"seal {run.seal}"))
    for number, piece in enumerate(dossier.pieces, 1):
        _piece(number, piece)
    if not dossier.pieces:
        terminal.plain(say("该结论没有引用页面", "the finding cites no page"))
    terminal.plain(say("原始记录未作遮盖，可能含个人信息：", "the records are as they were read, and may show personal data:"))
    for path in dossier.files:
        terminal.plain(str(path.resolve()))


def _piece(number: int, piece: Piece) -> None:
    from spotcheck.config.glossary import term

    terminal.plain(f"{number}. {piece.url}")
    for quote in piece.quotes:
        told = " ".join(quote.split())[:200]
        terminal.plain(say(f"   “{told}”", f'   "{told}"'))
    if piece.state in ("unseen", "probe") or not piece.outcome:
        why = {
            "unseen": say("只见到链接，没有访问", "was only linked to, and not asked for"),
            "probe": say(
                "首页探测，不存内容；见台账 probes 表", "a probe of the home page, which keeps no bytes; see table probes of the ledger"
            ),
        }
        lost = say("没有它的访问记录", "nothing is stored of it")
        terminal.plain(f"   {piece.fetched_at}  {why.get(piece.state, lost)}".replace("     ", "   "))
        return
    status = f"HTTP {piece.status}  " if piece.status else ""
    terminal.plain(f"   {piece.where}  {piece.fetched_at}  {status}{term('outcome', piece.outcome)}  {piece.address}".rstrip())
    if piece.state == "unstored":
        terminal.plain(say("   没有应答内容可存", "   no answer came that could be stored"))
        return
    terminal.plain(f"   sha256 {piece.sha256}")
    verdicts = {
        "whole": say("核对相符", "checked: holds"),
        "damaged": say("存档记录已损坏", "the record is damaged"),
        "differs": say("与结论所引的不是同一份内容", "is not what the finding cites"),
    }
    asked = say("，含请求", ", request included") if piece.request else ""
    terminal.plain(f"   {piece.warc} @{piece.offset}+{piece.length}{asked}  {verdicts[piece.state]}")
