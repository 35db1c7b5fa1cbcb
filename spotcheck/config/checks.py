"""How a duty is judged: the settings of each kind of check. Data only; the judging stands in audits/checks."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from spotcheck.config.models import Confidence, Function, Level, Model, Names, Part, Terms


class Period(StrEnum):
    """The rhythm of a series."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"  # ISO weeks
    FIVE_DAYS = "five_days"  # every five days in a season


class Check(Model):
    """What every kind of check has.

    Checks of one ``group`` are alternatives: the best of their answers stands for all. A check with the confidence M is
    switched off, or its kind is ``manual``: a rule from memory accuses nobody.
    ``part`` names what the check is one of (three reports): where it alone is not there, the duty is incomplete, not absent.
    """

    group: str = ""
    part: str = ""
    levels: tuple[Level, ...] = ()  # asked of bodies of these levels only; () : of all that are bound
    functions: tuple[Function, ...] = ()  # likewise by function
    active: bool = True
    confidence: Confidence = Confidence.A
    source: str = ""  # where the rule comes from, when it is not the clause itself


class ColumnCheck(Check):
    """The column exists, can be reached and is not blank; with ``contents`` it also holds what its name says."""

    kind: Literal["column"]
    names: Names
    contents: Terms | None = None  # a title that an entry or the text of the column must match


class FreshCheck(Check):
    """Something is there, and the newest item is not older than ``max_age_days`` on the day of judgement.

    Without ``max_age_days`` only presence is judged and the newest day is shown: a duty without a stated rhythm is never stale.
    ``numbered``: issues (第N期) that skip a number are a gap.
    """

    kind: Literal["fresh"]
    names: Names | None = None
    items: Terms
    max_age_days: int | None = None
    numbered: bool = False


class Due(Model):
    """When the item of a period is due: month and day in the period's year plus ``year_offset``, or days after its end."""

    month: int | None = None
    day: int | None = None
    year_offset: int = 0
    grace_days: int | None = None


class Season(Model):
    """Part of a year, both days included, as MM-DD; it may run over the turn of the year."""

    first: str
    last: str


class SeriesCheck(Check):
    """Every due period of the audited span has its item. ``latest`` due periods are judged, none before ``first``.

    ``by_date``: an item whose title names no period stands for the period of its publication.
    ``five_days``: with ``seasons`` each five days of a season; without, only the run of reports that the site itself shows.
    """

    kind: Literal["series"]
    names: Names | None = None
    items: Terms
    period: Period
    due: Due
    latest: int
    first: str = ""  # e.g. "2017Q2"
    by_date: bool = False
    seasons: tuple[Season, ...] = ()


class FieldsCheck(Check):
    """A list whose columns must include the required fields; looked for in HTML tables and in attachments."""

    kind: Literal["fields"]
    names: Names
    items: Terms
    fields: tuple[Part, ...]
    rows_any: tuple[str, ...] = ()  # a table none of whose rows holds one of these is another list
    rows_none: tuple[str, ...] = ()  # a table nearly all of whose rows hold one of these is another list
    # text: in running text, link names and form labels; links: in names only;
    # topics: matters that may stand anywhere on the site, in a title, or in the texts of the column
    place: Literal["table", "text", "links", "topics"] = "table"


class DaysKind(StrEnum):
    """How days are counted: every day, or working days by the national calendar."""

    CALENDAR = "calendar"
    WORKING = "working"


class DeadlineCheck(Check):
    """A document that must stand on the site by a day, that day included.

    Either ``by``; or ``within`` days (the day they are counted from is day 0) after ``counted_from``: a date, or "issued", the
    document's own day of issue (成文日期).
    Kept is a pass, broken is ``late``; not found is ``absent`` until ``judge_absence_until`` and cannot be told afterwards.
    """

    kind: Literal["deadline"]
    names: Names | None = None
    items: Terms
    also: Terms | None = None  # other titles that are the thing too
    by: datetime.date | None = None
    within: int | None = None
    days: DaysKind = DaysKind.CALENDAR
    counted_from: datetime.date | Literal["issued"] | None = None
    judge_absence_until: datetime.date | None = None
    any_year: bool = False  # a title need not name the year of the deadline


class DocumentsCheck(Check):
    """An expected document, opened and recognised, with its parts. ``series`` names the periods when it recurs."""

    kind: Literal["documents"]
    names: Names | None = None
    items: Terms
    parts: tuple[Part, ...] = ()
    period: Period | None = None
    due: Due | None = None
    latest: int | None = None
    lists_documents: bool = False  # the document must list other documents by number or title (repeal notices)
    if_there: bool = False  # only the parts are judged; whether it is there at all is for a deadline beside it
    whole: bool = False  # another kind of document that may hold the parts: it counts with all of them, else it is not the thing


class MarkingCheck(Check):
    """Documents that a notice declares void carry a visible mark on their original page."""

    kind: Literal["marking"]
    notices: Terms
    marks: tuple[str, ...]
    validity_fields: tuple[str, ...]
    void_values: tuple[str, ...]


class PairingCheck(Check):
    """Interpretations link to their policy document and the document links back."""

    kind: Literal["pairing"]
    interpretations: Terms
    names: Names
    documents: Terms | None = None  # only interpretations of documents whose title matches


class PlatformCheck(Check):
    """The duty is met on a shared platform: the site's link to it works and the body's own entry stands there.

    ``platforms`` are ids of platforms.toml, any of which will do. A link to the platform's home page alone is ``incomplete``.
    """

    kind: Literal["platform"]
    platforms: tuple[str, ...] = Field(min_length=1)
    names: Names | None = None  # what a link or column that leads to the entry is called
    items: Terms | None = None  # what the entry on the platform must be


class CrossCheck(Check):
    """The ``newest`` items of the site stand on a shared platform as well."""

    kind: Literal["cross"]
    names: Names | None = None
    items: Terms
    platforms: tuple[str, ...] = Field(min_length=1)
    newest: int = 3


class Members(Model):
    """Bodies of the register in the audited body's own region that must each have their item."""

    levels: tuple[Level, ...] = ()  # () : the level of the audited body
    functions: tuple[Function, ...] = ()
    departments: bool = False  # every department: any function but general_office


class SetCheck(Check):
    """Every body of a set has its item: the register says who belongs to it, and the finding names who is missing."""

    kind: Literal["set"]
    names: Names | None = None
    items: Terms
    members: Members
    period: Period | None = None
    due: Due | None = None


class ManualCheck(Check):
    """A person must judge, with the duty's ``form``; what was found for them is laid out."""

    kind: Literal["manual"]
    names: Names | None = None
    items: Terms | None = None


class PersonalDataCheck(Check):
    """Identity numbers, and mobile numbers in lists of persons, that stand unmasked. A person confirms each before it counts."""

    kind: Literal["personal_data"]


class WordingCheck(Check):
    """Words of the office's own lists (易错词 | 替换词 | 是否严重) in any text. Without a list nothing is judged."""

    kind: Literal["wording"]


class HijackCheck(Check):
    """Links that a hijacker leaves: concealed ones to foreign hosts, and those whose words are on the list (hijack.toml)."""

    kind: Literal["hijack"]
    words: tuple[str, ...] = Field(min_length=1)


class ProbesCheck(Check):
    """The site can be opened: of stored probes of its home page a share of ``share`` or more failed.

    The window is the ``days`` days up to the day of judgement. A day needs ``per_day`` probes, counted ``apart_minutes`` apart.
    """

    kind: Literal["probes"]
    share: float = 0.05
    days: int = Field(default=7, ge=1)
    per_day: int = Field(default=20, ge=1)
    apart_minutes: int = Field(default=10, ge=0)


class UpdatesCheck(Check):
    """The home page shows at least ``least`` items of the last ``max_age_days`` days; one of a gate is judged by the columns behind it."""

    kind: Literal["updates"]
    max_age_days: int = Field(ge=1)
    least: int = Field(default=1, ge=1)


class ColumnClass(Model):
    """Columns of one class and how long they may stand still: days, or calendar months."""

    label: str
    names: Names
    max_age_days: int | None = Field(default=None, ge=1)
    max_age_months: int | None = Field(default=None, ge=1)
    first_level: bool = False  # only columns right below the home page


class StaleColumnsCheck(Check):
    """Fewer than ``least`` columns of the classes stand still. Without classes nothing says what is long, and a person judges.

    ``every``: a class is at fault only where all of its columns stand still.
    """

    kind: Literal["stale_columns"]
    classes: tuple[ColumnClass, ...] = ()
    least: int = Field(default=1, ge=1)
    every: bool = False


class BlankColumnsCheck(Check):
    """Fewer than ``least`` columns are blank; those that ``other`` names are judged elsewhere."""

    kind: Literal["blank_columns"]
    least: int = Field(default=1, ge=1)
    other: Names | None = None


class ChannelCheck(Check):
    """A way for visitors to turn to the body stands under one of the names. Whether it works is for a person, where ``usable`` asks so."""

    kind: Literal["channel"]
    names: Names
    usable: bool = True


class RepliesCheck(Check):
    """Messages of visitors: each is answered in time (``answered``), or shows when and by whom it was asked and answered (``fields``)."""

    kind: Literal["replies"]
    names: Names
    rule: Literal["answered", "fields"]
    within_months: int = Field(default=3, ge=1)  # time to answer
    last_months: int = Field(default=12, ge=1)  # messages older than this are left alone
    draw: int = Field(default=0, ge=0)  # messages looked at, newest first; 0: all


class GuidesCheck(Check):
    """Fewer than ``least`` service guides lack ``lacking`` or more of the classes of elements ``fields``.

    ``few``: asked only of sites with fewer than ``least`` guides, and met unless every one of them lacks that many; then a person looks.
    """

    kind: Literal["guides"]
    names: Names
    items: Terms
    fields: tuple[Part, ...] = Field(min_length=1)
    lacking: int = Field(default=1, ge=1)
    least: int = Field(default=1, ge=1)
    few: bool = False
    draw: int = Field(default=0, ge=0)  # guides looked at, newest first; 0: all


class LinksCheck(Check):
    """No link of the home page (``home``), or of any other page (``other``), is dead."""

    kind: Literal["links"]
    where: Literal["home", "other"]


class IdentityCheck(Check):
    """The foot of the home page, or of ``every`` page, says whose site it is.

    ``scripted``: parts that scripts often set; where such a one is not seen, a person looks.
    """

    kind: Literal["identity"]
    parts: tuple[Part, ...] = Field(min_length=1)
    where: Literal["home", "every"] = "every"
    scripted: tuple[str, ...] = ()


class TagsCheck(Check):
    """Pages of a kind carry the meta tags, none of them empty. ``draw`` pages are looked at."""

    kind: Literal["tags"]
    pages: Literal["content", "column"]
    tags: tuple[str, ...] = Field(min_length=1)
    draw: int = Field(default=5, ge=1)


class DomainCheck(Check):
    """The site stands under one of the suffixes."""

    kind: Literal["domain"]
    suffixes: tuple[str, ...] = Field(min_length=1)


CheckSpec = Annotated[
    ColumnCheck
    | FreshCheck
    | SeriesCheck
    | FieldsCheck
    | DocumentsCheck
    | MarkingCheck
    | PairingCheck
    | DeadlineCheck
    | PlatformCheck
    | CrossCheck
    | SetCheck
    | ManualCheck
    | PersonalDataCheck
    | WordingCheck
    | HijackCheck
    | ProbesCheck
    | UpdatesCheck
    | StaleColumnsCheck
    | BlankColumnsCheck
    | ChannelCheck
    | RepliesCheck
    | GuidesCheck
    | LinksCheck
    | IdentityCheck
    | TagsCheck
    | DomainCheck,
    Field(discriminator="kind"),
]
