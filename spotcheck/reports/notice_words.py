"""The sentences of notices and letters (notice.toml), in the language spoken. Counts nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from spotcheck.config.language import language


@cache
def _sentences() -> dict[str, dict[str, str]]:
    table = tomllib.loads(files("spotcheck.reports").joinpath("notice.toml").read_text("utf-8"))
    spaced = {key: {spoken: str(text) for spoken, text in texts.items()} for key, texts in table.items()}
    return {key: texts | {"zh": texts["zh"].replace(" ", "")} for key, texts in spaced.items()}  # Chinese sets no spaces beside numbers


def words(key: str, **fields: object) -> str:
    """One sentence, filled in. A sentence or field that is missing raises KeyError: wording must be complete."""
    return _sentences()[key][language()].format(**fields)
