"""What a quarter is checked by: kept with its draw at the first run, and from then on the same for every site.

Refuses an option, a catalogue or a word list that differs from what was kept: nobody changes the rules half-way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spotcheck import __version__
from spotcheck.config import clock
from spotcheck.config.catalogue import HEAD, families, folder_of, list_catalogues, load_catalogues, meant_by
from spotcheck.config.china_time import time_in_china
from spotcheck.config.choosing import AUTOMATIC
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.settings import load_settings
from spotcheck.config.validation import read_toml
from spotcheck.config.word_lists import Word, read_all
from spotcheck.jobs.run_settings import Settings, settings
from spotcheck.ledger.kept_settings import KeptRules, KeptSettings
from spotcheck.ledger.ledger import Ledger

_RULES = {"catalogue": "catalogues", "as_of": "as_of", "max_pages": "max_pages", "browser": "browser", "ocr": "ocr"}  # option → rule
_BASE = ("catalogues", "max_pages", "browser", "ocr", "word_lists")  # rules that spotcheck.toml and the environment set
_ASKED = ("delay", "at_once", "lang")
_WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The ``settings`` of a run. ``passed_over``: keys of spotcheck.toml or the environment that have changed since and do not count."""

    settings: Settings
    kept: KeptSettings
    passed_over: tuple[str, ...] = ()


def settle(ledger: Ledger, quarter: str, workspace: Path, options: Mapping[str, Any], *, fresh: bool = False) -> Settled:
    """What the sites of a quarter are checked by. ``options``: those of ``jobs.run_settings.settings``, None where not given.

    The first run keeps it with the draw, and so does one that begins everything ``fresh``. Raises UserError for an option that
    would change a rule, and for catalogues and word lists that were changed meanwhile.
    """
    kept = None if fresh else ledger.kept_settings(quarter)
    if kept is None:
        kept = _first(workspace, options, since=clock.now() if fresh else "")
        ledger.keep_settings(quarter, kept)
        return Settled(settings=_settings(workspace, kept), kept=kept)
    _refuse_changes(quarter, kept, options)
    settled = _settings(workspace, kept, options)
    _refuse_edits(quarter, kept, settled)
    asked = _asked(options, kept)
    if asked != kept.asked:
        kept = replace(kept, asked=asked)
        ledger.keep_settings(quarter, kept)
    base = _base(workspace)
    passed_over = tuple(name for name in _BASE if name in kept.base and _plain(base[name]) != _plain(kept.base[name]))
    return Settled(settings=settled, kept=kept, passed_over=passed_over)


def settings_of(ledger: Ledger, quarter: str, workspace: Path, options: Mapping[str, Any]) -> Settings:
    """What a quarter is judged by again: what was kept, unless an option asks for other catalogues, another day or other words."""
    kept = ledger.kept_settings(quarter)
    if kept is None:
        return settings(workspace, **options)
    found = _settings(workspace, kept)
    if any(options.get(name) for name in ("catalogue", "as_of", "words")):
        rules = {"catalogue": kept.rules.catalogues, "as_of": kept.rules.as_of}
        asked = settings(workspace, **rules | {name: value for name, value in options.items() if value})
        found = replace(asked, words=asked.words if options.get("words") else found.words)
    return found


def own_catalogues(ledger: Ledger, quarter: str) -> list[Catalogue]:
    """All that a quarter is checked by, where a catalogue of the user's own is among it: a name alone would not find that again."""
    kept = ledger.kept_settings(quarter)
    names = kept.rules.catalogues if kept is not None else ()
    return load_catalogues(names) if any(Path(name).is_absolute() for name in names) else []


def _first(workspace: Path, options: Mapping[str, Any], *, since: str) -> KeptSettings:
    given = settings(workspace, **options)
    known = load_settings(workspace)
    lists = [workspace / name for name in known.word_lists]
    names = tuple(_found_again(name) for name in options.get("catalogue") or known.catalogues)
    rules = KeptRules(
        catalogues=names,
        as_of=given.as_of.isoformat() if given.as_of else None,
        max_pages=given.max_pages,
        browser=given.browser,
        ocr=given.ocr,
        word_lists=tuple(str(path.resolve()) for path in lists),
        hashes=_hashes(names, given.words),
    )
    return KeptSettings(kept_at=clock.now(), rules=rules, base=_base(workspace), asked=_asked(options), since=since, tool=__version__)


def _settings(workspace: Path, kept: KeptSettings, options: Mapping[str, Any] | None = None) -> Settings:
    """The settings of a run by what was kept; what changes no rule may be given anew."""
    rules = kept.rules
    asked = _asked(options or {}, kept)
    found = settings(
        workspace,
        catalogue=rules.catalogues,
        as_of=rules.as_of,
        max_pages=rules.max_pages,
        browser=rules.browser,
        ocr=rules.ocr,
        allow=asked.get("allow", ()),
        **{name: asked[name] for name in _ASKED if name in asked},
    )
    return replace(found, words=read_all(Path(path) for path in rules.word_lists))


def _refuse_changes(quarter: str, kept: KeptSettings, options: Mapping[str, Any]) -> None:
    differing = []
    for option, rule in _RULES.items():
        wanted = options.get(option)
        if wanted is None:
            continue
        held = getattr(kept.rules, rule)
        if rule == "catalogues":
            wanted, same = " ".join(map(str, wanted)), sorted(map(_found_again, wanted)) == sorted(held)
            held = " ".join(held)
        else:
            same = wanted == held
        if not same:
            differing.append((f"--{option.replace('_', '-')}", held, wanted))
    if differing:
        when = time_in_china(kept.kept_at)
        zh = "，".join(f"{name} 已定为 {_told(held, '末次采集日')}，不能改为 {wanted}" for name, held, wanted in differing)
        en = ", ".join(f"{name} was kept as {_told(held, 'the day of the last capture')}, not {wanted}" for name, held, wanted in differing)
        raise UserError(
            zh=f"{quarter} 已按北京时间 {when} 定下的规则检查：{zh}；不带这些选项再次运行即继续，要按新规则全部重做请加 --fresh",
            en=f"{quarter} is checked by the rules kept at {when} (China time): {en}; "
            "run it again without these options to go on, or with --fresh to begin all of it anew by other rules",
        )


def _refuse_edits(quarter: str, kept: KeptSettings, found: Settings) -> None:
    was, now = kept.rules.hashes, _hashes(kept.rules.catalogues, found.words)
    edited = [name for name in was if was[name] != now.get(name)]
    if edited:
        when = time_in_china(kept.kept_at)
        zh = "、".join(f"{'词表' if name == _WORDS else name}（当时 SHA-256 为 {was[name][:12]}）" for name in edited)
        en = ", ".join(f"{name} (SHA-256 was {was[name][:12]})" for name in edited)
        raise UserError(
            zh=f"{quarter} 已按北京时间 {when} 定下的规则（spotcheck {kept.tool}）检查，此后内容改了的有：{zh}；"
            "请恢复原样再运行，要按新规则全部重做请加 --fresh",
            en=f"{quarter} is checked by the rules kept at {when} (China time, spotcheck {kept.tool}), and since then these have changed: "
            f"{en}; put them back as they were, or run with --fresh to begin all of it anew",
        )


def _asked(options: Mapping[str, Any], kept: KeptSettings | None = None) -> dict[str, Any]:
    """Options that change no rule: the newest counts, and addresses let through add up."""
    asked = dict(kept.asked) if kept else {}
    asked |= {name: options[name] for name in _ASKED if options.get(name) is not None}
    allow = dict.fromkeys([*asked.get("allow", ()), *(options.get("allow") or ())])
    return asked | ({"allow": list(allow)} if allow else {})


def _base(workspace: Path) -> dict[str, Any]:
    known = load_settings(workspace)
    return {name: _plain(getattr(known, name)) for name in _BASE}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _told(value: Any, nothing: str) -> str:
    return nothing if value is None else str(value)


def _found_again(name: str | Path) -> str:
    """An id or a family as it is, a folder with its whole path: the next run may stand elsewhere."""
    known = str(name) == AUTOMATIC or str(name) in list_catalogues() or str(name) in families()
    return str(name) if known else str(Path(name).resolve())


def _hashes(catalogues: Iterable[str], words: Sequence[Word]) -> dict[str, str]:
    """Of each catalogue as it is written, and of the words: what the program makes of them may grow without a change of the rules."""
    ids = (each for name in catalogues for each in meant_by(name))
    found = {}
    for each in ids:
        files = {path.name: read_toml(path).data for path in sorted(folder_of(each).glob("*.toml"))}
        found[str(files[HEAD].get("id", each))] = _hash(files)
    return found | ({_WORDS: _hash([word.model_dump() for word in words])} if words else {})


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
