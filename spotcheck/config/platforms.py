"""The shared platforms on which a duty may be met: their names and hosts. Data (platforms.toml); knows no site and no page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from spotcheck.config.models import Confidence, Model
from spotcheck.config.validation import read_toml, validate

FILE = Path(__file__).with_name("platforms.toml")


class Platform(Model):
    """A shared platform: how links call it, and the hosts it stands on (subdomains included)."""

    id: str
    name: str
    names: tuple[str, ...] = Field(min_length=1)
    hosts: tuple[str, ...] = ()
    confidence: Confidence = Confidence.A


class _Table(Model):
    platform: tuple[Platform, ...]


@cache
def platforms() -> dict[str, Platform]:
    """The shipped platforms by id. Raises UserError where the file has been damaged."""
    source = read_toml(FILE)
    built = validate(_Table, source.data, source)
    if isinstance(built, list):
        raise built[0]
    return {platform.id: platform for platform in built.platform}


def platform_name(id: str) -> str:
    """The Chinese name of a platform; the id itself where it is not known."""
    found = platforms().get(id)
    return found.name if found else id


def names_of(id: str) -> tuple[str, ...]:
    """How links call a platform; nothing where it is not known."""
    found = platforms().get(id)
    return found.names if found else ()


def platform_at(host: str) -> Platform | None:
    """The platform that a host belongs to."""
    bare = host.lower().removeprefix("www.")
    return next((each for each in platforms().values() for name in each.hosts if bare == name or bare.endswith(f".{name}")), None)
