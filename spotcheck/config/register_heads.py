"""The columns of a register by every name that offices give them. The first name of each is the one of templates and messages."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from spotcheck.config.sheet_heads import Heads, plain

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("网站名称", "name", "名称", "站点名称", "网站名", "网站全称", "政府网站名称", "site name"),
    "code": ("网站标识码", "code", "标识码", "政府网站标识码", "网站标识编码", "site code"),
    "url": (
        "首页网址",
        "url",
        "网址",
        "首页",
        "首页地址",
        "网站地址",
        "网站网址",
        "网站首页网址",
        "网站首页",
        "主页网址",
        "首页url",
        "网站链接",
        "address",
    ),
    "body": (
        "主办单位",
        "body",
        "主办",
        "主办单位名称",
        "主办机构",
        "责任单位",
        "单位名称",
        "单位",
        "部门名称",
        "部门",
        "主管单位",
        "organizer",
    ),
    "level": ("层级", "level", "行政层级", "级别", "行政级别", "网站层级", "单位层级", "网站级别", "单位级别"),
    "region": ("地区", "region", "所属地区", "行政区划", "所在地区", "区域", "所属区域", "行政区域"),
    "functions": ("职能", "functions", "function", "职能类别", "部门职能", "单位职能", "职能分类"),
    "state": ("网站状态", "state", "状态", "运行状态", "网站运行状态", "目前状态"),
    "since": (
        "变更日期",
        "since",
        "变更时间",
        "关停日期",
        "关停时间",
        "迁移日期",
        "迁移时间",
        "合并日期",
        "合并时间",
        "状态日期",
    ),
    "reason": ("变更原因", "reason", "关停原因", "迁移原因", "合并原因", "变更说明"),
    "domains": ("其他域名", "domains", "其他网址", "备用域名", "域名", "网站域名", "附属域名"),
    "contact": ("联系人", "contact", "联系人姓名", "网站负责人", "负责人", "信息员"),
    "phone": ("联系电话", "phone", "电话", "联系方式", "联系人电话", "办公电话", "手机", "手机号", "手机号码"),
    "email": ("电子邮箱", "email", "邮箱", "电子邮件", "联系邮箱"),
    "subordinate_sites": ("下属网站数", "subordinate_sites", "下属网站"),
    "named_for": ("指定事项", "named_for"),
    "platform": ("共享平台", "platform", "平台"),
}
PLACES: Mapping[str, tuple[str, ...]] = {  # steps of a region in columns of their own, the largest first
    "province": ("省", "省份", "省区市", "省级行政区"),
    "city": ("市", "地市", "设区市", "市州", "地级市", "州市"),
    "county": ("县", "县区", "区县", "县市区", "市县区", "区"),
    "town": ("乡镇", "镇", "街道", "乡镇街道"),
}
KINDS = ("网站类型", "网站类别", "单位类型", "单位类别", "单位性质", "类型", "类别")  # columns that may say government or department
SERIAL = ("序号", "编号", "序", "no", "no.")
ALL: Mapping[str, tuple[str, ...]] = {**HEADS, **PLACES}


def usual(field: str) -> str:
    """The usual head of a field."""
    return ALL[field][0]


def near_miss(word: str, heads: Heads) -> str:
    """The known head that an unknown one is a misspelling of: one character differs, and no other column has it. "" for none."""
    cell = plain(word)
    for field, names in HEADS.items():
        if field in heads.columns:
            continue
        for name in names:
            if len(name) > 2 and _one_apart(cell, plain(name)):
                return name
    return ""


def nearest(word: str, known: Sequence[str], most: int = 3) -> list[str]:
    """The known words that look most like one, the likeliest first."""
    chinese = not word.isascii()
    return difflib.get_close_matches(word.lower(), known, n=most, cutoff=0.5 if chinese else 0.6)


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
