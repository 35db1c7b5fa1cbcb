"""What an office puts to its notices and letters: options, then ``spotcheck.toml``; until when bodies answer, in working days.

Guesses no holiday: where the working days of a year are not known, the deadline stays a number of days.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.settings import load_settings
from spotcheck.config.workdays import calendar_of, workday_after
from spotcheck.reports.notice_facts import Signed


def signed(
    workspace: Path,
    *,
    dated: date | None,
    place: str | None = None,
    office: str | None = None,
    number: str = "",
    recipients: str | None = None,
    reply_by: date | None = None,
    reply_within: int | None = None,
    reply_to: str | None = None,
    internal: bool = False,
) -> Signed:
    """The head and foot of a notice; what is None comes from the settings. ``reply_by`` goes before ``reply_within`` (working days)."""
    known = load_settings(workspace, place=place, office=office, recipients=recipients, reply_within=reply_within, reply_to=reply_to)
    within = 0 if reply_by else known.reply_within
    until = reply_by
    if within and dated is not None:
        own = calendar_of(workspace)
        try:
            until = workday_after(dated, within, own)
        except UserError:
            until = None
    return Signed(
        place=known.place,
        office=known.office,
        number=number,
        recipients=known.recipients,
        dated=dated,
        within=within,
        reply_by=until,
        reply_to=known.reply_to,
        public=not internal,
    )


def template(workspace: Path, kind: str, given: Path | None) -> Path | None:
    """The office's own template of a ``kind`` (notice or letter), from the option or the settings; None: the shipped one."""
    known = load_settings(workspace)
    named = {"notice": known.notice_template, "letter": known.letter_template}[kind]
    path = given or (workspace / named if named else None)
    if path is not None and not path.is_file():
        raise UserError(zh=f"{path}：没有这个模板文件", en=f"{path}: there is no such template")
    return path
