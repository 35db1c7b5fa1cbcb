"""Words of the command line as values: names with suggestions, dates, numbers, quarters. A wrong word raises UserError."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import spotcheck
from spotcheck.config.errors import UserError
from spotcheck.config.language import Language
from spotcheck.config.models import Function, Level
from spotcheck.config.validation import suggestion

LANGUAGES = tuple(Language)
FAIL_ON = ("never", "fail", "unknown")
LETTER_FORMATS = ("docx", "xlsx")  # of the reports room, named here so that help need not open it
NOTICE_FORMATS = tuple(  # those that are placed there (reports.formats.base.FORMATS), told by their files for the same reason
    sorted(
        path.stem
        for path in (Path(spotcheck.__file__).parent / "reports" / "formats").glob("*.py")
        if path.stem not in ("__init__", "base")
    )
)
REPORT_FORMATS = (*NOTICE_FORMATS, "json")
STRATA = ("level", "region", "kind")  # of jobs.sampling, named here for the same reason


def one_of(option: str, word: str, known: Iterable[str]) -> str:
    """``word`` itself. Raises UserError with the name probably meant."""
    names = list(known)
    if word in names:
        return word
    zh, en = suggestion(word, names)
    raise UserError(zh=f"{option}：没有“{word}”；{zh}", en=f"{option}: there is no '{word}'; {en}")


def level(word: str | None) -> Level | None:
    """A level by its English name."""
    return None if word is None else Level(one_of("--level", word, Level))


def functions(words: Sequence[str]) -> frozenset[Function]:
    """Functions by their English names."""
    return frozenset(Function(one_of("--function", word, Function)) for word in words)


def day(word: str | None, option: str = "--as-of") -> date | None:
    """A date written YYYY-MM-DD."""
    if word is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
            raise ValueError
        return date.fromisoformat(word)
    except ValueError:
        raise UserError(
            zh=f"{option}：“{word}”不是日期；请写成 2018-01-15 的形式", en=f"{option}: '{word}' is no date; write it like 2018-01-15"
        ) from None


def quarter(word: str) -> str:
    """A quarter written 2017Q4."""
    if re.fullmatch(r"(19|20)\d{2}[Qq][1-4]", word):
        return word.upper()
    raise UserError(zh=f"“{word}”不是季度；请写成 2017Q4 的形式", en=f"'{word}' is no quarter; write it like 2017Q4")


def share(word: str) -> float:
    """A share written 30% or 0.3, as a number above 0 and at most 1."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", word.strip())
    value = float(found[1]) / (100 if found[2] else 1) if found else 0.0
    if 0 < value <= 1:
        return value
    raise UserError(
        zh=f"--share：“{word}”不是大于 0、至多 100% 的比例；请写成 30% 的形式",
        en=f"--share: '{word}' is no share above 0 and up to 100%; write it like 30%",
    )


def allowed(words: Sequence[str]) -> tuple[str, ...]:
    """Addresses of ``--allow``, HOST:PORT each."""
    for word in words:
        found = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):(\d{1,5})", word)
        if not found or not 0 < int(found[1]) < 65_536:
            raise UserError(
                zh=f"--allow：“{word}”不是 主机:端口；请写成 127.0.0.1:8080 的形式",
                en=f"--allow: '{word}' is no HOST:PORT; write it like 127.0.0.1:8080",
            )
    return tuple(words)


def out_file(word: str | None, option: str = "--json") -> str | None:
    """A file that can be written, or ``-``; asked before hours of work rather than after."""
    if word is None or word == "-":
        return word
    path = Path(word)
    try:
        existed = path.exists()
        with path.open("ab"):
            pass
        if not existed:
            path.unlink()
    except OSError as error:
        raise UserError(
            zh=f"{option}：{path} 无法写入（{error.strerror or error}）；请检查文件夹是否存在、有无权限",
            en=f"{option}: {path} cannot be written ({error.strerror or error}); check that the folder exists and may be written to",
        ) from None
    return word
