"""Identity numbers anywhere, and mobile numbers in lists of persons, that stand unmasked. Contacts of offices are no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Hit
from spotcheck.audits.search.text_hits import Sighting, judge_hits, texts
from spotcheck.config.kinds.personal_data import PersonalDataCheck
from spotcheck.config.masking import is_identity_number, mask
from spotcheck.crawler.records import Table
from spotcheck.portal.contents import Passage, Source
from spotcheck.portal.matching import normal

KIND = "personal_data"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
_PERSONS = ("姓名", "申请人", "户主", "受助人", "救助对象", "贫困户", "家庭成员", "受益人", "考生", "学生")
_OFFICES = ("职务", "科室", "单位", "部门", "企业", "公司", "机构", "法定代表人", "经营者", "律师", "负责人", "河长", "联络员", "联系人")
_LONG = 2_000_000  # characters of one text that are searched
_AROUND = 30


def check(spec: PersonalDataCheck, case: Case) -> Result:
    """Searches every page and attachment; hits are quoted masked."""
    found, read = [], 0
    for node, source in texts(case):
        read += 1
        for passage, what in _in(source):
            evidence = case.holdings.evidence(node, mask(passage.words), passage.where)  # so that what is stored is masked, too
            found.append(Sighting(evidence=evidence, hit=Hit(what=what, url=evidence.url, quote=evidence.quote)))
    return judge_hits(case, found, texts_read=read)


def _in(source: Source) -> Iterator[tuple[Passage, str]]:
    for match in _IDENTITY.finditer(source.text[:_LONG]):
        if is_identity_number(match[0]):
            yield Passage(words=_around(source.text, match.start(), match.end()), where=source.where), "identity_number"
    for table in source.tables:
        phones = _of_persons(table)
        for row in table.rows:
            words = " | ".join(row)
            if any(is_identity_number(match[0]) for match in _IDENTITY.finditer(words)) and words not in source.text:
                yield Passage(words=words, where="table"), "identity_number"
            elif phones and _MOBILE.search(words):
                yield Passage(words=words, where="table"), "mobile_number"


def _around(text: str, start: int, end: int) -> str:
    """What stands around a number, masked before it is cut: a number that the cut halves would not be known for one."""
    first, begin = max(0, start - 2 * _AROUND), max(0, start - _AROUND)
    return mask(text[first : end + 2 * _AROUND].replace("\n", " "))[begin - first : end + _AROUND - first]


def _of_persons(table: Table) -> bool:
    """Whether a table lists private persons, by its heads and caption."""
    heads = normal("".join((*table.heads, table.caption)))
    return any(word in heads for word in _PERSONS) and not any(word in heads for word in _OFFICES)
