"""Which paragraphs of an old Word document stand in tables, and which end their rows. Reads nothing else of their properties.

Source of the layout: [MS-DOC] 2.8.6 (PlcBtePapx), 2.9.174 (PapxFkp), 2.6.2 (sprmPFTtp), 2.2.5.1 (Sprm).
"""

from __future__ import annotations

from struct import unpack_from

_PAGE = 512
_IN_TABLE = 0x2416  # sprmPFInTable
_ROW_END = 0x2417  # sprmPFTtp
_ELSEWHERE = (0x6645, 0x6646)  # sprmPHugePapx: properties too long for the page, as those of wide rows are
_LONG = 0xD608  # sprmTDefTable: its length takes two bytes
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the three highest bits


def table_marks(main: bytes, table: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Byte offsets in the main stream right behind the marks that end rows, and behind those of other paragraphs in tables."""
    rows: set[int] = set()
    inside: set[int] = set()
    at, size = unpack_from("<II", main, 0x0102)
    count = (size - 4) // 8
    for number in unpack_from(f"<{count}I", table, at + 4 * (count + 1)) if count > 0 else ():
        page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) < _PAGE:
            continue
        runs = min(page[-1], 29)
        places = unpack_from(f"<{runs + 1}I", page)
        for n in range(runs):
            if offset := 2 * page[4 * (runs + 1) + 13 * n]:
                codes = _set(_properties(page, offset))
                if _ROW_END in codes or not codes.isdisjoint(_ELSEWHERE):
                    rows.add(places[n + 1])
                elif _IN_TABLE in codes:
                    inside.add(places[n + 1])
    return frozenset(rows), frozenset(inside)


def _properties(page: bytes, offset: int) -> bytes:
    """The list of properties behind the number of the style."""
    if page[offset]:
        return page[offset + 3 : offset + 2 * page[offset]]
    return page[offset + 4 : offset + 2 + 2 * page[offset + 1]]


def _set(properties: bytes) -> set[int]:
    """The codes of the properties that are not 0; an address is one even where it is 0."""
    codes: set[int] = set()
    at = 0
    while at + 3 <= len(properties):
        code = unpack_from("<H", properties, at)[0]
        size = _OPERAND.get(code >> 13)
        if size is None:
            size = 1 + (unpack_from("<H", properties, at + 2)[0] if code == _LONG and at + 4 <= len(properties) else properties[at + 2])
        if code in _ELSEWHERE or any(properties[at + 2 : at + 2 + size]):
            codes.add(code)
        at += 2 + size
    return codes
