"""Settings with their defaults, and an optional ``spotcheck.toml`` in the workspace. Options of a command go before both."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from spotcheck import __version__
from spotcheck.config.models import Model
from spotcheck.config.validation import Source, read_toml, validate

FILE = "spotcheck.toml"
LOG = "spotcheck.log"  # in the workspace: what a user is not bothered with


class Settings(Model):
    """How to crawl and how to speak. Values outside the limits are refused, not trimmed."""

    delay: float = Field(default=1.0, ge=0.0, le=600.0)  # seconds between two requests to one address
    max_pages: int = Field(default=2000, ge=1, le=10_000_000)  # pages a site
    at_once: int = Field(default=8, ge=1, le=200)  # sites crawled at the same time
    timeout: float = Field(default=30.0, gt=0.0, le=600.0)  # seconds for one answer
    ocr: bool = False  # recognise the words of scans; needs the extra "ocr"
    browser: bool = False  # show pages that scripts fill in Chromium; needs the extra "browser"
    contact: str = ""  # who runs this: an address that a site's owner can write to
    language: Literal["zh", "en"] = "zh"  # of reports
    word_lists: tuple[str, ...] = ()  # the office's own (xlsx, csv), as paths from the workspace
    catalogues: tuple[str, ...] = Field(default=("zhejiang-2017",), min_length=1)

    def agent(self) -> str:
        """The User-Agent that requests carry: always this tool's, so that an owner sees who came."""
        about = f"+{self.contact}" if self.contact else "audit of published government information"
        return f"spotcheck/{__version__} ({about})"


def load_settings(workspace: str | Path | None = None, **given: Any) -> Settings:
    """The settings of a workspace: its ``spotcheck.toml`` where there is one, with ``given`` (None left out) before it.

    Raises UserError for an unknown key, a wrong type or a value outside the limits, with file, line and key.
    """
    source = Source(file=FILE, data={}, lines={})
    if workspace is not None and (Path(workspace) / FILE).is_file():
        source = read_toml(Path(workspace) / FILE)
    built = validate(Settings, source.data, source)
    if isinstance(built, list):
        raise built[0]
    options = {key: value for key, value in given.items() if value is not None}
    if not options:
        return built
    merged = validate(Settings, {**built.model_dump(), **options}, Source(file="--", data={}, lines={}))
    if isinstance(merged, list):
        raise merged[0]
    return merged
