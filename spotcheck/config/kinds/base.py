"""What every kind of judgement has: the settings shared by all, and what a kind tells of itself. Names no kind and judges nothing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from spotcheck.config.conclusions import Verdict
from spotcheck.config.language import language, say
from spotcheck.config.models import Confidence, Function, Level, Model, Names, Part, Terms
from spotcheck.config.platforms import names_of, platforms
from spotcheck.config.toml_positions import KeyPath

Fault = tuple[KeyPath, str, str]  # where it stands, and what is wrong and to be done, in Chinese and in English
Facts = dict[str, str | tuple[str, ...]]  # fields that sentences may name; several words are listed as the language does

USUAL = frozenset({Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN})
LAID_OUT = frozenset({Verdict.PASS, Verdict.UNKNOWN, Verdict.MANUAL})  # what is found is for a person to confirm
PERSON = frozenset({Verdict.MANUAL})


class Check(Model):
    """The settings that every kind has. What a kind tells of itself are its class constants and the methods below.

    Checks of one ``group`` are alternatives: the best of their answers stands for all. A check with the confidence M is
    switched off, or ``BY_PEOPLE``: a rule from memory accuses nobody.
    ``part`` names what the check is one of (three reports): where it alone is not there, the duty is incomplete, not absent.
    """

    REACHES: ClassVar[frozenset[Verdict]] = USUAL  # the verdicts that its judge can come to, with any settings
    BY_PEOPLE: ClassVar[bool] = False  # a person always judges, with the questions of the duty's ``form``
    READS_PAGES: ClassVar[bool] = True  # False: judged by other records than the pages of the run
    FACTS: ClassVar[tuple[str, ...]] = ()  # what ``facts`` may hold: the fields of its own that its sentences may name

    kind: str
    group: str = ""
    part: str = ""
    levels: tuple[Level, ...] = ()  # asked of bodies of these levels only; () : of all that are bound
    functions: tuple[Function, ...] = ()  # likewise by function
    active: bool = True
    confidence: Confidence = Confidence.A
    source: str = ""  # where the rule comes from, when it is not the clause itself

    def verdicts(self, *, alone: bool = True) -> frozenset[Verdict]:
        """The verdicts that it can come to with its settings. ``alone``: no other check of the duty is asked beside it."""
        return self.REACHES

    def faults(self) -> Iterator[Fault]:
        """What its types cannot say: settings that need each other or exclude each other."""
        yield from ()

    def facts(self) -> Facts:
        """Fields for its sentences, from its settings; what is not set is left out."""
        return {}

    def label_words(self) -> Iterator[str]:
        """Every word that it looks for in labels and titles: exclusions too, since they decide as well."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Terms):
                yield from (word for group in value.all for word in group)
                yield from (*value.none, *value.other, *value.despite)
            elif isinstance(value, Names):
                yield from (*value.accepted, *value.misnamed, *value.none)
            elif name == "platforms":
                yield from (word for each in value for word in names_of(each))

    def crawl_words(self) -> Iterator[str]:
        """Words of labels behind which it may be met: a crawl reads those pages first."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Names):
                yield from (*value.accepted, *value.misnamed)
            elif isinstance(value, Terms):
                yield from (word for group in value.all for word in group)
            elif name == "platforms":
                yield from (word for each in value for word in names_of(each))


class Setting(Model):
    """A setting that is a table of its own. Rule pages show it as one expression."""

    def shown(self) -> str:
        """The setting in words, for the pages of the rules."""
        raise NotImplementedError


class Period(StrEnum):
    """The rhythm of a series."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"  # ISO weeks
    FIVE_DAYS = "five_days"  # every five days in a season


class DaysKind(StrEnum):
    """How days are counted: every day, or working days by the national calendar."""

    CALENDAR = "calendar"
    WORKING = "working"


class Due(Setting):
    """When the item of a period is due: month and day in the period's year plus ``year_offset``, or days after its end."""

    month: int | None = None
    day: int | None = None
    year_offset: int = 0
    grace_days: int | None = None
    through: bool = False  # that day is still in time (1月31日前): what is missing counts from the next day on

    def shown(self) -> str:
        """次年 6 月 1 日; 期末后 30 天."""
        if self.grace_days is not None:
            return say(f"期末后 {self.grace_days} 天", f"{self.grace_days} days after its end")
        if language() != "zh":
            return f"year +{self.year_offset}, {self.month:02d}-{self.day:02d}"
        year = ("当年", "次年")[self.year_offset] if self.year_offset in (0, 1) else f"后{self.year_offset}年"
        return f"{year} {self.month} 月 {self.day} 日" + ("前（含当日）" if self.through else "")


class Season(Setting):
    """Part of a year, both days included, as MM-DD; it may run over the turn of the year."""

    first: str
    last: str

    def shown(self) -> str:
        """06-01—09-30."""
        return f"{self.first}—{self.last}"


def faults_of_periods(period: Period, due: Due, latest: int) -> Iterator[Fault]:
    """What is wrong with the settings of a series: ``period``, ``due`` and ``latest``."""
    if latest < 1:
        yield ("latest",), "应为 1 以上", "must be 1 or more"
    if (due.month is None) != (due.day is None):
        yield ("due",), "month 与 day 须一并给出", "month and day go together"
    elif (due.month is None) == (due.grace_days is None):
        yield ("due",), "请给出 month 和 day，或者 grace_days，二者取一", "give either month and day, or grace_days"
    elif due.month is not None and period is not Period.YEAR:
        yield ("due",), "month 和 day 只用于 year；请改用 grace_days", "month and day go only with year; use grace_days"
    if due.month is not None and due.day is not None and not _is_day(due.month, due.day):
        yield ("due",), f"没有 {due.month} 月 {due.day} 日这一天（每年都要有）", f"month {due.month} has no day {due.day} in every year"
    if due.grace_days is not None and due.grace_days < 0:
        yield ("due", "grace_days"), "不能为负", "must not be negative"


def faults_of_platforms(ids: tuple[str, ...]) -> Iterator[Fault]:
    """What is wrong with ``platforms``: ids that platforms.toml does not know."""
    for index, id in enumerate(ids):
        if id not in platforms():
            zh, en = (
                f"没有这个共享平台：“{id}”；可用：{'、'.join(platforms())}",
                f"no such shared platform: '{id}'; known: {', '.join(platforms())}",
            )
            yield ("platforms", index), zh, en


def is_month_and_day(text: str) -> bool:
    """Whether ``text`` is MM-DD, a day that every year has."""
    found = re.fullmatch(r"(\d\d)-(\d\d)", text)
    return found is not None and _is_day(int(found[1]), int(found[2]))


def accepted_names(names: Names) -> str:
    """The first names that a rule accepts, for a sentence that puts them between quotation marks."""
    return say("”或“", "” or “").join(names.accepted[:3])


def required_names(parts: tuple[Part, ...]) -> Facts:
    """The fact ``required``: the names of the parts that must be there; nothing where none must."""
    names = tuple(part.name for part in parts if part.required)
    return {"required": names} if names else {}


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]
