"""The sentences that belong to no kind of judgement (sentences.toml), by their path. Fills in what it is handed; knows no finding."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from spotcheck.config.glossary import term
from spotcheck.config.language import language


@cache
def sentences() -> dict[str, Any]:
    """The tables of sentences.toml."""
    return tomllib.loads(files("spotcheck.reports").joinpath("sentences.toml").read_text("utf-8"))


def phrase(path: str, **fields: object) -> str:
    """The one sentence at ``path`` (dotted), filled in. A missing sentence or field raises: wording must be complete."""
    table: Any = sentences()
    for step in path.split("."):
        table = table[step]
    return str(table[language()]).format(**fields)


def reason_label(reason: str) -> str:
    """The name of a reason: one of our own, or the outcome of a visit."""
    return term("reason", reason)


def reason_table(reason: str | None) -> Mapping[str, Any]:
    """The sentences of a reason: what was found, and what to do."""
    table: Mapping[str, Any] = sentences()["reason"]
    if reason is None:
        return {"found": {"zh": [], "en": []}, "do": sentences()["reason"]["no_basis"]["do"]}
    chosen: Mapping[str, Any] = table.get(reason, table["visit"])
    return chosen
