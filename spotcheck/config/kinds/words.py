"""The words of each kind of judgement, in Chinese and English: what people read on rule pages, in schemas and in reports. Data (TOML).

A kind's own stand in <kind>.toml, beside its settings; what several kinds share stands once, in base.toml.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from spotcheck.config import kinds
from spotcheck.config.conclusions import Defect
from spotcheck.config.language import Language, language, say
from spotcheck.config.models import Model
from spotcheck.config.validation import read_toml, validate

M = TypeVar("M", bound="SharedWords")


class Wording(Model):
    """One text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> str:
        """The text in the language spoken."""
        return self.zh if language() is Language.ZH else self.en


class Caption(Wording):
    """What a setting is called. ``help`` is for those who write rules: an editor shows it, a rule page does not."""

    help: Wording | None = None

    @property
    def explained(self) -> str:
        """The caption with its help."""
        return self.text + (say("；", "; ") + self.help.text if self.help else "")


class Sentences(Model):
    """Sentences with fields, in both languages. One is used only where every field that it names is known."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    choose: Literal["all", "first"] = "all"  # of those that can be used

    @property
    def lines(self) -> tuple[str, ...]:
        """The sentences in the language spoken."""
        return self.zh if language() is Language.ZH else self.en


class SharedWords(Model):
    """Captions of settings that several kinds have, of the values of enumerations, and of the settings inside a setting (by its model)."""

    settings: dict[str, Caption] = Field(default_factory=dict)
    values: dict[str, dict[str, Wording]] = Field(default_factory=dict)
    models: dict[str, dict[str, Caption]] = Field(default_factory=dict)


class KindWords(SharedWords):
    """A kind of judgement in words."""

    name: Wording
    what: Wording  # what it looks at
    passes: Wording  # when it passes
    fails: dict[Defect, Wording] = Field(default_factory=dict)  # when it finds a defect; none: it never fails
    cannot_tell: Wording  # when it leaves the question open
    person: Wording | None = None  # what it asks a person, where it can come to ``manual``
    asks: Sentences  # what it asks for, filled from its settings
    passed: Sentences = Sentences()  # what a report says on a pass, filled from the finding and the settings
    failed: Sentences = Sentences()  # what it says on a fail; without one the defect speaks
    notes: dict[str, Wording] = Field(default_factory=dict)  # the codes of its own that its judge leaves in a finding


@cache
def words(kind: str) -> KindWords:
    """The words of a kind. Raises UserError where its file is missing or damaged."""
    return read_words(KindWords, _placed(kind))


@cache
def shared_words() -> SharedWords:
    """The words that kinds share."""
    return read_words(SharedWords, _placed("base"))


def kind_name(kind: str) -> str:
    """What a kind is called."""
    return words(kind).name.text


def caption(kind: str, setting: str) -> Caption:
    """What a setting of a kind is called: in its own words, else in those that kinds share. Raises KeyError where neither has it."""
    own = words(kind).settings.get(setting) or shared_words().settings.get(setting)
    if own is None:
        raise KeyError(f"{kind}.toml has no caption for the setting '{setting}', nor has base.toml")
    return own


def value_word(kind: str, setting: str, value: str) -> str:
    """What a value of an enumeration is called; the value itself where it is none (a date beside the word ``issued``)."""
    for table in (words(kind).values, shared_words().values):
        if found := table.get(setting, {}).get(value):
            return found.text
    return value


def read_words(model: type[M], file: Path) -> M:
    """A file of words. Raises UserError for the first fault in it."""
    source = read_toml(file)
    built = validate(model, source.data, source)
    if isinstance(built, list):
        raise built[0]
    return built


def _placed(name: str) -> Path:
    places = [Path(folder) / f"{name}.toml" for folder in kinds.__path__]
    return next((path for path in places if path.is_file()), places[0])
