"""What a body answers for, and what sort of body it is, by everything that the register says of it.

Refuses to call a body a department on a bare word: its whole name must be understood, or a site code of the government bear it out.
"""

from __future__ import annotations

import re
from functools import cache

from spotcheck.config.bodies import compound_name, functions_of, names_in, vocabulary, zone
from spotcheck.config.models import GOVERNMENTS, BodyKind, Function, Level, Site
from spotcheck.config.regions import province_of_code

_HAN = r"[\u4e00-\u9fff]"
_OFFICE = re.compile(rf".*(?:省|市|县|区|旗|盟|州)(?:人民政府)?{_HAN}{{2,12}}(?:(?<!办公)厅|(?<!分)局)")
_NOT_OF_GOVERNMENT = re.compile(r"[省市县区州旗]委|党|人大|人民代表大会|政协|共青团|妇联|公司|集团")
_PUBLIC = frozenset({Level.ENTERPRISE, Level.HOSPITAL, Level.SCHOOL})


def answers_for(site: Site) -> frozenset[Function]:
    """The functions by which duties bind the body of a site; empty where nothing tells.

    A body whose function is not known but that is known to be a department counts as ``department``; the government of a town is a
    government; who answers for emergencies answers for work safety.
    """
    functions = site.functions or (frozenset({Function.DEPARTMENT}) if is_called_department(site) else frozenset())
    if Function.EMERGENCY in functions:
        functions |= {Function.SAFETY}
    if Function.TOWN_GOVERNMENT in functions:
        functions |= {Function.GENERAL_OFFICE}
    return functions


def is_called_department(site: Site) -> bool:
    """Whether the name of the body, or of its site, says that it is a department of a government.

    The name is understood whole (a place, known parts, 局), or it is a place and an office, and the site carries a government's code.
    """
    if site.level in _PUBLIC or site.level is Level.TOWN:
        return False
    coded = bool(province_of_code(site.code))
    return any(_says_department(name, coded) for written in (site.body, site.name) for name in names_in(written))


def kind_of(site: Site) -> BodyKind:
    """What sort of body a site belongs to."""
    functions = answers_for(site)
    if site.level in _PUBLIC:
        return BodyKind.PUBLIC_BODY
    if site.level is Level.TOWN or Function.TOWN_GOVERNMENT in functions:
        return BodyKind.TOWN
    if functions & GOVERNMENTS:
        return BodyKind.GOVERNMENT
    return BodyKind.DEPARTMENT if functions else BodyKind.UNKNOWN


def _says_department(name: str, coded: bool) -> bool:
    if not name or _NOT_OF_GOVERNMENT.search(name) or functions_of(name) & GOVERNMENTS:
        return False
    parts = compound_name(name)
    if parts:
        return not _outside() & set(parts)
    return coded and not zone(name) and bool(_OFFICE.fullmatch(name))


@cache
def _outside() -> frozenset[str]:
    return frozenset(vocabulary().other.outside)
