"""What is asked of whom: duties with the bodies they bind, clauses, catalogues and their scores. Data only; nothing here reads a file."""

from __future__ import annotations

import datetime
from enum import StrEnum

from pydantic import Field

from spotcheck.config.cadence import Cadence
from spotcheck.config.kinds.registry import CheckSpec
from spotcheck.config.models import Confidence, Function, Level, Model, Terms


class Scope(StrEnum):
    """Whom a duty binds."""

    EVERY_GOVERNMENT = "every_government"  # general_office
    EVERY_DEPARTMENT = "every_department"  # every function but general_office
    EVERYBODY = "everybody"  # every government and every department
    FUNCTIONS = "functions"  # only the functions named
    REGISTERED = "registered"  # 有关部门: only bodies the register names


class Bound(Model):
    """Who is bound. ``functions`` narrows FUNCTIONS, or adds to EVERY_GOVERNMENT (finance answers for the budgets)."""

    scope: Scope
    functions: tuple[Function, ...] = ()
    levels: tuple[Level, ...]
    levels_alone: tuple[Level, ...] = ()  # bodies of these levels are bound whatever their function (高校, 医院)
    department_levels: tuple[Level, ...] | None = None  # levels of departments, where not all of them (设区市政府、省级部门)
    needs_subordinate_sites: bool = False  # a department without subordinate sites is not bound


class ScorePart(StrEnum):
    """The parts of a score sheet."""

    VETO = "veto"
    DEDUCTION = "deduction"
    BONUS = "bonus"


class Accuses(StrEnum):
    """When a fault that a machine finds stands; else it is laid out for a person."""

    ALWAYS = "always"
    PORTALS = "portals"  # nothing there, or late, counts against a government's own portal; a department may publish on the portal instead
    KEPT = "kept"  # what the body keeps up itself: a gap in it counts, nothing at all does not
    SEEN = "seen"  # only what stands on the site can be at fault: the law lets the body publish elsewhere, or only when there is cause
    NEVER = "never"  # a single copy: what is lacking is shown


class Charge(Model):
    """A rule of a score sheet: what a finding with one of ``defects`` (any, when empty) costs, or a bonus brings."""

    rule: str  # 评分细则, in our own words
    points: float = Field(default=0.0, ge=0.0)
    defects: tuple[str, ...] = ()
    each: bool = False  # for every occurrence that the finding lists


class Score(Model):
    """Where a duty stands on the score sheet. Duties of one ``indicator`` share its ``cap``, where the table sets one."""

    part: ScorePart
    first: str = ""  # 一级指标
    indicator: str  # 二级指标
    cap: float | None = Field(default=None, ge=0.0)
    charges: tuple[Charge, ...] = Field(min_length=1)


class Scheme(Model):
    """How a catalogue scores: any veto ends it; above ``bonus_above`` bonuses are added. Who passes is said by ``StandingRule``."""

    base: float = 100.0
    bonus_above: float | None = None
    bonus_cap: float = 0.0
    confidence: Confidence = Confidence.A
    note: str = ""  # what of the scheme is left out, and why


class StandingRule(Model):
    """When a site may be called 合格. Without one a catalogue calls nobody so, and counts are all that is told."""

    vetoes: bool = False  # a veto of the score sheet that is not met fails the site
    points: float | None = Field(default=None, ge=0.0)  # fewer points than these fail it
    must: tuple[str, ...] = ()  # ids of duties, any of which fails it when it is not met
    share: float | None = Field(default=None, gt=0.0, le=100.0)  # per cent of the duties that bind it that must be met
    source: str  # where the rule stands
    confidence: Confidence
    note: str = ""


class Duty(Model):
    """One duty of a catalogue, with everything that judging and explaining it needs."""

    id: str
    title: str
    requires: str  # what is required, in our own words
    cadence: Cadence
    confidence: Confidence
    source: str = ""  # the law or document, where a catalogue gathers duties of many
    article: str = ""  # of the source
    valid_from: datetime.date | None = None  # first day on which it binds: what fell due before is never judged
    valid_to: datetime.date | None = None  # last day on which the text that was read binds
    due: str = ""  # when, in words (批准后20日内), or the last day of each year as MM-DD
    accuses: Accuses = Accuses.ALWAYS
    bound: Bound
    checks: tuple[CheckSpec, ...] = Field(min_length=1)
    # Words of links behind which it may also be met (财政局, 统一平台); unread, they rule out absence.
    # ``province:财政厅`` counts for sites of that level only.
    elsewhere: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # words that make the label of an unread page worth waiting for (预算)
    # Words of titles that touch the matter: a title with one that no rule explains leaves absence open; ``hints`` where empty.
    subject: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()  # words of titles that touch the matter and are something else (a contest, a letter of a citizen)
    unseen: str = ""  # what a machine cannot see of it
    form: tuple[str, ...] = ()  # what a person answers instead, one question each
    note: str = ""  # explains the rule to the audited body
    advice: str  # what to do when it fails
    score: Score | None = None

    @property
    def basis(self) -> str:
        """Source and article, as a report quotes them; "" where the clause is the source."""
        return f"{self.source} {self.article}".strip()

    @property
    def items(self) -> tuple[Terms, ...]:
        """What titles of its checks look like."""
        return tuple(terms for check in self.checks if (terms := getattr(check, "items", None)) is not None)

    @property
    def mark(self) -> Confidence:
        """The weakest source that the duty or a check of it rests on."""
        return max([self.confidence, *(check.confidence for check in self.checks if check.active)])


class Clause(Model):
    """One file of a catalogue: a clause of the source document with its duties."""

    clause: str  # "2.4"
    label: str  # 二、（四）
    title: str
    duties: tuple[Duty, ...]


class Calendar(Model):
    """Holidays and working weekends: of a year of the whole country (holidays/), or an office's own (workdays.toml)."""

    source: str = ""  # the notice that announced them
    holidays: tuple[datetime.date, ...] = ()
    workdays: tuple[datetime.date, ...] = ()  # working Saturdays and Sundays


class Catalogue(Model):
    """A rule set with its region and dates of validity."""

    id: str
    version: str
    title: str
    source: str
    issued: datetime.date
    region: str  # 浙江省; "" for the whole country
    region_codes: tuple[str, ...] = ()  # first digits of site codes inside the region
    region_hosts: tuple[str, ...] = ()  # host suffixes inside the region
    icp_prefixes: tuple[str, ...] = ()
    valid_from: datetime.date
    valid_to: datetime.date
    validity_note: str = ""
    extends: str = ""  # the catalogue that this one is a layer upon, with its duties less those that are off
    automatic: bool = False  # used without being asked for, on the days and in the region where it is in force
    family: str = ""  # catalogues of one family follow each other; asked for by this name, the day of judgement chooses
    scheme: Scheme | None = None
    standing: StandingRule | None = None
    clauses: tuple[Clause, ...]
    calendar: Calendar | None = None  # workdays.toml

    def duties(self) -> tuple[tuple[Clause, Duty], ...]:
        """All duties in the order of the document, each with its clause."""
        return tuple((clause, duty) for clause in self.clauses for duty in clause.duties)
