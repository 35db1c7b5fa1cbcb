"""A list with its required columns: the settings. The words stand in fields.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from spotcheck.config.conclusions import OwnNote
from spotcheck.config.kinds.base import Check, Facts, accepted_names, required_names
from spotcheck.config.models import Names, Part, Terms

HEADS_UNKNOWN = OwnNote("heads_unknown")
NO_COLUMN = OwnNote("no_column")


class FieldsCheck(Check):
    """A list whose columns must include the required fields; looked for in HTML tables and in attachments."""

    FACTS: ClassVar[tuple[str, ...]] = ("accepted", "required")

    kind: Literal["fields"]
    names: Names
    items: Terms
    fields: tuple[Part, ...]
    rows_any: tuple[str, ...] = ()  # a table none of whose rows holds one of these is another list
    rows_none: tuple[str, ...] = ()  # a table nearly all of whose rows hold one of these is another list
    # text: in running text, link names and form labels; links: in names only;
    # topics: matters that may stand anywhere on the site, in a title, or in the texts of the column
    place: Literal["table", "text", "links", "topics"] = "table"

    def facts(self) -> Facts:
        """The names that the rule accepts, and the required fields."""
        return {"accepted": accepted_names(self.names), **required_names(self.fields)}

    def label_words(self) -> Iterator[str]:
        """Matters that may stand anywhere are looked for in titles, too."""
        yield from super().label_words()
        if self.place == "topics":
            yield from (word for part in self.fields for synonym in part.any for word in synonym.split("+"))
