"""TOML data against a strict model: every fault becomes one line with file, line, key, what is wrong and what to do."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from spotcheck.config.errors import UserError
from spotcheck.config.toml_positions import KeyPath, line_of, positions

M = TypeVar("M", bound=BaseModel)

_TYPES = {
    "string": ("字符串（加引号的文字）", "a string in quotes"),
    "int": ("整数", "a whole number"),
    "float": ("数字", "a number"),
    "bool": ("true 或 false", "true or false"),
    "tuple": ("数组 […]", "an array [...]"),
    "list": ("数组 […]", "an array [...]"),
    "frozen_set": ("数组 […]", "an array [...]"),
    "set": ("数组 […]", "an array [...]"),
    "model": ("一个表", "a table"),
    "dict": ("一个表", "a table"),
    "date": ("日期，如 2017-04-27", "a date such as 2017-04-27"),
}

_LIMITS = {
    "greater_than_equal": ("不得小于", "at least", "ge"),
    "greater_than": ("须大于", "more than", "gt"),
    "less_than_equal": ("不得大于", "at most", "le"),
    "less_than": ("须小于", "less than", "lt"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A TOML file that was read: its parsed ``data`` and the line of each key."""

    file: str
    data: dict[str, Any]
    lines: dict[KeyPath, int]
    stem: KeyPath = ()  # the table of the file that paths of faults begin in
    dropped: int = 0  # steps at the head of such a path that the file does not have

    def fault(self, path: KeyPath, *, zh: str, en: str) -> UserError:
        """A fault at ``path`` (keys as the file writes them, indices from 0)."""
        path = (*self.stem, *path[self.dropped :])
        place, key = self.place(path), spell(path)
        return UserError(zh=f"{place}：{key + '：' if key else ''}{zh}", en=f"{place}: {key + ': ' if key else ''}{en}")

    def place(self, path: KeyPath) -> str:
        """The file and line of ``path``, as editors and compilers write them."""
        line = line_of(self.lines, path)
        return f"{self.file}:{line}" if line else self.file


def read_toml(path: Path) -> Source:
    """Reads a TOML file.

    Raises UserError for a file that cannot be read, is not UTF-8 or is no TOML (with line and column).
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return Source(file=str(path), data=tomllib.loads(text), lines=positions(text))
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{path}：无法读取（{why}）；请检查路径和权限", en=f"{path}: cannot be read ({why}); check the path and the permissions"
        ) from None
    except UnicodeDecodeError as error:
        raise UserError(
            zh=f"{path}：第 {error.start} 字节处不是 UTF-8 编码；请另存为 UTF-8",
            en=f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            zh=f"{path}：不是有效的 TOML：{error}；请改正该处的写法（字符串加引号，数组用 []，同一键只写一次）",
            en=f"{path}: is not valid TOML: {error}; correct it there (strings in quotes, arrays in [], each key once)",
        ) from None


def spell(path: KeyPath) -> str:
    """A key path as people write it, elements counted from 1: ``duty[2].check[1].names``."""
    out = ""
    for step in path:
        out += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if out else step
    return out


def as_json(data: object) -> str:
    """TOML data as JSON text. Strict validation of JSON takes arrays for tuples and words for enums, and nothing else loosely."""
    return json.dumps(data, default=lambda value: value.isoformat(), ensure_ascii=False)


def validate(model: type[M], data: dict[str, Any], source: Source, *, swaps: dict[str, str] | None = None) -> M | list[UserError]:
    """``data`` as a ``model``, or every fault in it. ``swaps`` maps names of the model to the names the file uses."""
    try:
        return model.model_validate_json(as_json(data))
    except ValidationError as error:
        return [_translate(model, details, source, swaps or {}) for details in error.errors(include_url=False)]


def refusal(*, zh: str, en: str) -> PydanticCustomError:
    """What a validator of our own raises: what is wrong and what to do, in the words that the user reads."""
    return PydanticCustomError("refused", "{en}", {"zh": zh, "en": en})


def suggestion(word: str, known: Iterable[str]) -> tuple[str, str]:
    """A closing clause, Chinese and English: the name probably meant, or all that are allowed."""
    allowed = sorted(known)
    close = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    if close:
        return f"是否应为“{close[0]}”？", f"did you mean '{close[0]}'?"
    return f"可用：{'、'.join(allowed)}", f"allowed: {', '.join(allowed)}"


def _translate(model: type[BaseModel], details: ErrorDetails, source: Source, swaps: dict[str, str]) -> UserError:
    loc, owner = _walk(model, details["loc"])
    path = tuple(swaps.get(step, step) if isinstance(step, str) else step for step in loc)
    kind, given = details["type"], details.get("input")
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = [swaps.get(name, name) for name in owner.model_fields] if owner else []
        zh, en = suggestion(last, known)
        return source.fault(path, zh=f"未知的键“{last}”；{zh}", en=f"unknown key '{last}'; {en}")
    if kind == "missing":
        return source.fault(path, zh=f"缺少必填的键“{last}”；请补上", en=f"the required key '{last}' is missing; add it")
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        tags = [tag.strip(" '") for tag in str(details.get("ctx", {}).get("expected_tags", "")).split(",") if tag]
        if kind == "union_tag_not_found":
            return source.fault(
                path,
                zh=f"缺少必填的键“kind”；请补上{'，可用：' + '、'.join(tags) if tags else ''}",
                en=f"the required key 'kind' is missing; add it{', one of: ' + ', '.join(tags) if tags else ''}",
            )
        word = str(details.get("ctx", {}).get("tag", ""))
        zh, en = suggestion(word, tags)
        return source.fault((*path, "kind"), zh=f"未知的种类“{word}”；{zh}", en=f"unknown kind '{word}'; {en}")
    if kind in ("enum", "literal_error"):
        zh, en = suggestion(str(given), _choices(owner, loc))
        return source.fault(path, zh=f"值“{given}”不在允许的范围内；{zh}", en=f"the value '{given}' is not allowed; {en}")
    if kind == "refused":
        told = details.get("ctx", {})
        return source.fault(path, zh=str(told.get("zh")), en=str(told.get("en")))
    if kind == "too_short":
        return source.fault(path, zh="不能为空；请至少写一项", en="must not be empty; give at least one item")
    if kind in _LIMITS:
        zh, en, key = _LIMITS[kind]
        limit = f"{details.get('ctx', {}).get(key):g}"
        return source.fault(path, zh=f"{zh} {limit}；请改正", en=f"must be {en} {limit}; correct it")
    wanted = _TYPES.get(kind.removesuffix("_type").split("_from_")[0].removesuffix("_parsing"))
    if wanted and not kind.startswith("float_nan"):
        shown = json.dumps(given, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        return source.fault(
            path, zh=f"类型不对：应为{wanted[0]}，写的是 {shown}；请改正", en=f"wrong type: expected {wanted[1]}, got {shown}; correct it"
        )
    return source.fault(path, zh=f"值不符合要求（{details['msg']}）；请改正", en=f"invalid value ({details['msg']}); correct it")


def _walk(model: type[BaseModel], loc: KeyPath) -> tuple[KeyPath, type[BaseModel] | None]:
    """The path without the tags of unions, and the model that holds the last step."""
    annotation: Any = model
    owner: type[BaseModel] | None = None
    path: list[str | int] = []
    for step in loc:
        tagged = {_tag(option): option for option in _models(annotation)}
        if len(tagged) > 1 and step in tagged:
            annotation = tagged[str(step)]
            continue
        path.append(step)
        if isinstance(step, int):
            annotation = next((arg for arg in get_args(_bare(annotation)) if arg is not Ellipsis), None)
            continue
        owner = next(iter(tagged.values()), None)
        field = owner.model_fields.get(step) if owner else None
        annotation = field.annotation if field else None
    return tuple(path), owner


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        return next((option for option in get_args(annotation) if get_origin(option) in (tuple, list, frozenset)), annotation)
    return annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    bare = _bare(annotation)
    options = get_args(bare) if get_origin(bare) in (Union, UnionType) else (bare,)
    return [option for option in options if isinstance(option, type) and issubclass(option, BaseModel)]


def _tag(model: type[BaseModel]) -> str:
    field = model.model_fields.get("kind")
    return str(get_args(field.annotation)[0]) if field and get_origin(field.annotation) is Literal else ""


def _choices(owner: type[BaseModel] | None, loc: KeyPath) -> list[str]:
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    pending = [owner.model_fields[name].annotation] if owner and name in owner.model_fields else []
    found: list[str] = []
    while pending:
        annotation: Any = pending.pop()
        if get_origin(annotation) is Literal:
            found += [str(choice) for choice in get_args(annotation)]
        elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
            found += list(annotation)
        else:
            pending += [arg for arg in get_args(annotation) if arg is not Ellipsis]
    return found
