"""The register of sites, from the file that an office keeps. Every fault of every row is named at once; no row is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.config.register_cells import Bad, addresses_of, state_in_title, without_signs
from spotcheck.config.register_columns import told_by_content
from spotcheck.config.register_heads import ALL, HEADS, PLACES, near_miss, usual
from spotcheck.config.register_meaning import Said, doubles, entry_of
from spotcheck.config.register_records import Entry, Register, Remark
from spotcheck.config.register_rows import SiteRow, site_rows
from spotcheck.config.sheet_heads import Heads, find_heads
from spotcheck.config.spreadsheets import Sheet, read_sheets

_Read = tuple[Sheet, Heads, dict[str, int]]
_EXAMPLES = re.compile("说明|示例|样例|样表|范例|须知")
_IDENTITY = ("url", "code")  # two columns of these are refused: nobody can tell which one is meant
_JOINED = ("contact", "phone", "email")  # what the rows of one site add up to


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
    found = [(sheet, *told) for sheet in sheets if (told := _heads(sheet)) is not None and sheet.visible]
    if not found:
        raise _no_heads(file, next((sheet for sheet in sheets if sheet.visible), sheets[0]))
    found = _of_sites(found)
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
        _refuse_unclear(self.file, heads)
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


def _heads(sheet: Sheet) -> tuple[Heads, dict[str, int]] | None:
    """The heads of a sheet that has addresses, and the columns that only their content tells."""
    heads = find_heads(sheet, ALL)
    if heads is None:
        return None
    heads, told = told_by_content(sheet, heads)
    return (heads, told) if heads.columns.keys() & {"url", "domains"} else None


def _of_sites(found: list[_Read]) -> list[_Read]:
    """Of several sheets with heads those that list sites: an address stands below the heads, and the name does not say example."""
    listing = [each for each in found if _lists(each[0], each[1])]
    real = [each for each in listing if not _EXAMPLES.search(each[0].name)]
    return real or listing or found[:1]


def _lists(sheet: Sheet, heads: Heads) -> bool:
    column = heads.columns.get("url", heads.columns.get("domains", 0))
    below = (cells[column] for number, cells in sheet.rows if number > heads.last and column < len(cells) and cells[column])
    for cell in below:
        try:
            addresses_of(cell)
        except Bad:
            continue
        return True
    return False


def _cells(row: SiteRow, heads: Heads) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The cells of a row by field, and those of the office's own columns by their heads."""

    def at(column: int, cells: Sequence[str]) -> str:
        return cells[column] if column < len(cells) else ""

    given = {name: without_signs(name, at(column, row.cells)) for name, column in heads.columns.items()}
    for name in _JOINED:
        if name in heads.columns:
            told = [at(heads.columns[name], cells) for cells in (row.cells, *row.further)]
            given[name] = "；".join(dict.fromkeys(filter(None, told)))
    if row.further and "url" in heads.columns:
        given["url"] = "、".join(dict.fromkeys(filter(None, (at(heads.columns["url"], cells) for cells in (row.cells, *row.further)))))
    extra = []
    for column, head in heads.others.items():
        told = [at(column, cells) for cells in (row.cells, *row.further)]
        extra.append((head, "；".join(dict.fromkeys(filter(None, told)))))
    width = max((*heads.columns.values(), *heads.others, -1)) + 1
    extra += [(f"第 {column + 1} 列", cell) for column, cell in enumerate(row.cells) if column >= width and cell]
    return given, extra


def _refuse_unclear(file: Path, heads: Heads) -> None:
    for column, name in heads.doubled.items():
        if name in _IDENTITY:
            word = heads.others[column]
            raise UserError(
                zh=f"{file}：第 {heads.row} 行：表头“{word}”重复；请只留一列",
                en=f"{file}: row {heads.row}: the head '{word}' stands there twice; keep one column",
            )
    for word in heads.others.values():
        if meant := near_miss(word, heads):
            raise UserError(
                zh=f"{file}：第 {heads.row} 行：未知的表头“{word}”；是否应为“{meant}”？",
                en=f"{file}: row {heads.row}: unknown head '{word}'; did you mean '{meant}'?",
            )


def _no_heads(file: Path, sheet: Sheet) -> UserError:
    heads = find_heads(sheet, ALL)
    if heads is not None:
        head = HEADS["url"][0]
        return UserError(
            zh=f"{file}：第 {heads.row} 行：缺少表头“{head}”；请补上这一列",
            en=f"{file}: row {heads.row}: the head 'url' ({head}) is missing; add that column",
        )
    number, cells = sheet.rows[0]
    first = next((cell for cell in cells if cell), "")[:40]
    zh, en = "、".join(names[0] for names in HEADS.values()), ", ".join(names[1] for names in HEADS.values())
    return UserError(
        zh=f"{file}：没有认得的表头（第 {number} 行“{first}”）；可用的表头：{zh}；空表可用 spotcheck register template 生成",
        en=f"{file}: no known heads (row {number}: '{first}'); known heads: {en}; 'spotcheck register template' writes an empty register",
    )
