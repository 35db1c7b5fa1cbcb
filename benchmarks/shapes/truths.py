"""What is true of the two portals: by the benchmark's own catalogue exactly, by zhejiang-2017 as far as a reader of its source can say."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.shapes.faults import FAULTS

STATES = ("lawful", "faulty")
OWN, LAW = "shapes", "zhejiang-2017"

# Duties of the work points that the lawful portal plainly meets, and those that a planted fault breaks. Set before the first run.
_MET = frozenset({"2.1.3", "2.1.11", "2.1.12", "6.1.5", "6.1.6", "6.2.1", "6.3.5", "6.4.1", "7.0.1"})
_BROKEN = frozenset({"2.1.12", "6.2.1", "7.0.1"})
# What the portal shows something of, and one reader may hold for enough and another not.
_OPEN = frozenset({"1.1.1", "1.1.2", "1.1.3", "1.2.1", "2.1.1", "2.1.4", "2.4.5", "2.4.6", "2.4.7", "4.2.8", "6.1.2", "6.3.6", "6.4.2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The verdict that is right (for the law only what it must not be: ``met`` no fail, ``missing`` no pass)."""

    verdict: str  # pass, fail; met, missing, open
    defect: str = ""
    missing: tuple[str, ...] = ()  # fields, tables or periods; empty where the defect says all


def own_truth(state: str, duty: str) -> Truth:
    """By the own catalogue."""
    fault = next((each for each in FAULTS if each.duty == duty), None) if state == "faulty" else None
    return Truth(verdict="fail", defect=fault.defect, missing=fault.missing) if fault else Truth(verdict="pass")


def law_truth(state: str, duty: str) -> Truth:
    """By zhejiang-2017: the portal holds nothing on duties that stand in no list here."""
    if duty in _OPEN:
        return Truth(verdict="open")
    met = duty in _MET and not (state == "faulty" and duty in _BROKEN)
    return Truth(verdict="met" if met else "missing")
