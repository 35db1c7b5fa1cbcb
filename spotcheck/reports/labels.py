"""Heads, captions and fixed texts of the reports (labels.toml), in one language. Holds no wording of findings."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from spotcheck.config.language import Language, language


@cache
def _labels() -> dict[Language, dict[str, str]]:
    table = tomllib.loads(files("spotcheck.reports").joinpath("labels.toml").read_text("utf-8"))
    return {spoken: {key: str(texts[spoken]) for key, texts in table.items()} for spoken in Language}


def labels() -> dict[str, str]:
    """Every label in the language spoken. A label that lacks a language raises KeyError: reports are complete in both."""
    return _labels()[language()]


def label(key: str, **fields: object) -> str:
    """One label, filled in."""
    text = labels()[key]
    return text.format(**fields) if fields else text
