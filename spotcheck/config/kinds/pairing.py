"""Interpretation and policy document link to each other: the settings. The words stand in pairing.toml."""

from __future__ import annotations

from typing import ClassVar, Literal

from spotcheck.config.conclusions import OwnNote, Verdict
from spotcheck.config.kinds.base import USUAL, Check
from spotcheck.config.models import Names, Terms

NO_PAIR_ON_SITE = OwnNote("no_pair_on_site")
NO_INTERPRETATION_FOUND = OwnNote("no_interpretation_found")


class PairingCheck(Check):
    """Interpretations link to their policy document and the document links back."""

    REACHES: ClassVar[frozenset[Verdict]] = USUAL | {Verdict.MANUAL}

    kind: Literal["pairing"]
    interpretations: Terms
    names: Names
    documents: Terms | None = None  # only interpretations of documents whose title matches
