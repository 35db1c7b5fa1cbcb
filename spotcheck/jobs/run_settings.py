"""How a command crawls, judges and tells: options, then the environment, then ``spotcheck.toml`` of the workspace, then defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spotcheck.config.catalogue import load_catalogues, wanted_families
from spotcheck.config.duties import Catalogue
from spotcheck.config.settings import load_settings
from spotcheck.config.word_lists import Word, read_all
from spotcheck.jobs import arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The same for every run of a command. ``delay`` and ``timeout`` in seconds; ``as_of`` None: the day of each run's last capture."""

    workspace: Path
    catalogues: Sequence[Catalogue]
    as_of: date | None
    max_pages: int
    delay: float
    at_once: int
    lang: str
    timeout: float
    user_agent: str
    allow: tuple[str, ...] = ()
    proxy: str | None = None
    browser: bool = False
    ocr: bool = False
    words: tuple[Word, ...] = ()
    families: frozenset[str] = frozenset()  # of ``catalogues``, those of which only the one in force on the day of judgement is used


def settings(
    workspace: Path,
    *,
    catalogue: Sequence[str | Path | Catalogue] | None = None,
    as_of: str | None = None,
    max_pages: int | None = None,
    delay: float | None = None,
    allow: Sequence[str] | None = None,
    at_once: int | None = None,
    lang: str | None = None,
    proxy: str | None = None,
    browser: bool | None = None,
    ocr: bool | None = None,
    words: Sequence[Path] | None = None,
) -> Settings:
    """Everything checked before any work begins. Raises UserError with the option, or the file and key, that is wrong."""
    day = arguments.day(as_of)
    if lang is not None:
        arguments.one_of("--lang", lang, arguments.LANGUAGES)
    known = load_settings(workspace, max_pages=max_pages, delay=delay, at_once=at_once, language=lang, browser=browser, ocr=ocr)
    if known.ocr:
        from spotcheck.crawler.reading.files import ocr as recognition

        recognition.require()
    if known.browser:
        from spotcheck.crawler.browser import require

        require()
    return Settings(
        workspace=workspace,
        catalogues=load_catalogues(catalogue or known.catalogues),
        families=wanted_families(catalogue or known.catalogues),
        as_of=day,
        max_pages=known.max_pages,
        delay=known.delay,
        at_once=known.at_once,
        lang=known.language,
        timeout=known.timeout,
        user_agent=known.agent(),
        allow=arguments.allowed(allow or ()),
        proxy=proxy,
        browser=known.browser,
        ocr=known.ocr,
        words=read_all(words or [workspace / name for name in known.word_lists]),
    )
