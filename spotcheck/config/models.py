"""Who is audited, and the words that rules are made of: sites, names, terms and parts. Data only; nothing here reads a file."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Strict, frozen, and closed: an unknown key is an error."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Level(StrEnum):
    """Administrative level of a body."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    ENTERPRISE = "enterprise"
    HOSPITAL = "hospital"
    SCHOOL = "school"


class Function(StrEnum):
    """What a body answers for. A body may have several; ``general_office`` is the government itself."""

    GENERAL_OFFICE = "general_office"
    DEVELOPMENT_REFORM = "development_reform"
    ECONOMY_INFORMATION = "economy_information"
    EDUCATION = "education"
    CIVIL_AFFAIRS = "civil_affairs"
    FINANCE = "finance"
    HUMAN_RESOURCES = "human_resources"
    NATURAL_RESOURCES = "natural_resources"
    ENVIRONMENT = "environment"
    HOUSING = "housing"
    WATER = "water"
    AGRICULTURE = "agriculture"
    GRAIN = "grain"
    FORESTRY = "forestry"
    COMMERCE = "commerce"
    CULTURE = "culture"
    TOURISM = "tourism"
    SPORTS = "sports"
    HEALTH = "health"
    AUDIT = "audit"
    STATISTICS = "statistics"
    SAFETY = "safety"
    MARKET_SUPERVISION = "market_supervision"
    QUALITY = "quality"
    FOOD_DRUG = "food_drug"
    SASAC = "sasac"
    FINANCE_OFFICE = "finance_office"
    PRESS_OFFICE = "press_office"
    TAXATION = "taxation"
    CENTRAL_BANK = "central_bank"
    BANKING = "banking"
    SECURITIES = "securities"
    INSURANCE = "insurance"
    PUBLIC_SECURITY = "public_security"
    JUSTICE = "justice"
    TRANSPORT = "transport"
    SCIENCE = "science"
    VETERANS = "veterans"
    MEDICAL_INSURANCE = "medical_insurance"
    URBAN_MANAGEMENT = "urban_management"
    EMERGENCY = "emergency"
    ARCHIVES = "archives"
    FOREIGN_AFFAIRS = "foreign_affairs"
    RELIGION_ETHNIC = "religion_ethnic"
    DATA_BUREAU = "data_bureau"
    TOWN_GOVERNMENT = "town_government"
    DEPARTMENT = "department"  # any other body of a government that is no government itself


GOVERNMENTS = frozenset({Function.GENERAL_OFFICE, Function.TOWN_GOVERNMENT})  # the functions of a government itself


class SiteState(StrEnum):
    """Whether a site is kept up, as the register says. Only a ``normal`` one is drawn."""

    NORMAL = "normal"
    CLOSED = "closed"  # 关停
    MOVED = "moved"  # 迁移: what was here stands at another address
    MERGED = "merged"  # 合并: into another site


class BodyKind(StrEnum):
    """What sort of body a site belongs to, where samples and tables tell them apart."""

    GOVERNMENT = "government"
    TOWN = "town"
    DEPARTMENT = "department"
    PUBLIC_BODY = "public_body"  # enterprises, hospitals, schools
    UNKNOWN = "unknown"


class Site(Model):
    """A site of the register. Unknown facts are empty, never guessed."""

    url: str
    name: str = ""  # 网站名称
    code: str = ""  # 网站标识码, ten digits
    body: str = ""  # 主办单位
    level: Level | None = None
    region: str = ""  # 地区
    functions: frozenset[Function] = frozenset()
    named_for: frozenset[str] = frozenset()  # duties that the register names this body for (有关部门)
    subordinate_sites: int | None = None  # 下属网站数; None: not known
    platform: str = ""  # 共享平台: the id of the shared platform that this is, and then no site to audit
    domains: tuple[str, ...] = ()  # 其他域名: further addresses of the same site
    state: SiteState = SiteState.NORMAL  # 网站状态

    @property
    def supervised(self) -> bool:
        """Whether the site is one to draw and to check: no shared platform, and not offline."""
        return not self.platform and self.state is SiteState.NORMAL


class Confidence(StrEnum):
    """How well a rule is sourced: A law or official page, B two copies agree, C one copy, M from memory."""

    A = "A"
    B = "B"
    C = "C"
    M = "M"


class Terms(Model):
    """When a title or name matches: at least one word of every group in ``all``, and none of ``none``.

    Words of ``other`` make it another thing unless a word of ``despite`` stands beside them: a list of both kinds of fees is a list of
    each. Compared after NFKC, with white space and quotation marks removed.
    """

    all: tuple[tuple[str, ...], ...] = Field(min_length=1)
    none: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()


class Names(Model):
    """Names of a column or list: ``accepted`` by the rule; ``misnamed`` are understood, and not accepted."""

    accepted: tuple[str, ...] = Field(min_length=1)
    misnamed: tuple[str, ...] = ()
    none: tuple[str, ...] = ()  # a name holding one of these is another column


class Part(Model):
    """A required or advisory field, table, document or text part, with its synonyms.

    A synonym may join words that must all occur in one cell, caption or paragraph with ``+``: ``三公+支出``.
    ``=项目`` stands for a table head of exactly this word.
    """

    name: str
    any: tuple[str, ...] = Field(min_length=1)
    required: bool = True
    confidence: Confidence = Confidence.A
    source: str = ""  # where the rule comes from, when it is not the clause itself
