"""What each kind of judgement looks at and can say, in words for people. Data (kinds.toml); the judging itself stands in audits/checks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from spotcheck.config.models import Model
from spotcheck.config.validation import read_toml, validate

FILE = Path(__file__).with_name("kinds.toml")


class About(Model):
    """A kind of judgement: what it looks at, when it passes, which defects it can find and when it cannot tell."""

    what: str
    passes: str
    fails: dict[str, str] = Field(default_factory=dict)
    cannot_tell: str


class _Table(Model):
    kind: dict[str, About]


@cache
def _kinds() -> dict[str, About]:
    source = read_toml(FILE)
    built = validate(_Table, source.data, source)
    if isinstance(built, list):
        raise built[0]
    return built.kind


def about(kind: str) -> About:
    """The words for a kind. Raises KeyError for one that kinds.toml does not tell of."""
    return _kinds()[kind]
