"""Which province a site code, an ICP record or a host belongs to. Contradicting signs give no answer; nothing is guessed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from spotcheck.config.models import Level, Model
from spotcheck.config.validation import read_toml, validate

FILE = Path(__file__).with_name("regions.toml")


class Province(Model):
    """A province, autonomous region or municipality: GB/T 2260 ``code`` (two digits), ICP character, host suffixes, prefectures."""

    code: str
    name: str  # 浙江省
    short: str  # 浙江
    icp: str  # 浙
    hosts: tuple[str, ...]
    prefectures: str = ""  # full names, separated by spaces


class _File(Model):
    province: tuple[Province, ...]


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces in the order of their codes. Raises UserError where the file has been damaged."""
    source = read_toml(FILE)
    built = validate(_File, source.data, source)
    if isinstance(built, list):
        raise built[0]
    return built.province


@cache
def prefectures() -> frozenset[str]:
    """Full names of all prefectures: 杭州市, 延边朝鲜族自治州, 兴安盟."""
    return frozenset(name for province in provinces() for name in province.prefectures.split())


def province_of_code(code: str) -> str:
    """The province of a 网站标识码 or GB/T 2260 code: ``3300000020`` → 浙江省; "" when unknown (``bm…``: ministries)."""
    return next((province.name for province in provinces() if re.match(rf"{province.code}\d{{4}}", code)), "")


def province_of_icp(icp: str) -> str:
    """The province of an ICP record as shown: ``浙ICP备05000000号`` → 浙江省; "" when unknown."""
    return next((province.name for province in provinces() if icp.strip().startswith(province.icp)), "")


def province_of_host(host: str) -> str:
    """The province of a host under a provincial government domain: ``czt.zj.gov.cn`` → 浙江省; "" for any other."""
    name = host.lower().rstrip(".").split(":")[0]
    return next((p.name for p in provinces() if any(name == end or name.endswith(f".{end}") for end in p.hosts)), "")


def region_of(*, code: str = "", icp: str = "", host: str = "") -> str:
    """The province that every known sign agrees on; "" when none is known or two disagree."""
    seen = {province_of_code(code), province_of_icp(icp), province_of_host(host)} - {""}
    return seen.pop() if len(seen) == 1 else ""


def level_of_code(code: str) -> Level | None:
    """The level that the first six digits of a code tell of (330000 province, 330100 city, 330102 county), None when unknown.

    The four municipalities have no cities; codes 90 in the middle are counties that a province administers itself.
    """
    if not province_of_code(code):
        return None
    middle, last = code[2:4], code[4:6]
    if middle == "00":
        return Level.PROVINCE if last == "00" else None
    if middle == "90" or code[:2] in ("11", "12", "31", "50"):
        return Level.COUNTY if last != "00" else None
    return Level.CITY if last == "00" else Level.COUNTY
