"""Masks personal data in what is shown: identity and bank card numbers, mobile phones, names of private persons.

Office telephones stay: 联系电话 of a public body is something that must be published. What is no number of a person stays too.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, unquote

_DASHES = "\u2010-\u2015-"
_GAP = rf"[ \t\u3000{_DASHES}]?"
# A number stands alone, or behind a short word (Tel138…): never inside of a longer one, as a hash is.
_BEFORE = r"(?<![0-9A-Za-z])(?:[A-Za-z]{2,8})?"
_AFTER = r"(?![0-9A-Za-z])"
_IDENTITY = re.compile(rf"{_BEFORE}([1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx]){_AFTER}")
_OLD_IDENTITY = re.compile(rf"{_BEFORE}([1-9]\d{{5}}{_GAP}\d{{6}}{_GAP}\d{{3}}){_AFTER}")
_CUT = re.compile(rf"{_BEFORE}([1-9](?:{_GAP}\d){{7,16}})…\Z")  # a number that the end of a quotation cuts
_CARD = re.compile(rf"(?<![0-9A-Za-z])(?:62|4\d|5[1-5])(?:{_GAP}\d){{14,17}}{_AFTER}")
_MOBILE = re.compile(rf"{_BEFORE}(?:(?:\+|00)?86{_GAP})?0?(1[3-9]\d){_GAP}(\d{{4}}){_GAP}(\d{{4}}){_AFTER}")
_NAME = re.compile(
    r"((?:姓\s*名|申\s*请\s*人|举\s*报\s*人|投\s*诉\s*人|当\s*事\s*人|来\s*信\s*人|留\s*言\s*人|写\s*信\s*人|被处罚人|户\s*主|联\s*系\s*人)(?:姓名)?\s*[:：]\s*)"
    r"([\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff·])"
)
# 王小明（身份证号… and 王小明，身份证3301…; not the words of a sentence that go before 身份证 (请携带身份证).
_NAME_BEFORE_ID = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff·]{2,4})(?=\s*[(（]\s*(?:居民)?身份证号|[,，、\s]+(?:居民)?身份证(?:号码|号)?[:：为是\s]*[0-9*])"
)
_MAYBE = re.compile(rf"\d(?:{_GAP}\d){{10}}|\d…\Z|[:：]\s*[\u4e00-\u9fff·]{{2}}|身份证")
_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}  # GB/T 2260
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_ADDRESS_SAFE = "/:?#[]@!$&'()*+,;=%~"


def mask(text: str) -> str:
    """``text`` with personal data masked. Length and everything else stay, so that the passage can still be recognised."""
    if not _MAYBE.search(text):
        return text
    narrow = text.translate(_WIDE)
    plain = _IDENTITY.sub(lambda found: _hide(found, 6) if is_identity_number(found[1]) else found[0], narrow)
    plain = _OLD_IDENTITY.sub(lambda found: _hide(found, 6) if _is_old_identity_number(found[1]) else found[0], plain)
    plain = _CUT.sub(_hide_cut, plain)
    plain = _CARD.sub(lambda found: _stars(found[0], 4) if _luhn(found[0]) else found[0], plain)
    plain = _MOBILE.sub(lambda found: found[0][: found.start(2) - found.start()] + "****" + found[0][found.end(2) - found.start() :], plain)
    plain = _NAME.sub(lambda found: found[1] + _initial(found[2]), plain)
    plain = _NAME_BEFORE_ID.sub(lambda found: _initial(found[1]), plain)
    return text if plain == narrow else plain


def mask_address(url: str) -> str:
    """An address with personal data masked, escaped or not. One that held any leads nowhere any more."""
    plain = unquote(url)
    hidden = mask(plain)
    return url if hidden == plain else quote(hidden, safe=_ADDRESS_SAFE)


def is_identity_number(text: str) -> bool:
    """True for a resident identity number of 18 places whose date and check digit (GB 11643-1999) are right."""
    digits = re.sub(r"[^0-9Xx]", "", text)
    if len(digits) != 18 or not _born(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _is_old_identity_number(text: str) -> bool:
    """The 15 places issued until 1999: they have no check digit, so the province and the day of birth must be right."""
    digits = re.sub(r"[^0-9]", "", text)
    return int(digits[:2]) in _PROVINCES and _born("19" + digits[6:12])


def _born(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return born.year >= 1900


def _luhn(text: str) -> bool:
    digits = [int(digit) for digit in text if digit.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1


def _hide(found: re.Match[str], keep: int) -> str:
    """The match with its number hidden but for the first ``keep`` places."""
    return found[0][: found.start(1) - found.start()] + _stars(found[1], keep) + found[0][found.end(1) - found.start() :]


def _hide_cut(found: re.Match[str]) -> str:
    """What may be the beginning of an identity number or of a mobile one."""
    digits = re.sub(r"[^0-9]", "", found[1])
    if int(digits[:2]) in _PROVINCES and digits[6:8] in ("19", "20"):
        return _hide(found, 6)
    return _hide(found, 3) if re.fullmatch(r"1[3-9]\d{6,8}", digits) else found[0]


def _stars(text: str, keep: int) -> str:
    seen = 0
    shown = []
    for letter in text:
        seen += letter.isalnum()
        shown.append("*" if letter.isalnum() and seen > keep else letter)
    return "".join(shown)


def _initial(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)
