"""Heads, captions and fixed texts of the reports (labels.toml), in one language. Holds no wording of findings."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


@cache
def labels(lang: str) -> dict[str, str]:
    """Every label in ``lang`` (zh or en). A label without that language raises KeyError: reports are complete in both."""
    table = tomllib.loads(files("spotcheck.reports").joinpath("labels.toml").read_text("utf-8"))
    return {key: str(texts[lang]) for key, texts in table.items()}


def label(key: str, lang: str, **fields: object) -> str:
    """One label, filled in."""
    text = labels(lang)[key]
    return text.format(**fields) if fields else text
