"""Loading of catalogues: ``catalogue.toml``, one TOML file a clause, and perhaps ``workdays.toml``.

A fault in any file refuses the whole catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from spotcheck.config import workdays
from spotcheck.config.choosing import AUTOMATIC, binding_there
from spotcheck.config.consistency import faults_of_clause, faults_of_head, faults_of_standing
from spotcheck.config.duties import Catalogue, Clause
from spotcheck.config.errors import UserError
from spotcheck.config.layers import KEYS, layered
from spotcheck.config.models import Site
from spotcheck.config.toml_positions import KeyPath
from spotcheck.config.validation import Source, read_toml, suggestion, validate

SHIPPED = Path(__file__).parent / "catalogues"
HEAD = "catalogue.toml"

_DEPTH = 5  # layers upon layers
_depth: ContextVar[tuple[str, ...]] = ContextVar("layers", default=())  # the layers that are being read, outermost first

# A TOML array of tables reads better in the singular; a swap, so that the plural in a file is an unknown key.
_SWAPS = {"duties": "duty", "checks": "check", "duty": "duties", "check": "checks"}


def list_catalogues() -> list[str]:
    """The ids of the shipped catalogues, sorted."""
    return sorted(path.parent.name for path in SHIPPED.glob(f"*/{HEAD}"))


def load_catalogue(id_or_path: str | Path) -> Catalogue:
    """A shipped catalogue by its id, or one of the user's own by the path of its folder.

    Raises UserError for the first fault, which says how many more there are.
    """
    catalogue, faults = examine(id_or_path)
    if catalogue is None:
        first, more = faults[0], len(faults) - 1
        if not more:
            raise first
        raise UserError(zh=f"{first.zh}（另有 {more} 处错误）", en=f"{first.en} (and {more} more)")
    return catalogue


def load_catalogues(ids: Iterable[str | Path | Catalogue]) -> list[Catalogue]:
    """Several catalogues, in the order given; the same one named twice is loaded once. Raises UserError as load_catalogue does.

    The name of a family stands for all of its catalogues: ``in_force`` chooses among them when the day is known. What is a
    catalogue already is taken as it is.
    """
    loaded: dict[str, Catalogue] = {}
    for name in ids:
        if isinstance(name, Catalogue):
            loaded.setdefault(name.id, name)
            continue
        for each in meant_by(name):
            catalogue = load_catalogue(each)
            loaded.setdefault(catalogue.id, catalogue)
    return list(loaded.values())


def meant_by(name: str | Path) -> list[str | Path]:
    """The catalogues that a name stands for: those of a family, all that may be chosen for AUTOMATIC, or the one that it names."""
    if name == AUTOMATIC:
        return list(automatic())
    members = [] if str(name) in list_catalogues() else families().get(str(name), [])
    return [*members] or [name]


def wanted_families(ids: Iterable[str | Path | Catalogue]) -> frozenset[str]:
    """The families among what was asked for by name, and the wish for whatever is in force."""
    return frozenset(name for name in ids if isinstance(name, str) and (name == AUTOMATIC or name in families()))


@cache
def automatic() -> list[str]:
    """The ids of the shipped catalogues that are used without being asked for, where and when they are in force."""
    return [name for name in list_catalogues() if read_toml(SHIPPED / name / HEAD).data.get("automatic") is True]


@cache
def families() -> dict[str, list[str]]:
    """The families of the shipped catalogues, each with the ids of its catalogues in the order of their validity."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in list_catalogues():
        head = read_toml(SHIPPED / name / HEAD).data
        if head.get("family"):
            found.setdefault(str(head["family"]), []).append((str(head.get("valid_from", "")), name))
    return {family: [name for _, name in sorted(members)] for family, members in found.items()}


def in_force(
    catalogues: Iterable[Catalogue],
    chosen: Collection[str],
    day: date,
    site: Site | None = None,
    codes: Sequence[str] = (),
    icp: Sequence[str] = (),
) -> list[Catalogue]:
    """The catalogues with one of each family in ``chosen``: the one that is valid on ``day``, never two.

    With AUTOMATIC among ``chosen``, of the automatic ones only those in force at ``site``, whose pages show ``codes`` and ``icp``.
    Where none is, the one that was valid last before, or else the first; that the day is outside is for the report to say.
    """
    given = list(catalogues)
    kept = []
    if AUTOMATIC in chosen:
        there = binding_there(given, day, site or Site(url=""), codes, icp)
        given = [each for each in given if each in there or not each.automatic]
    for family in chosen:
        members = sorted((each for each in given if each.family == family), key=lambda each: each.valid_from)
        begun = [each for each in members if each.valid_from <= day]
        kept += begun[-1:] or members[:1]
    return [each for each in given if each.family not in chosen or each in kept]


def examine(id_or_path: str | Path) -> tuple[Catalogue | None, list[UserError]]:
    """The catalogue, or None with all its faults."""
    try:
        folder = folder_of(id_or_path)
        head = read_toml(folder / HEAD)
    except UserError as fault:
        return None, [fault]
    base, head, wrong = _base(head, folder)
    if wrong:
        return None, wrong
    clauses, faults = _clauses(folder, layer=base is not None)
    calendar, wrong = workdays.read_calendar(folder)
    faults += wrong
    for key, zh, en in (("clauses", "条款", "clauses do"), ("calendar", "日历", "the calendar does")):
        if key in head.data:
            other = ("每条一个文件", "one file a clause") if key == "clauses" else (f"请写入 {workdays.FILE}", f"write {workdays.FILE}")
            faults.insert(0, head.fault((key,), zh=f"{zh}不写在这里；{other[0]}", en=f"{en} not stand here; {other[1]}"))
            return None, faults
    scheme = head.data.get("scheme")
    if isinstance(scheme, dict) and "pass_mark" in scheme:
        zh, en = "合格线改写在 [standing] 的 points", "who passes stands in [standing] now; write points there"
        return None, [head.fault(("scheme", "pass_mark"), zh=zh, en=en), *faults]
    built = validate(Catalogue, {**head.data, "clauses": []}, head)
    if isinstance(built, list):
        return None, built + faults
    faults = faults_of_head(built, head, folder.name if folder.parent == SHIPPED else None) + faults
    if base is not None:
        own, wrong = layered(base, read_toml(folder / HEAD))
        taken = {clause.clause for clause in own}
        faults += wrong + [_taken(folder, clause) for clause in clauses if clause.clause in taken]
        clauses = [*own, *clauses]
    whole = built.model_copy(update={"clauses": tuple(clauses), "calendar": calendar or (base.calendar if base else None)})
    faults = faults or faults_of_standing(whole, head)
    return (None, faults) if faults else (whole, [])


def _base(head: Source, folder: Path) -> tuple[Catalogue | None, Source, list[UserError]]:
    """The catalogue that one is a layer upon, and the head without what only a layer says. What is no layer has none."""
    name = head.data.get("extends")
    if not isinstance(name, str) or not name:
        return None, head, []
    if read := _depth.get():
        chain = [*read, folder.name]
        if folder.name in read or len(chain) > _DEPTH:
            way = " → ".join(chain)
            zh, en = f"层层引用成环或过深：{way}；请改正", f"layers lead in a circle or too deep: {way}; correct it"
            return None, head, [head.fault(("extends",), zh=zh, en=en)]
    token = _depth.set((*read, folder.name))
    try:
        beside = folder.parent / name
        base, faults = examine(name if name in list_catalogues() or not (beside / HEAD).is_file() else beside)
    finally:
        _depth.reset(token)
    bare = replace(head, data={key: value for key, value in head.data.items() if key not in KEYS})
    if base is None:
        zh, en = faults[0].zh, faults[0].en
        return None, bare, [head.fault(("extends",), zh=f"所基于的目录有误：{zh}", en=f"the catalogue that it extends is wrong: {en}")]
    return base, bare, []


def _taken(folder: Path, clause: Clause) -> UserError:
    path = folder / f"{clause.clause}.toml"
    zh, en = (
        "所基于的目录已有这一条；增加事项请在 catalogue.toml 写 [[duty]]",
        "is a clause of the catalogue that it extends; write [[duty]] in catalogue.toml",
    )
    return UserError(zh=f"{path}：{zh}", en=f"{path}: {en}")


def folder_of(id_or_path: str | Path) -> Path:
    """Where a catalogue's files stand, by its id or path. Raises UserError where there is none."""
    name = str(id_or_path)
    shipped = list_catalogues()
    if name in shipped:
        return SHIPPED / name
    path = Path(name)
    if path.name == HEAD:
        path = path.parent
    if (path / HEAD).is_file():
        return path
    if path.is_dir():
        raise UserError(
            zh=f"{path}：不是目录清单文件夹：缺少 {HEAD}；请补上，或改用自带的：{'、'.join(shipped)}",
            en=f"{path}: is no catalogue folder: {HEAD} is missing; add it, or use a shipped one: {', '.join(shipped)}",
        )
    zh, en = suggestion(name, [*shipped, *families()])
    raise UserError(
        zh=f"没有目录“{name}”；{zh}（也可给出目录文件夹的路径）",
        en=f"there is no catalogue '{name}'; {en} (the path of a catalogue folder will do, too)",
    )


def _clauses(folder: Path, *, layer: bool = False) -> tuple[list[Clause], list[UserError]]:
    clauses: list[Clause] = []
    faults: list[UserError] = []
    owners: dict[str, str] = {}
    files = sorted((path for path in folder.glob("*.toml") if path.name not in (HEAD, workdays.FILE)), key=_order)
    if not files and not layer:
        faults.append(
            UserError(
                zh=f"{folder}：没有条款文件；每条写一个，如 1.2.toml",
                en=f"{folder}: has no clause files; write one a clause, like 1.2.toml",
            )
        )
    for path in files:
        try:
            source = read_toml(path)
        except UserError as fault:
            faults.append(fault)
            continue
        built = validate(Clause, _to_model(source.data), source, swaps=_SWAPS)
        if isinstance(built, list):
            faults += built
            continue
        faults += faults_of_clause(built, source, path.stem)
        faults += _doubles(built, source, owners)
        clauses.append(built)
    return clauses, faults


def _doubles(clause: Clause, source: Source, owners: dict[str, str]) -> list[UserError]:
    faults = []
    for index, duty in enumerate(clause.duties):
        path: KeyPath = ("duty", index, "id")
        if duty.id in owners:
            zh, en = (
                f"事项编号“{duty.id}”已在 {owners[duty.id]} 用过；请改为不重复的编号",
                f"duty id '{duty.id}' is already used in {owners[duty.id]}; choose another",
            )
            faults.append(source.fault(path, zh=zh, en=en))
        owners.setdefault(duty.id, Path(source.file).name)
    return faults


def _to_model(data: dict[str, Any]) -> dict[str, Any]:
    swapped = {_SWAPS.get(key, key): value for key, value in data.items()}
    duties = swapped.get("duties")
    if isinstance(duties, list):
        swapped["duties"] = [{_SWAPS.get(k, k): v for k, v in duty.items()} if isinstance(duty, dict) else duty for duty in duties]
    return swapped


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((int(part or 0), rest) for part, rest in re.findall(r"(\d*)([^.\d]*)\.?", path.stem))
