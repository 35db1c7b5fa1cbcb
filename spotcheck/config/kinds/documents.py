"""An expected document with its parts: the settings. The words stand in documents.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from spotcheck.config.kinds.base import Check, Due, Facts, Fault, Period, faults_of_periods, required_names
from spotcheck.config.kinds.words import value_word
from spotcheck.config.models import Names, Part, Terms


class DocumentsCheck(Check):
    """An expected document, opened and recognised, with its parts. ``series`` names the periods when it recurs."""

    FACTS: ClassVar[tuple[str, ...]] = ("period", "latest", "required")

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

    def faults(self) -> Iterator[Fault]:
        """A document that recurs says how often, when it is due, and how many are judged."""
        together = (self.period, self.due, self.latest)
        if any(value is not None for value in together) and None in together:
            yield ("period",), "period、due、latest 须一并给出", "period, due and latest go together; give all three or none"
        elif self.period and self.due and self.latest is not None:
            yield from faults_of_periods(self.period, self.due, self.latest)

    def facts(self) -> Facts:
        """How often it recurs, and the required parts."""
        found = required_names(self.parts)
        if self.period:
            found |= {"period": value_word(self.kind, "period", self.period), "latest": str(self.latest)}
        return found

    def crawl_words(self) -> Iterator[str]:
        """The parts of the document are attachments of their own on many sites."""
        yield from super().crawl_words()
        yield from (word for part in self.parts for word in part.any if "+" not in word)
