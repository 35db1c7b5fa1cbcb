"""The register of sites, from the file that an office keeps. Every fault of every row is named at once; no row is dropped in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.config.register_cells import state_in_title, without_signs
from spotcheck.config.register_heads import HEADS, PLACES, usual
from spotcheck.config.register_meaning import Said, doubles, entry_of
from spotcheck.config.register_records import Entry, Register, Remark
from spotcheck.config.register_rows import SiteRow, site_rows
from spotcheck.config.register_sheets import lists_of_sites, refuse_unclear
from spotcheck.config.sheet_heads import Heads
from spotcheck.config.spreadsheets import Sheet, read_sheets

_JOINED = {"contact": "；", "phone": "；", "email": "；", "url": "、", "domains": "、"}  # what the rows of one site add up to


def load_register(path: str | Path, problems: list[UserError] | None = None) -> list[Site]:
    """The sites of a register, in the order of the file; see ``read_register``.

    Raises UserError for the first broken row, which says how many more there are. With ``problems`` given, the sites of sound rows are
    returned and the faults of the others appended there; a file without usable heads raises all the same.
    """
    register = read_register(Path(path))
    faults = register.told(register.faults)
    if problems is not None:
        problems += faults
    elif faults:
        more = len({(fault.sheet, fault.row) for fault in register.faults}) - 1
        if not more:
            raise faults[0]
        raise UserError(zh=f"{faults[0].zh}（另有 {more} 行有误）", en=f"{faults[0].en} (and {more} more broken rows)")
    return register.sites


def read_register(file: Path) -> Register:
    """Everything that a register file says, sheet after sheet. Level and functions left empty are read from the body's name.

    Raises UserError for a file that cannot be read, or in which no sheet has usable heads.
    """
    sheets = [sheet for sheet in read_sheets(file) if sheet.rows]
    if not sheets:
        raise UserError(zh=f"{file}：没有内容；请按表头填写网站", en=f"{file}: is empty; fill in the sites under the heads")
    found = lists_of_sites(file, sheets)
    reading = _Reading(file=file)
    several = len(sheets) > 1
    for sheet in sheets:
        read = next((each for each in found if each[0] is sheet), None)
        name = sheet.name if several else ""
        if read is None:
            reading.pass_over(sheet, name)
        else:
            reading.sheet(*read, name)
    return reading.register()


def register_template() -> list[tuple[str, ...]]:
    """The rows of an example register: Chinese heads, and one site."""
    return [tuple(names[0] for names in HEADS.values()), tuple(_EXAMPLE.get(name, "") for name in HEADS)]


_EXAMPLE = {
    "name": "浙江省财政厅",
    "code": "3300000020",
    "url": "http://czt.zj.gov.cn/",
    "body": "浙江省财政厅",
    "level": "省级",
    "region": "浙江省",
    "functions": "财政",
    "state": "正常",
    "subordinate_sites": "0",
}


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A register under way."""

    file: Path
    entries: list[tuple[Remark, Heads, Entry]] = field(default_factory=list)  # a remark stands for the row
    faults: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    def pass_over(self, sheet: Sheet, name: str) -> None:
        """Keeps in mind that a sheet was not read."""
        zh, en = "起：没有网址一栏，或只是说明和示例，整张表未读", " on: no addresses, or only an example; the sheet was not read"
        if not sheet.visible:
            zh, en = "起：工作表是隐藏的，整张表未读", " on: the sheet is hidden and was not read"
        self.skipped.append(Remark(sheet=name, row=sheet.rows[0][0], zh=zh, en=en))

    def sheet(self, sheet: Sheet, heads: Heads, told: Mapping[str, int], name: str) -> None:
        """Reads the rows of one sheet; ``told``: columns known by their content. Raises UserError where its heads are not clear."""
        refuse_unclear(self.file, heads)
        for field_, column in told.items():
            zh, en = f"第 {column + 1} 列按内容读作“{usual(field_)}”", f"column {column + 1} is taken for {usual(field_)} by its content"
            self.doubts.append(Remark(sheet=name, row=heads.row, zh=f"：{zh}", en=f": {en}", column=column))
        rows, passed = site_rows(sheet, heads)
        for each in passed:
            zh, en = f"：{each.zh}，未作为网站", f": {each.en}, not taken for a site"
            self.skipped.append(Remark(sheet=name, row=each.number, zh=zh, en=en))
        state = state_in_title(sheet.name)
        self.fields |= (
            heads.columns.keys() | ({"state"} if state else set()) | ({"region"} if heads.columns.keys() & PLACES.keys() else set())
        )
        for row in rows:
            given, extra = _cells(row, heads)
            number = (row.number, heads.columns.get("code", -1)) in sheet.numbers
            entry, said = entry_of(given, extra, code_is_number=number, state=state)
            at = Remark(sheet=name, row=row.number, zh="", en="")
            if entry is not None:
                self.entries.append((at, heads, entry))
            said += _differing(row, heads)
            if row.number in sheet.hidden:
                said.append(Said(field="", zh="：是隐藏行，照样读入", en=": is a hidden row, and was read all the same"))
            self.say(at, heads, said)
        if not rows:
            zh, en = "：只有表头，没有网站；请在表头下填起", ": has heads and no sites; fill them in below"
            self.faults.append(Remark(sheet=name, row=heads.row, zh=zh, en=en))

    def say(self, at: Remark, heads: Heads, said: Sequence[Said]) -> None:
        """Keeps what is to be said of a row."""
        for each in said:
            remark = Remark(sheet=at.sheet, row=at.row, zh=each.zh, en=each.en, column=heads.columns.get(each.field))
            (self.faults if each.grave else self.doubts).append(remark)

    def register(self) -> Register:
        """What was read, once all of it is known."""
        wrong: set[tuple[str, int]] = set()
        for place, said in doubles([(_in_words(at), entry.site) for at, _, entry in self.entries]):
            at, heads, _ = self.entries[place]
            self.say(at, heads, [said])
            if said.held:
                wrong.add((at.sheet, at.row))
        wrong |= {(fault.sheet, fault.row) for fault in self.faults}
        return Register(
            file=self.file,
            entries=tuple(entry for at, _, entry in self.entries if (at.sheet, at.row) not in wrong),
            faults=tuple(sorted(self.faults, key=lambda each: each.row)),
            doubts=tuple(sorted(self.doubts, key=lambda each: each.row)),
            skipped=tuple(self.skipped),
            fields=frozenset(self.fields),
        )


def _in_words(at: Remark) -> tuple[str, str]:
    sheet = (f"工作表“{at.sheet}”", f"sheet '{at.sheet}', ") if at.sheet else ("", "")
    return f"{sheet[0]}第 {at.row} 行", f"{sheet[1]}row {at.row}"


def _cells(row: SiteRow, heads: Heads) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The cells of a row by field, and those of the office's own columns by their heads."""

    def at(column: int, cells: Sequence[str]) -> str:
        return cells[column] if column < len(cells) else ""

    given = {name: without_signs(name, at(column, row.cells)) for name, column in heads.columns.items()}
    for name, between in _JOINED.items():
        if row.further and name in heads.columns:
            told = [at(heads.columns[name], cells) for cells in (row.cells, *row.further)]
            given[name] = between.join(dict.fromkeys(filter(None, told)))
    extra = []
    for column, head in heads.others.items():
        told = [at(column, cells) for cells in (row.cells, *row.further)]
        extra.append((head, "；".join(dict.fromkeys(filter(None, told)))))
    width = max((*heads.columns.values(), *heads.others, -1)) + 1
    extra += [(f"第 {column + 1} 列", cell) for column, cell in enumerate(row.cells) if column >= width and cell]
    return given, extra


def _differing(row: SiteRow, heads: Heads) -> list[Said]:
    """What the further rows of a site say otherwise than its first, which is taken."""
    said = []
    for name, column in heads.columns.items():
        told = {cells[column] for cells in (row.cells, *row.further) if column < len(cells) and cells[column]}
        if name not in _JOINED and len(told) > 1:
            head = usual(name)
            zh, en = f"“{head}”：同一网站的几行写得不一样，取了第一行的", f", {head}: the rows of one site differ; the first was taken"
            said.append(Said(field=name, zh=zh, en=en))
    return said
