"""Whether a duty binds a body. What the register does not say is not assumed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from spotcheck.config.body_kinds import answers_for
from spotcheck.config.duties import Duty, Scope
from spotcheck.config.models import GOVERNMENTS, Level, Site

_USUAL = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})


class Binding(StrEnum):
    """Whether and why a duty binds; the values but ``bound`` and ``ask`` are codes for the notes of a finding."""

    BOUND = "bound"
    ASK = "ask"  # only a person can tell: 有关部门 that the register does not name
    NOT_BOUND = "not_bound"
    BODY_UNKNOWN = "body_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL_NOT_BOUND = "level_not_bound"
    NO_SUBORDINATE_SITES = "no_subordinate_sites"
    NOT_IN_FORCE = "not_in_force"


def binding(duty: Duty, full_id: str, site: Site) -> Binding:
    """Whether ``duty`` binds the body of ``site``. ``full_id`` is the id with its catalogue."""
    bound = duty.bound
    if site.level is not None and site.level not in bound.levels:
        return Binding.LEVEL_NOT_BOUND
    if site.level is not None and site.level in bound.levels_alone:
        return Binding.BOUND
    if bound.department_levels is not None and is_department(site) and site.level is not None and site.level not in bound.department_levels:
        return Binding.LEVEL_NOT_BOUND
    by_function = _by_function(duty, full_id, site)
    if by_function is not Binding.BOUND:
        return by_function
    if site.level is None and not set(bound.levels) >= _USUAL:
        return Binding.LEVEL_UNKNOWN
    if bound.needs_subordinate_sites and is_department(site) and site.subordinate_sites == 0:
        return Binding.NO_SUBORDINATE_SITES
    return Binding.BOUND


def in_force(duty: Duty, as_of: date, cutoff: date) -> bool:
    """Whether a duty binds on the day of judgement. ``cutoff``: the last day whose events can be judged."""
    return not ((duty.valid_from and cutoff < duty.valid_from) or (duty.valid_to and as_of > duty.valid_to))


def is_government(duty: Duty, site: Site) -> bool:
    """Whether the body is known to be a government with a portal of its own, or answers for it by this duty; a town has the county's."""
    if site.level is Level.TOWN:
        return False
    own = duty.bound.functions if duty.bound.scope is Scope.EVERY_GOVERNMENT else ()
    return bool(answers_for(site) & (GOVERNMENTS | set(own)))


def is_department(site: Site) -> bool:
    """Whether the body is known to be a department and not the government itself, of a town too."""
    functions = answers_for(site)
    return bool(functions) and not functions & GOVERNMENTS


def _by_function(duty: Duty, full_id: str, site: Site) -> Binding:
    bound, functions = duty.bound, answers_for(site)
    if bound.scope is Scope.EVERYBODY:
        return Binding.BOUND
    if bound.scope is Scope.REGISTERED:
        return Binding.BOUND if {duty.id, full_id} & site.named_for else Binding.ASK
    if not functions:
        return Binding.BODY_UNKNOWN
    if bound.scope is Scope.EVERY_DEPARTMENT:
        fits = bool(functions - GOVERNMENTS)
    elif bound.scope is Scope.EVERY_GOVERNMENT:
        fits = bool(functions & (GOVERNMENTS | set(bound.functions)))
    else:
        fits = bool(functions & set(bound.functions))
    return Binding.BOUND if fits else Binding.NOT_BOUND
