"""Masks personal data in what a report quotes: identity and bank card numbers, mobile phones, names of private persons.

Office telephones stay: 联系电话 of a public body is something that must be published.
"""

from __future__ import annotations

import re
from datetime import date

_GAP = r"[ \t\u3000-]?"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])(?:[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx])(?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])")
_CARD = re.compile(rf"(?<![0-9A-Za-z])(?:62|4\d|5[1-5])(?:{_GAP}\d){{14,17}}(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?![0-9A-Za-z])")
_NAME = re.compile(
    r"((?:姓\s*名|申\s*请\s*人|举\s*报\s*人|投\s*诉\s*人|当\s*事\s*人|来\s*信\s*人|留\s*言\s*人|写\s*信\s*人|被处罚人|户\s*主|联\s*系\s*人)(?:姓名)?\s*[:：]\s*)"
    r"([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff·])"
)
_NAME_BEFORE_ID = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff·]{2,4})(?=[,，、(（\s]*(?:居民)?身份证)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def mask(text: str) -> str:
    """``text`` with personal data masked. Length and everything else stay, so that the passage can still be recognised."""
    plain = text.translate(_WIDE)
    plain = _IDENTITY.sub(lambda found: _hide(found[0], 6) if is_identity_number(found[0]) else found[0], plain)
    plain = _OLD_IDENTITY.sub(lambda found: _hide(found[0], 6) if _born("19" + found[0][6:12]) else found[0], plain)
    plain = _CARD.sub(lambda found: _hide(found[0], 4) if _luhn(found[0]) else found[0], plain)
    plain = _MOBILE.sub(lambda found: found[0][: found.start(2) - found.start()] + "****" + found[0][found.end(2) - found.start() :], plain)
    plain = _NAME.sub(lambda found: found[1] + _initial(found[2]), plain)
    plain = _NAME_BEFORE_ID.sub(lambda found: _initial(found[1]), plain)
    return text if plain == text.translate(_WIDE) else plain


def is_identity_number(text: str) -> bool:
    """True for a resident identity number of 18 places whose date and check digit (GB 11643-1999) are right."""
    digits = re.sub(r"[^0-9Xx]", "", text)
    if len(digits) != 18 or not _born(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


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


def _hide(text: str, keep: int) -> str:
    seen = 0
    shown = []
    for letter in text:
        seen += letter.isalnum()
        shown.append("*" if letter.isalnum() and seen > keep else letter)
    return "".join(shown)


def _initial(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)
