"""Figures as lines of text. Computes only shares and intervals of marks that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.accuracy.measures import Mark, macro, wilson

# Which way is good is told by the name: shares of wrong or falsely dated pages should be 0.
AIMS = {
    "published day exact": ">= 99 %",
    "published day wrong, high confidence": "<= 0.5 %",
    "undated page dated, high confidence": "0",
    "title of document": ">= 98 %",
    "page kind": ">= 97 %",
    "entries of a list": ">= 97 %",
    "tables: cells": ">= 95 %",
    "tables: heads": ">= 95 %",
    "tables: caption": ">= 95 %",
    "tables: unit": ">= 95 %",
}


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{share * 100:.1f}"


def line(name: str, marks: Sequence[Mark], aim: str = "") -> str:
    """One measure: macro over hosts, then all pages with their interval."""
    right, n = sum(mark.right for mark in marks), len(marks)
    over, hosts = macro(marks)
    low, high = wilson(right, n)
    interval, counted = f"{percent(low)}-{percent(high)}", f"{right}/{n}"
    return f"{name:50}{percent(over):>8}{hosts:>7}{percent(right / n):>9}{counted:>10}{interval:>13}  {aim}".rstrip()


HEAD = f"{'':50}{'macro %':>8}{'hosts':>7}{'pages %':>9}{'n':>10}{'95 % of n':>13}  aim (macro)"


def measures(found: dict[str, dict[str, list[Mark]]], ours: str) -> list[str]:
    """Every measure, ours first and the others below it. ``found``: by measure, by extractor."""
    lines = [HEAD]
    for measure, by in found.items():
        for name in sorted(by, key=lambda name: name != ours):
            lines.append(
                line(f"{measure}: {name}" if name == ours else f"    {name}", by[name], AIMS.get(measure, "") if name == ours else "")
            )
    return lines


def changed(found: dict[str, dict[str, list[Mark]]], ours: str) -> list[str]:
    """The measures with an aim, and entries: ours, and the best of the others beside it."""
    lines = []
    for measure in AIMS:
        by = found.get(measure, {})
        if ours in by:
            others = [(macro(marks)[0], name) for name, marks in by.items() if name != ours]
            best = max(others, default=None)
            lines.append(f"{line(measure, by[ours])}" + (f"  best other: {percent(best[0])} {best[1]}" if best else ""))
    return lines


def platforms(found: dict[str, dict[str, list[Mark]]], ours: str) -> list[str]:
    """Our measures, a row a platform."""
    lines = [HEAD.replace("aim (macro)", "").rstrip()]
    names = sorted({mark.platform for by in found.values() for mark in by[ours]})
    for platform in names:
        for measure, by in found.items():
            marks = [mark for mark in by[ours] if mark.platform == platform]
            if marks:
                lines.append(line(f"{platform}: {measure}", marks))
    return lines


def section(title: str, lines: Iterable[str]) -> str:
    """Lines under a heading."""
    return "\n".join(("", title, "-" * len(title), *lines))
