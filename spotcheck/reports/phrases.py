"""The sentences of reports as data (sentences.toml), by their dotted path and the language. Decides nothing about when one is said."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def sentences() -> dict[str, Any]:
    """The tables of sentences.toml."""
    return tomllib.loads(files("spotcheck.reports").joinpath("sentences.toml").read_text("utf-8"))


def phrase(path: str, lang: str, **fields: object) -> str:
    """The one sentence at ``path`` (dotted), filled in. A missing sentence or field raises: wording must be complete."""
    table: Any = sentences()
    for step in path.split("."):
        table = table[step]
    return str(table[lang]).format(**fields)
