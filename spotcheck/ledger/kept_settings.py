"""What a quarter is checked by, as it was when it began: rules that do not change, and what was asked for beside them.

Decides nothing about what may change; it is a row of the ledger and back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from spotcheck.ledger.json_text import as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRules:
    """What decides a verdict. ``catalogues`` and ``word_lists`` as they are found again: an id, a family or a whole path.

    ``hashes``: of each catalogue by its id, and of the words by ``words``, so that what was changed on the disk is noticed.
    ``as_of`` None: the day of each site's last capture.
    """

    catalogues: tuple[str, ...]
    as_of: str | None
    max_pages: int
    browser: bool
    ocr: bool
    word_lists: tuple[str, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSettings:
    """``rules``; ``base``: the same without any option, so that a change of spotcheck.toml is noticed; ``asked``: the options that
    change no rule (delay, allow, at_once, lang). Runs that began before ``since`` are of another beginning, and count no more."""

    kept_at: str
    rules: KeptRules
    base: Mapping[str, Any]
    asked: Mapping[str, Any] = field(default_factory=dict)
    since: str = ""
    tool: str = ""  # the version of spotcheck that kept it


def kept_json(kept: KeptSettings | None) -> str:
    """As the ledger keeps it; "" for none."""
    return "" if kept is None else as_json(asdict(kept))


def kept_of(text: str | None) -> KeptSettings | None:
    """From what the ledger keeps. What another version kept beside is passed over, as it changes no rule that is known here."""
    if not text:
        return None
    fields = json.loads(text)
    rules = {name: fields["rules"].get(name) for name in KeptRules.__slots__ if name in fields["rules"]}
    rules |= {name: tuple(rules.get(name) or ()) for name in ("catalogues", "word_lists")}
    return KeptSettings(rules=KeptRules(**rules), **{name: fields[name] for name in ("kept_at", "base", "asked", "since", "tool")})
