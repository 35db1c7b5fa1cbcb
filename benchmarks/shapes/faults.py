"""The planted faults: each changes the lawful portal in one way and makes one duty of each catalogue fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.shapes.contents import lawful, record, totals
from benchmarks.shapes.portal import Portal, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, which duty of the own catalogue says so, by which defect, and what is missing: fields, tables or periods."""

    duty: str
    defect: str
    missing: tuple[str, ...] = ()
    plant: Callable[[Portal], Portal]


def faulty() -> Portal:
    """The portal with every fault."""
    portal = lawful()
    for fault in FAULTS:
        portal = fault.plant(portal)
    return portal


def _empty_column(portal: Portal) -> Portal:
    return portal.with_column("hzgs", lambda column: replace(column, items=()))


def _budget_without_a_table(portal: Portal) -> Portal:
    text = "部门职责：负责县政府日常工作的综合协调，承办县政府会议和文件。人员编制四十二名。2017年收支预算情况见下表。"
    return portal.with_item("ys2017", blocks=(text, totals()))


def _dead_attachment(portal: Portal) -> Portal:
    return replace(portal, files={path: held for path, held in portal.files.items() if path != "/files/js2016.xlsx"})


def _missing_month(portal: Portal) -> Portal:
    return portal.with_column("czsz", lambda column: replace(column, items=tuple(i for i in column.items if i.key != "sz201704")))


def _old_gazette(portal: Portal) -> Portal:
    days = {"gb6": date(2017, 3, 20), "gb5": date(2017, 1, 12), "gb4": date(2016, 11, 14), "gb3": date(2016, 9, 12)}
    titles = {"gb6": "2017年第1期", "gb5": "2016年第6期", "gb4": "2016年第5期", "gb3": "2016年第4期"}
    for key, day in days.items():
        portal = portal.with_item(key, day=day, title=f"{portal.body}公报{titles[key]}")
    return portal


def _fees_without_a_head(portal: Portal) -> Portal:
    item, _ = portal.home_of("sf1")
    (table,) = item.blocks
    assert isinstance(table, Table)
    kept = [n for n, head in enumerate(table.heads) if head != "政策依据"]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    return portal.with_item("sf1", blocks=(replace(table, heads=tuple(table.heads[n] for n in kept), rows=rows),))


def _powers_without_their_ground(portal: Portal) -> Portal:
    for key in ("ql1", "ql2", "ql3"):
        item, _ = portal.home_of(key)
        table = record(item.title.partition("：")[2])
        kept = tuple(row for row in table.rows if row[0] != "实施依据")
        portal = portal.with_item(key, blocks=(replace(table, rows=kept),))
    return portal


def _unmarked(portal: Portal) -> Portal:
    return portal.with_item("wj1", title="云浦县城区犬类管理办法")


def _unlinked(portal: Portal) -> Portal:
    for key in ("wj5", "jd1"):
        item, _ = portal.home_of(key)
        portal = portal.with_item(key, blocks=tuple(block for block in item.blocks if isinstance(block, str)))
    return portal


def _late_plan(portal: Portal) -> Portal:
    return portal.with_item("wj2", day=date(2017, 7, 20))


def _no_report(portal: Portal) -> Portal:
    return portal.without("xxnb")


def _in_order(portal: Portal) -> Portal:
    """Lists stay newest first; what has no day stays last."""

    def sort(portal: Portal, key: str) -> Portal:
        return portal.with_column(key, lambda c: replace(c, items=tuple(sorted(c.items, key=lambda i: i.day or date.min, reverse=True))))

    for key in ("gfxwj", "zfgb"):
        portal = sort(portal, key)
    return portal


FAULTS = (
    Fault(duty="1.1.2", defect="blank", plant=_empty_column),
    Fault(duty="1.1.5", defect="incomplete", missing=("三公经费",), plant=_budget_without_a_table),
    Fault(duty="1.1.6", defect="broken", plant=_dead_attachment),
    Fault(duty="1.1.7", defect="gap", missing=("2017-04",), plant=_missing_month),
    Fault(duty="1.1.8", defect="stale", plant=_old_gazette),
    Fault(duty="1.1.9", defect="incomplete", missing=("政策依据",), plant=_fees_without_a_head),
    Fault(duty="1.1.10", defect="incomplete", missing=("实施依据",), plant=_powers_without_their_ground),
    Fault(duty="1.1.11", defect="unmarked", plant=_unmarked),
    Fault(duty="1.1.12", defect="unlinked", plant=_unlinked),
    Fault(duty="1.1.13", defect="late", plant=lambda portal: _in_order(_late_plan(portal))),
    Fault(duty="1.1.14", defect="absent", missing=("2016",), plant=_no_report),
)
