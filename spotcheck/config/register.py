"""The register of sites, from csv or xlsx. A row that cannot be understood is refused, with all others like it; none is skipped."""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

from spotcheck.config.bodies import functions_named, functions_of, level_named, level_of
from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site
from spotcheck.config.platforms import platforms
from spotcheck.config.regions import level_of_code
from spotcheck.config.spreadsheets import Row, read_rows

# The first head of each field is the one that templates and messages use.
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("网站名称", "name", "名称", "站点名称", "site name"),
    "code": ("网站标识码", "code", "标识码", "政府网站标识码", "site code"),
    "url": ("首页网址", "url", "网址", "首页", "首页地址", "网站地址", "address"),
    "body": ("主办单位", "body", "主办", "主管单位", "organizer"),
    "level": ("层级", "level", "行政层级", "级别"),
    "region": ("地区", "region", "所属地区", "行政区划", "所在地区"),
    "functions": ("职能", "functions", "function", "职能类别"),
    "subordinate_sites": ("下属网站数", "subordinate_sites", "下属网站"),
    "named_for": ("指定事项", "named_for"),
    "platform": ("共享平台", "platform", "平台"),
}
_EXAMPLE = ("浙江省财政厅", "3300000020", "http://czt.zj.gov.cn/", "浙江省财政厅", "省级", "浙江省", "财政", "0", "", "")
_SEPARATORS = re.compile(r"[、,;；/\s]+")
_HOST = re.compile(r"(?=.{1,253}$)(?!-)[^\s/?#@:%_,<>\"'\\]+(?<!-)")


class _Bad(Exception):
    """A cell that is wrong: its field, its text, what is wrong and what to do (Chinese, English)."""

    def __init__(self, field: str, value: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.field, self.value, self.zh, self.en = field, value, zh, en


def register_template() -> list[tuple[str, ...]]:
    """The rows of an example register: Chinese heads, and one site."""
    return [tuple(names[0] for names in HEADS.values()), _EXAMPLE]


def load_register(path: str | Path, problems: list[UserError] | None = None) -> list[Site]:
    """The sites of a register, in the order of the file. Level and functions left empty are read from the body's name.

    Raises UserError for the first broken row, which says how many more there are. With ``problems`` given, the rows that are
    right are returned and the faults of the others appended there; a file without usable heads raises all the same.
    """
    file = Path(path)
    rows = read_rows(file)
    if not rows:
        raise UserError(zh=f"{file}：没有内容；请按表头填写网站", en=f"{file}: is empty; fill in the sites under the heads")
    columns = _columns(file, rows[0])
    sites: list[Site] = []
    faults: list[UserError] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows[1:]:
        try:
            given = {field: cells[index] if index < len(cells) else "" for field, index in columns.items()}
            site = _site(given)
            _refuse_double(site, number, seen)
            sites.append(site)
        except _Bad as bad:
            faults.append(_fault(file, number, bad))
    if not rows[1:]:
        faults.append(
            UserError(zh=f"{file}：只有表头，没有网站；请从第 2 行起填写", en=f"{file}: has heads and no sites; fill them in from row 2")
        )
    if problems is not None:
        problems += faults
    elif faults:
        more = len(faults) - 1
        raise (
            faults[0]
            if not more
            else UserError(zh=f"{faults[0].zh}（另有 {more} 行有误）", en=f"{faults[0].en} (and {more} more broken rows)")
        )
    return sites


def _columns(file: Path, head: Row) -> dict[str, int]:
    number, cells = head
    known = {_plain(name): field for field, names in HEADS.items() for name in names}
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if not cell:
            continue
        field = known.get(_plain(cell))
        if field is None:
            close = difflib.get_close_matches(_plain(cell), known, n=1, cutoff=0.6)
            zh = f"是否应为“{close[0]}”？" if close else f"可用的表头：{'、'.join(names[0] for names in HEADS.values())}"
            en = f"did you mean '{close[0]}'?" if close else f"known heads: {', '.join(names[1] for names in HEADS.values())}"
            raise UserError(zh=f"{file}：第 {number} 行：未知的表头“{cell}”；{zh}", en=f"{file}: row {number}: unknown head '{cell}'; {en}")
        if field in columns:
            raise UserError(
                zh=f"{file}：第 {number} 行：表头“{cell}”重复；请只留一列",
                en=f"{file}: row {number}: the head '{cell}' stands there twice; keep one column",
            )
        columns[field] = index
    if "url" not in columns:
        raise UserError(
            zh=f"{file}：第 {number} 行：缺少表头“{HEADS['url'][0]}”；请补上这一列",
            en=f"{file}: row {number}: the head 'url' (首页网址) is missing; add that column",
        )
    return columns


def _site(given: dict[str, str]) -> Site:
    code = given.get("code", "").upper()
    if code and not re.fullmatch(r"[A-Z0-9]{10}", code):
        raise _Bad(
            "code",
            given["code"],
            "网站标识码应为 10 位数字或字母；请核对（前面的 0 不能省）",
            "a site code has ten characters; check it (leading zeros count)",
        )
    name, body = given.get("name", ""), given.get("body", "")
    region = given.get("region", "")
    functions = _functions(given.get("functions", ""))
    level = _level(given)
    return Site(
        url=_url(given["url"]),
        name=name,
        code=code.lower() if code.startswith("BM") else code,
        body=body,
        level=level or _inferred_level(body, name, region, code),
        region=region,
        functions=functions or functions_of(body) or functions_of(name),
        named_for=frozenset(word for word in _SEPARATORS.split(given.get("named_for", "")) if word),
        subordinate_sites=_count(given.get("subordinate_sites", "")),
        platform=_platform(given.get("platform", "")),
    )


def _level(given: dict[str, str]) -> Level | None:
    value = given.get("level", "")
    level = level_named(value) if value else None
    if value and level is None:
        raise _Bad(
            "level",
            value,
            f"不认识的层级；可用：省级、市级、县级、乡镇或 {'、'.join(Level)}",
            f"unknown level; allowed: {', '.join(Level)}",
        )
    return level


def _inferred_level(body: str, name: str, region: str, code: str) -> Level | None:
    """The level that name and code agree on; a code says nothing of towns, hospitals, schools and enterprises."""
    told = level_of(body, region) or level_of(name, region)
    coded = level_of_code(code)
    if told is None or coded is None or told not in (Level.PROVINCE, Level.CITY, Level.COUNTY):
        return told or coded
    return told if told is coded else None


def _functions(value: str) -> frozenset[Function]:
    found: set[Function] = set()
    for word in filter(None, _SEPARATORS.split(value)):
        functions = functions_named(word)
        if not functions:
            close = difflib.get_close_matches(word.lower(), list(Function), n=1, cutoff=0.6)
            zh = f"是否应为 {close[0]}？" if close else "请写职能（如 finance、财政、财政局），或留空"
            en = f"did you mean {close[0]}?" if close else "give a function (finance, 财政, 财政局), or leave it empty"
            raise _Bad("functions", word, f"不认识的职能；{zh}", f"unknown function; {en}")
        found |= functions
    return frozenset(found)


def _platform(value: str) -> str:
    """The id of a shared platform, given by its id or by one of its names."""
    if not value:
        return ""
    known = {_plain(name): each.id for each in platforms().values() for name in (*each.names, each.name, each.id)}
    found = known.get(_plain(value))
    if found is None:
        close = difflib.get_close_matches(_plain(value), known, n=1, cutoff=0.6)
        offered = [platforms()[known[close[0]]]] if close else list(platforms().values())
        zh, en = "、".join(each.name for each in offered), ", ".join(each.id for each in offered)
        raise _Bad(
            "platform",
            value,
            f"不认识的共享平台；可用：{zh}；普通网站请留空",
            f"unknown shared platform; known: {en}; leave it empty for a site",
        )
    return found


def _count(value: str) -> int | None:
    if not value:
        return None
    if not re.fullmatch(r"\d{1,6}", value):
        raise _Bad(
            "subordinate_sites", value, "应为整数；没有写 0，不清楚请留空", "must be a whole number; 0 for none, empty when not known"
        )
    return int(value)


def _url(value: str) -> str:
    zh, en = "首页网址应形如 http://www.example.gov.cn/；请改正", "the address must look like http://www.example.gov.cn/; correct it"
    if not value:
        raise _Bad("url", value, f"缺少首页网址；{zh}", f"the address is missing; {en}")
    address = unicodedata.normalize("NFKC", value) if "://" in value else f"http://{unicodedata.normalize('NFKC', value)}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _Bad("url", value, zh, en) from None
    right = _HOST.fullmatch(host) and ("." in host or host == "localhost") and ".." not in host and not re.search(r"\s", address)
    if parts.scheme.lower() not in ("http", "https") or not right or parts.username:
        raise _Bad("url", value, zh, en)
    return address if parts.path else f"{address}/"


def _refuse_double(site: Site, number: int, seen: dict[tuple[str, str], int]) -> None:
    parts = urlsplit(site.url)
    place = f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"
    for field, value, shown in (("code", site.code, site.code), ("url", place, site.url)):
        if value and (field, value) in seen:
            other = seen[field, value]
            raise _Bad(field, shown, f"与第 {other} 行重复；请删去其一", f"is the same as in row {other}; remove one of them")
    seen.update({(field, value): number for field, value in (("code", site.code), ("url", place)) if value})


def _fault(file: Path, number: int, bad: _Bad) -> UserError:
    shown = bad.value if len(bad.value) <= 60 else bad.value[:59] + "…"
    column = HEADS[bad.field][0]
    return UserError(
        zh=f"{file}：第 {number} 行“{column}”“{shown}”：{bad.zh}",
        en=f"{file}: row {number}, {column} ({HEADS[bad.field][1]}) '{shown}': {bad.en}",
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s*_]", "", re.sub(r"\(.*\)$", "", unicodedata.normalize("NFKC", text))).lower()
