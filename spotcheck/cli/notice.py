"""``spotcheck quarter report | letters | template``: the notice of a quarter, the letters to the bodies, and the Word templates of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice
from spotcheck.config import clock
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.config.duties import Catalogue
    from spotcheck.jobs.run_settings import Settings
    from spotcheck.ledger.ledger import Ledger
    from spotcheck.reports.notice_facts import Signed

REPORT = say("写出季度通报", "Write the quarterly report")
LETTERS = say("写出给各单位的整改函和整改清单", "Write the letter and the list of faults to each body")
TEMPLATE = say("写出通报或函件的 Word 模板，供本单位修改", "Write the Word template of the notice or the letter, for the office to edit")

Office = Annotated[str | None, typer.Option("--office", help=say("发文机关", "The office that issues it"), show_default=False)]
Number = Annotated[str, typer.Option("--number", help=say("发文字号", "The number of the document"), show_default=False)]
Dated = Annotated[
    str | None, typer.Option("--dated", metavar="YYYY-MM-DD", help=say("印发日期；默认今天", "The day of issue; default today"))
]
Within = Annotated[
    int | None,
    typer.Option(
        "--reply-within", min=0, max=250, help=say("整改时限（工作日）；默认 15", "Working days to answer; default 15"), show_default=False
    ),
]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE.docx", help=say("本单位的 Word 模板", "The office's own Word template"))
]


def report(
    quarter: options.Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[
        list[str] | None,
        choice("--format", arguments.NOTICE_FORMATS, help=say("格式，可重复；默认 html", "The format; may be repeated; default html")),
    ] = None,
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("报告文件夹", "The folder of the report"))] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help=say("通报标题里的地区，如 浙江省", "The place in the title of the notice"), show_default=False),
    ] = None,
    office: Office = None,
    number: Number = "",
    to: Annotated[str | None, typer.Option("--to", help=say("主送机关", "To whom it goes"), show_default=False)] = None,
    dated: Dated = None,
    reply_within: Within = None,
    reply_by: options.ReplyBy = None,
    reply_to: options.ReplyTo = None,
    template: Template = None,
    internal: options.Internal = False,
) -> None:
    """Write the notice of a quarter in each format."""
    wanted = arguments.quarter(quarter)
    issued, deadline = _days(dated, reply_by)
    from spotcheck.cli.endings import tell_renewed
    from spotcheck.jobs import signing
    from spotcheck.jobs.quarters import latest
    from spotcheck.jobs.reporting import report_quarter
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    signed = signing.signed(
        workspace,
        dated=issued,
        place=name,
        office=office,
        number=number,
        recipients=to,
        reply_by=deadline,
        reply_within=reply_within,
        reply_to=reply_to,
        internal=internal,
    )
    _tell_unknown_year(signed)
    own = signing.template(workspace, "notice", template)
    given = settings(workspace, catalogue=catalogue, lang=lang)
    with Ledger.read(workspace) as ledger:
        used = _used(ledger, wanted, given, named=bool(catalogue))
        if not used:
            tell_renewed(latest(ledger, wanted).values())
        written = report_quarter(
            ledger, workspace, wanted, used, lang=given.lang, out=out, formats=format or ("html",), signed=signed, template=own
        )
    for path in written[: len(dict.fromkeys(format or ("html",)))]:
        terminal.plain(str(path.resolve()))


def letters(
    quarter: options.Quarter,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[
        list[str] | None,
        choice("--format", arguments.LETTER_FORMATS, help=say("格式，可重复；默认都写", "The format; may be repeated; default both")),
    ] = None,
    catalogue: options.Catalogues = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("函件文件夹", "The folder of the letters"))] = None,
    office: Office = None,
    number: Number = "",
    dated: Dated = None,
    reply_within: Within = None,
    reply_by: options.ReplyBy = None,
    reply_to: options.ReplyTo = None,
    template: Template = None,
    unreviewed: Annotated[
        bool,
        typer.Option(
            "--unreviewed",
            help=say("机器判定、尚未复核的也列入，并标明", "List what only the machine has judged, too, marked as such"),
        ),
    ] = False,
    internal: options.Internal = False,
) -> None:
    """Write the letter to each body, with its list of faults and the form to answer."""
    wanted = arguments.quarter(quarter)
    issued, deadline = _days(dated, reply_by)
    from spotcheck.jobs import signing
    from spotcheck.jobs.reporting import write_quarter_letters
    from spotcheck.jobs.run_settings import settings
    from spotcheck.ledger.ledger import Ledger

    signed = signing.signed(
        workspace,
        dated=issued,
        office=office,
        number=number,
        reply_by=deadline,
        reply_within=reply_within,
        reply_to=reply_to,
        internal=internal,
    )
    _tell_unknown_year(signed)
    own = signing.template(workspace, "letter", template)
    given = settings(workspace, catalogue=catalogue)
    with Ledger.read(workspace) as ledger:
        used = _used(ledger, wanted, given, named=bool(catalogue))
        told, written, waiting = write_quarter_letters(
            ledger,
            workspace,
            wanted,
            used,
            signed=signed,
            out=out,
            formats=format or arguments.LETTER_FORMATS,
            template=own,
            unreviewed=unreviewed,
        )
    for path in written:
        terminal.plain(str(path.resolve()))
    faults = sum(len(letter.rows) for letter in told)
    terminal.note(
        f"{wanted}：{len(told)} 个单位，{faults} 项问题"
        + ("" if unreviewed or not waiting else f"；另有 {waiting} 项尚未复核，没有列入（--unreviewed 可列入）"),
        f"{wanted}: {len(told)} bodies, {faults} faults"
        + ("" if unreviewed or not waiting else f"; {waiting} more are not reviewed and not listed (--unreviewed lists them)"),
    )
    if not told:
        terminal.warn(
            "没有经人工确认的问题，没有函件可写；请先用 spotcheck review export 和 import 复核",
            "no fault is confirmed, so there is no letter to write; review first ('spotcheck review export', 'import')",
        )


def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=say("通报（notice）或函件（letter）", "The notice or the letter"))],
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help=say("写到这个文件", "The file to write"))],
) -> None:
    """Write the shipped Word template of the notice or the letter."""
    import shutil

    from spotcheck.reports.word_files import template_of

    arguments.one_of("KIND", kind, ("notice", "letter"))
    arguments.out_file(str(file), "FILE.docx")
    shutil.copyfile(template_of(kind), file)
    terminal.plain(str(file.resolve()))


def _days(dated: str | None, reply_by: str | None) -> tuple[date, date | None]:
    """The day of issue, and until when bodies answer. Raises UserError for a day before that of issue, where both are given."""
    issued, until = arguments.day(dated, "--dated"), arguments.day(reply_by, "--reply-by")
    if until is not None and issued is not None and until < issued:
        raise UserError(
            zh=f"--reply-by：{until} 早于印发日期 {issued}；请改正",
            en=f"--reply-by: {until} is before the day of issue {issued}; correct it",
        )
    return issued or clock.today(), until


def _used(ledger: Ledger, quarter: str, given: Settings, *, named: bool) -> Sequence[Catalogue]:
    """The catalogues named on the command line, else the office's own that the quarter is checked by; empty: those of its runs."""
    from spotcheck.jobs.quarter_settings import own_catalogues

    return given.catalogues if named and given.catalogues and not given.families else own_catalogues(ledger, quarter)


def _tell_unknown_year(signed: Signed) -> None:
    if signed.within and signed.reply_by is None:
        terminal.warn(
            "不知道时限所在年度的节假日安排，只写工作日数；请把该年的 holidays、workdays 写入工作区的 workdays.toml",
            "the holidays of the year of the deadline are not known, so only working days are told; write them into workdays.toml",
        )
