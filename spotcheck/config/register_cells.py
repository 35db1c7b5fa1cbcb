"""The cells of a register as values: addresses, codes, levels, functions, states, days. A wrong one raises ``Bad``; none is guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from spotcheck.config.bodies import function_words, functions_named, level_named
from spotcheck.config.models import Function, Level, SiteState
from spotcheck.config.platforms import platforms
from spotcheck.config.register_heads import nearest
from spotcheck.config.sheet_heads import plain

SEPARATORS = re.compile(r"[、,;；/\s]+")
_ADDRESSES = re.compile(r"[、,;；\s]+")
_SCHEME, _BEGINS = re.compile("https?://", re.IGNORECASE), re.compile(r"https?://|www\.", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})+|localhost")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 0?0:00(?::00)?)?")
_NOTHING = frozenset({"无", "暂无", "未知", "不详", "/", "\\", "-", "--", "—", "——", "–", "空"})
_STATES: dict[SiteState, tuple[str, ...]] = {
    SiteState.NORMAL: ("正常", "正常运行", "运行", "运行中", "在线", "在用", "正常访问"),
    SiteState.CLOSED: ("关停", "已关停", "关闭", "已关闭", "停办", "下线", "已下线", "注销", "已注销", "停用", "永久下线", "临时下线"),
    SiteState.MOVED: ("迁移", "已迁移", "迁出", "迁址", "已迁址"),
    SiteState.MERGED: ("合并", "已合并", "整合", "已整合", "归并"),
}
_ADDRESS = ("首页网址应形如 http://www.example.gov.cn/；请改正", "the address must look like http://www.example.gov.cn/; correct it")


class Bad(Exception):
    """A cell that is wrong: its field, its text, what is wrong and what to do (Chinese, English)."""

    def __init__(self, field: str, value: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.field, self.value, self.zh, self.en = field, value, zh, en


def without_signs(field: str, cell: str) -> str:
    """A cell in which an office wrote that there is nothing as an empty one; of a number 无 is 0."""
    if cell not in _NOTHING:
        return cell
    return "0" if field == "subordinate_sites" and cell == "无" else ""


def code_of(value: str, *, number: bool = False) -> str:
    """A site code; of a cell that holds a ``number`` the zeros that stood before it are put back."""
    code = unicodedata.normalize("NFKC", value).replace(" ", "").strip("'\"=‘’`").removesuffix(".0").upper()
    if number and re.fullmatch(r"\d{7,9}", code):
        code = code.zfill(10)
    if code and not re.fullmatch(r"[A-Z0-9]{10}", code):
        zh, en = (
            "网站标识码应为 10 位数字或字母；请核对（前面的 0 不能省）",
            "a site code has ten characters; check it (leading zeros count)",
        )
        raise Bad("code", value, zh, en)
    return code.lower() if code.startswith("BM") else code


def addresses_of(value: str, field: str = "url") -> tuple[str, ...]:
    """The addresses in a cell, each once, the first one the site's own; http and https, www and bare are one."""
    whole = _mended(value)
    words = [word for word in _ADDRESSES.split(whole) if word]
    if not all(_address(word) and (_BEGINS.match(word) or not _SCHEME.match(whole)) for word in words):
        words = [whole]  # a comma may stand in an address too
    found: dict[str, str] = {}
    for word in words:
        address = _address(word)
        if not address:
            raise Bad(field, value, *_ADDRESS)
        found.setdefault(place_of(address), address)
    if not found and field == "url":
        raise Bad(field, value, f"缺少首页网址；{_ADDRESS[0]}", f"the address is missing; {_ADDRESS[1]}")
    return tuple(found.values())


def place_of(url: str) -> str:
    """An address without what two spellings of it differ in."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def level_of_cell(value: str) -> tuple[Level | None, bool]:
    """The level that a cell says, and whether it also says that the body is a department (县级部门)."""
    level = level_named(value)
    if level is not None or not value:
        return level, False
    words = re.fullmatch(r"(.+?)(?:级|直属|直|本级)?(?:部门|机关|单位)(?:网站)?", plain(value))
    level = level_named(words[1]) if words else None
    if level is None:
        allowed = "、".join(Level)
        raise Bad("level", value, f"不认识的层级；可用：省级、市级、县级、乡镇或 {allowed}", f"unknown level; allowed: {', '.join(Level)}")
    return level, "部门" in value


def functions_of_cell(value: str) -> frozenset[Function]:
    """The functions that a cell names, separated in any usual way."""
    found: set[Function] = set()
    for word in filter(None, SEPARATORS.split(value)):
        functions = functions_named(word)
        if not functions:
            close = nearest(word, function_words())
            more = (f"（或 {'、'.join(close[1:])}）", f" (or {', '.join(close[1:])})") if close[1:] else ("", "")
            zh = f"是否应为 {close[0]}？{more[0]}" if close else "请写职能（如 finance、财政、财政局；其他部门写“部门”），或留空"
            en = f"did you mean {close[0]}?{more[1]}" if close else "give a function (finance, 财政, department), or leave it empty"
            raise Bad("functions", word, f"不认识的职能；{zh}", f"unknown function; {en}")
        found |= functions
    return frozenset(found)


def platform_of(value: str) -> str:
    """The id of a shared platform, given by its id or by one of its names."""
    if not value:
        return ""
    known = {plain(name): each.id for each in platforms().values() for name in (*each.names, each.name, each.id)}
    found = known.get(plain(value))
    if found is None:
        close = nearest(plain(value), list(known), 1)
        offered = [platforms()[known[close[0]]]] if close else list(platforms().values())
        zh, en = "、".join(each.name for each in offered), ", ".join(each.id for each in offered)
        raise Bad(
            "platform",
            value,
            f"不认识的共享平台；可用：{zh}；普通网站请留空",
            f"unknown shared platform; known: {en}; leave it empty for a site",
        )
    return found


def state_of_cell(value: str) -> SiteState:
    """The state that a cell says; an empty one says that the site is kept up."""
    word = plain(value)
    for state, names in _STATES.items():
        if word in (state.value, *names):
            return state
    if not word:
        return SiteState.NORMAL
    raise Bad(
        "state", value, "不认识的网站状态；可用：正常、关停、迁移、合并", "unknown state; allowed: normal, closed, moved, merged (正常…)"
    )


def state_in_title(title: str) -> SiteState | None:
    """The state that the name of a sheet gives to all of its rows (已关停网站); None for any other name."""
    offline = [state for state in SiteState if state is not SiteState.NORMAL]
    named = {state for state in offline if any(name in title for name in _STATES[state])}
    return named.pop() if len(named) == 1 else None


def day_of(value: str, field: str = "since") -> date | None:
    """A day as people write it: 2026-11-01, 2026年11月1日, 2026.11.1."""
    if not value:
        return None
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", value).strip())
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Bad(field, value, "看不懂的日期；请写成 2026-11-01 的形式", "not a day; write it like 2026-11-01") from None


def count_of(value: str) -> int | None:
    """A whole number, None for an empty cell."""
    if not value:
        return None
    if not re.fullmatch(r"\d{1,6}", value):
        zh, en = "应为整数；没有写 0，不清楚请留空", "must be a whole number; 0 for none, empty when not known"
        raise Bad("subordinate_sites", value, zh, en)
    return int(value)


def _mended(value: str) -> str:
    """Full width, ideographic full stops and the space beside slashes put right; what separates two addresses stays."""
    text = unicodedata.normalize("NFKC", value).replace("。", ".").replace("\\", "/")
    return re.sub(r"(?<=[:/])[^\S\n]+(?=\S)|(?<=\S)[^\S\n]+(?=:?//)", "", text).strip()


def _address(word: str) -> str:
    """The address of one site, "" for anything else."""
    address = word if re.match(r"[A-Za-z][\w+.-]*:", word) and not re.match(r"[^/]+:\d", word) else f"http://{word}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host) or parts.username or re.search(r"\s", address):
        return ""
    return address if parts.path else f"{address}/"
