"""What the settings of catalogues and duties are called, in both languages. Data (captions.toml); those of kinds stand in kinds/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spotcheck.config.kinds.words import Caption, SharedWords, read_words

FILE = Path(__file__).with_name("captions.toml")


@cache
def captions() -> dict[str, dict[str, Caption]]:
    """All captions, by the name of the model and of the setting. Raises UserError where the file has been damaged."""
    return read_words(SharedWords, FILE).models


def caption_of(model: str, setting: str) -> str:
    """What a setting of a model is called in ``lang``. Raises KeyError for one that captions.toml lacks."""
    return captions()[model][setting].text
