"""Every body of a set has its item: the settings. The words stand in set.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.glossary import term
from spotcheck.config.kinds.base import USUAL, Check, Due, Fault, Period, Setting, faults_of_periods
from spotcheck.config.language import join, say
from spotcheck.config.models import Function, Level, Names, Terms

NO_REGISTER = OwnNote("no_register")


class Members(Setting):
    """Bodies of the register in the audited body's own region that must each have their item."""

    levels: tuple[Level, ...] = ()  # () : the level of the audited body
    functions: tuple[Function, ...] = ()
    departments: bool = False  # every department: any function but general_office

    def shown(self) -> str:
        """县级、教育、各部门."""
        who = [term("level", level) for level in self.levels] + [term("function", each) for each in self.functions]
        if self.departments:
            who.append(say("各部门", "every department"))
        return join(who)


class SetCheck(Check):
    """Every body of a set has its item: the register says who belongs to it, and the finding names who is missing."""

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}

    kind: Literal["set"]
    names: Names | None = None
    items: Terms
    members: Members
    period: Period | None = None
    due: Due | None = None

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """Without a register it leaves the duty to the checks beside it, and only where there is none to a person."""
        return self.REACHES if alone else USUAL

    def faults(self) -> Iterator[Fault]:
        """A set that recurs says when it is due."""
        if (self.period is None) != (self.due is None):
            yield ("period",), "period 与 due 须一并给出", "period and due go together; give both or none"
        elif self.period and self.due:
            yield from faults_of_periods(self.period, self.due, 1)
