"""What a page says of itself and of its site: meta tags, site code, ICP record, host unit.

Refuses empty values and the placeholders that templates leave behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.markup import Markup, fold
from spotcheck.crawler.reading.scripts import of_script

_PLACEHOLDER = re.compile(
    r"^(?:政府网站(?:标识码|名称|域名)|网站(?:标识码|名称|域名)|栏目(?:名称|类型|类别|描述|关键词)|文章标题|(?:文章|内容)?(?:标题|来源|关键词|描述|发布时间|发布日期)|"
    r"(?:xx|XX|××|\*\*|…).*|null|undefined|none|暂无|无|test|-+|\.+)$",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{|\}\}|\$\{|<\$|\[!--|\{\$|%\}|@\{|\[[\u4e00-\u9fff]{2,6}\]$|^\{[\w.:]+\}$|^\$\w+")
_CODE = re.compile(r"(?:网站)?标识码?\s*+(?:[:：]\s*+)?([0-9a-zA-Z]{10})(?![0-9a-zA-Z])|site_?code=([0-9]{10})(?![0-9])", re.IGNORECASE)
_NAMED_CODE = ("标识", "code=")
_TEN = re.compile(r"[0-9A-Za-z]{10}")
_POLICE = re.compile(r"[\u4e00-\u9fff]公网安备\s*\d{10,14}\s*号?")
_CONTACT = re.compile(r"(?:电\s*话|联系方式|热\s*线)[^\d\n]{0,8}((?:\(?0\d{2,3}\)?[-—\s]?)?\d{7,8}(?:-\d{1,4})?)")
_ICP = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?ICP\s?[备证]\s?(?:第\s?)?\d{5,10}\s?号?(?:-\d{1,3})?",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"主\s?办\s?(?:单\s?位|方)?\s*[:：]\s*([\u4e00-\u9fff（）()·、A-Za-z]{3,40}?)(?=\s|$|[，,。;；|]|承办|协办|网站|地址|版权|电话|邮编|联系|技术|维护|Copyright)"
)
_OWNED = re.compile(r"([\u4e00-\u9fff（）]{4,30})\s*(?:版权所有|主办)")


def read_tags(markup: Markup) -> dict[str, str]:
    """Meta names in lower case with their first real value."""
    tags: dict[str, str] = {}
    for meta in markup.root.iter("meta"):
        name = meta.get("name") or meta.get("property")
        content = meta.get("content") or meta.get("\xa0content")  # a no-break space before it makes it part of the name
        if name and content:
            value = fold(content)
            if value and (key := name.strip().lower()) not in tags and is_value(value):
                tags[key] = value
    return tags


def is_value(text: str) -> bool:
    """Whether a tag's content is a value, not what a template or an unfilled form leaves."""
    return not _PLACEHOLDER.match(text) and not _TEMPLATE.search(text)


def site_code(tags: dict[str, str], footer: Sequence[str], html: str) -> str:
    """网站标识码, ten digits: as the footer shows it, else as the tag says; "" where neither does."""
    for line in footer:
        if "标识" in line and (m := _CODE.search(line)) and m[1]:
            return m[1]
    meta = tags.get("siteidcode", "").strip()
    if _TEN.fullmatch(meta):
        return meta
    return _code_in(html)


def site_codes(tags: dict[str, str], footer: Sequence[str], scripts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(place, code) of footer, meta and script where they give different codes; () where they agree or only one gives any."""
    found: dict[str, str] = {}
    shown = next((m[1] for line in footer if "标识" in line and (m := _CODE.search(line)) and m[1]), "")
    meta = tags.get("siteidcode", "").strip()
    told = next((code for script in scripts if (code := _code_told(script))), "")
    for place, code in (("footer", shown), ("meta", meta if _TEN.fullmatch(meta) else ""), ("script", told)):
        if code:
            found[place] = code.lower()
    return tuple(found.items()) if len(set(found.values())) > 1 else ()


@of_script
def _code_told(script: str) -> str:
    return _code_in(script) if "code" in script.lower() else ""


def _code_in(text: str) -> str:
    """The first code that a text names, "" without one; a text without the words is not searched from each of its characters."""
    small = text.lower()
    found = _CODE.search(text) if any(word in small for word in _NAMED_CODE) else None
    return found[1] or found[2] if found else ""


def police_record(text: str) -> str:
    """The public-security record as shown (浙公网安备 33010002000001号), "" without one."""
    m = _POLICE.search(text)
    return re.sub(r"\s", "", m[0]) if m else ""


def contact(footer: Sequence[str]) -> str:
    """The first telephone that the footer calls one, "" without one."""
    m = _CONTACT.search("\n".join(footer))
    return m[1].strip() if m else ""


def icp_record(text: str) -> str:
    """The ICP record as shown, "" without one."""
    m = _ICP.search(text)
    return re.sub(r"\s", "", m[0]) if m else ""


def host_unit(footer: Sequence[str]) -> str:
    """主办单位 from the footer, "" where it names none."""
    text = "\n".join(footer)
    m = _HOST.search(text) or _OWNED.search(text)
    return m[1].strip() if m else ""
