"""Cases by the kind of judgement that they show: those of the catalogues, and the kinds' own (cases/<kind>.toml). Judges nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spotcheck.audits.engine import asked
from spotcheck.config.catalogue import list_catalogues, load_catalogue
from spotcheck.config.models import Function, Level
from spotcheck.jobs.rule_cases.case_expansion import load_cases

HERE = Path(__file__).parent / "cases"


def own_cases(folder: Path = HERE) -> Iterator[dict[str, Any]]:
    """The kinds' own cases, each with the ``check`` that it is judged by."""
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for case in data.pop("case"):
            yield {**data, **case}


def catalogue_cases() -> Iterator[tuple[str, str, str, Level, list[Function]]]:
    """Every case of the shipped catalogues: catalogue, duty, expected verdict, and whom it asks."""
    for name in list_catalogues():
        for case in load_cases(name, load_catalogue(name)):
            yield name, case.duty, case.expect.verdict.value, case.site.level or Level.COUNTY, sorted(case.site.functions)


@cache
def verdicts_shown() -> dict[str, set[str]]:
    """The verdicts that cases expect of each kind, where no other kind has a part in the answer."""
    shown: dict[str, set[str]] = {}
    duties = {(name, duty.id): duty for name in list_catalogues() for _, duty in load_catalogue(name).duties()}
    for catalogue, id, verdict, level, functions in catalogue_cases():
        kinds = {check.kind for check in asked(duties[catalogue, id], level, functions)}
        if len(kinds) == 1:
            shown.setdefault(kinds.pop(), set()).add(verdict)
    for case in own_cases():
        shown.setdefault(case["check"]["kind"], set()).add(case["expect"]["verdict"])
    return shown
