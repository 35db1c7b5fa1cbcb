"""Layers: a catalogue that ``extends`` another takes its duties, less those that are ``off``, with ``[[override]]`` and ``[[duty]]``.

A layer states only what differs. What names a duty, a setting or a check that the base does not have is refused, in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from spotcheck.config.consistency import faults_of_clause
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.errors import UserError
from spotcheck.config.toml_positions import KeyPath
from spotcheck.config.validation import Source, suggestion, validate

KEYS = ("off", "override", "duty")  # of catalogue.toml, beside the head
_OWN = ("本地补充", "本地补充事项")  # label and title of clauses that only a layer has
_SWAPS = {"checks": "check", "check": "checks"}


def layered(base: Catalogue, source: Source) -> tuple[list[Clause], list[UserError]]:
    """The clauses of the layer in ``catalogue.toml`` (``source``), and every fault in it."""
    duties = {duty.id: duty for _, duty in base.duties()}
    faults = list(_shapes(source))
    if faults:
        return [], faults
    off: list[str] = source.data.get("off", [])
    for index, name in enumerate(off):
        if name not in duties:
            faults.append(_unknown(source, ("off", index), name, duties))
    seen: set[str] = set()
    for index, data in enumerate(source.data.get("override", [])):
        name = str(data.get("duty", ""))
        if name not in duties:
            faults.append(_unknown(source, ("override", index, "duty"), name, duties))
        elif name in off or name in seen:
            zh, en = f"“{name}”已停用或已改过；请合并为一处", f"'{name}' is switched off or changed already; write it once"
            faults.append(source.fault(("override", index, "duty"), zh=zh, en=en))
        else:
            changed = _overridden(duties[name], data, source, index)
            seen.add(name)
            if isinstance(changed, list):
                faults += changed
            else:
                duties[name] = changed
    clauses = [
        clause.model_copy(update={"duties": tuple(duties[duty.id] for duty in clause.duties if duty.id not in off)})
        for clause in base.clauses
    ]
    own, wrong = _added(source, duties)
    return _joined(clauses, own), faults + wrong


def _shapes(source: Source) -> Iterator[UserError]:
    """The keys of a layer are lists of the right things."""
    for key, kind, zh, en in (
        ("off", str, '编号的数组，如 off = ["A.6"]', 'an array of ids, like off = ["A.6"]'),
        ("override", dict, "一个或几个 [[override]] 表", "[[override]] tables"),
        ("duty", dict, "一个或几个 [[duty]] 表", "[[duty]] tables"),
    ):
        value = source.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, kind) for each in value):
            yield source.fault((key,), zh=f"应为{zh}；请改正", en=f"must be {en}; correct it")


def _overridden(duty: Duty, data: dict[str, Any], source: Source, index: int) -> Duty | list[UserError]:
    """A duty with what the layer says otherwise: keys of the duty, ``[[override.check]]`` for all of its checks, or
    ``[[override.change]]`` for settings of one of them, by its number."""
    told: dict[str, Any] = duty.model_dump(mode="json", exclude_unset=True)
    told |= {_SWAPS.get(key, key): value for key, value in data.items() if key not in ("duty", "change")}
    changes = data.get("change", [])
    for number, change in enumerate(changes if isinstance(changes, list) else []):
        which = change.get("check") if isinstance(change, dict) else None
        if not isinstance(which, int) or not 1 <= which <= len(told["checks"]):
            zh, en = (
                f"请用 check = 1…{len(told['checks'])} 指明改哪一个判定方式",
                f"say which check it changes: check = 1…{len(told['checks'])}",
            )
            return [source.fault(("override", index, "change", number, "check"), zh=zh, en=en)]
        told["checks"][which - 1] |= {key: value for key, value in change.items() if key != "check"}
    built = validate(Duty, told, _under(source, ("override", index)), swaps=_SWAPS)
    if not isinstance(built, list) and built.id != duty.id:
        return [source.fault(("override", index, "id"), zh="不能改编号；请删去", en="the id cannot be changed; remove it")]
    return built


def _added(source: Source, known: dict[str, Duty]) -> tuple[list[Clause], list[UserError]]:
    """The duties that only the layer has, by clause: their ids without the last part."""
    clauses: dict[str, list[Duty]] = {}
    faults: list[UserError] = []
    for index, data in enumerate(source.data.get("duty", [])):
        built = validate(Duty, {_SWAPS.get(key, key): value for key, value in data.items()}, _under(source, ("duty", index)), swaps=_SWAPS)
        if isinstance(built, list):
            faults += built
            continue
        stem = built.id.rpartition(".")[0]
        if built.id in known or any(built.id == each.id for each in clauses.get(stem, [])):
            zh, en = f"编号“{built.id}”已有；修改请用 [[override]]", f"there is a duty '{built.id}'; to change it write [[override]]"
            faults.append(source.fault(("duty", index, "id"), zh=zh, en=en))
        elif not stem:
            zh, en = "编号应含条款号，如 S.1", "the id begins with a clause, like S.1"
            faults.append(source.fault(("duty", index, "id"), zh=zh, en=en))
        else:
            alone = Clause(clause=stem, label="", title="", duties=(built,))
            faults += faults_of_clause(alone, _under(source, ("duty", index), dropped=2), stem)
            clauses.setdefault(stem, []).append(built)
    return [Clause(clause=stem, label=_OWN[0], title=_OWN[1], duties=tuple(duties)) for stem, duties in clauses.items()], faults


def _joined(clauses: Sequence[Clause], own: Sequence[Clause]) -> list[Clause]:
    """The clauses of the base, those of the layer added to them or behind them; one without duties is left out."""
    more = {clause.clause: clause for clause in own}
    found = [
        clause.model_copy(update={"duties": (*clause.duties, *(more.pop(clause.clause).duties if clause.clause in more else ()))})
        for clause in clauses
    ]
    return [clause for clause in (*found, *more.values()) if clause.duties]


def _unknown(source: Source, path: KeyPath, name: str, duties: dict[str, Duty]) -> UserError:
    zh, en = suggestion(name, duties)
    return source.fault(path, zh=f"所基于的目录没有事项“{name}”；{zh}", en=f"the catalogue that it extends has no duty '{name}'; {en}")


def _under(source: Source, stem: KeyPath, dropped: int = 0) -> Source:
    """The file as seen from one of its tables, so that faults name their place in the whole."""
    return replace(source, stem=stem, dropped=dropped)
