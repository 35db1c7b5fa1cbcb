"""What a register holds and what is to be said of it, as records. Reads nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the register: the site, whom to ask, since when it stands as it does and why, and the office's own columns."""

    site: Site
    contact: str = ""
    phone: str = ""
    email: str = ""
    since: date | None = None
    reason: str = ""
    extra: tuple[tuple[str, str], ...] = ()  # heads that are not ours, with what stands under them


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be said of a row: a fault, a doubt, or why it was passed over. ``column`` counts from 0; None: the whole row.

    ``zh`` and ``en`` follow the number of the row in a sentence.
    """

    sheet: str
    row: int
    zh: str
    en: str
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a file holds: the ``entries`` of sound rows, the ``faults`` of the others, ``doubts``, and the rows ``skipped``.

    ``fields``: those that have a column in it; of the others the file says nothing.
    """

    file: Path
    entries: tuple[Entry, ...]
    faults: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    fields: frozenset[str] = frozenset()

    @property
    def sites(self) -> list[Site]:
        """The sites of the sound rows, in the order of the file."""
        return [entry.site for entry in self.entries]

    def told(self, remarks: Sequence[Remark]) -> list[UserError]:
        """Remarks as lines, each with the file and the row that it speaks of."""
        return [
            UserError(
                zh=f"{self.file}：{f'工作表“{each.sheet}”' if each.sheet else ''}第 {each.row} 行{each.zh}",
                en=f"{self.file}: {f'sheet {each.sheet!r}, ' if each.sheet else ''}row {each.row}{each.en}",
            )
            for each in remarks
        ]
