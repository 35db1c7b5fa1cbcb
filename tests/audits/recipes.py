"""The cases of a duty as data: its own, those made of its [met] site, and the standard ones. Builds no site; judges nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILES = sorted((HERE / "cases").glob("*.toml"))
NATIONAL = sorted((HERE / "cases-national").glob("*.toml"))  # each names its catalogue
STANDARD: dict[str, dict[str, Any]] = tomllib.loads((HERE / "standard.toml").read_text("utf-8"))
_OWN = ("case", "met", "standard")
_SITE = ("columns", "articles", "unread", "away", "pages")
NEWS = "工作动态"


def cases_of(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of one file, complete: each can be built by itself. ``also``: other duties that must answer them alike."""
    data = tomllib.loads(path.read_text("utf-8"))
    for other in data.pop("also", []):
        yield from _cases_of({**data, **other})
    yield from _cases_of(data)


def _cases_of(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    common = {name: value for name, value in data.items() if name not in _OWN}
    met = data.get("met")
    for case in data.get("case", []):
        yield {**common, **(_upon(met, case) if case.get("met") else case)}
    if met is None:
        return
    chosen = data.get("standard", {})
    for key, standard in STANDARD.items():
        own = chosen.get(key, {})
        if key == "dead_columns" and not own:  # where a person judges blank columns, a person judges dead ones
            blank = chosen.get("blank", {})
            own = blank if blank is False or blank.get("expect", blank).get("verdict") == "manual" else {}
        if own is False:
            continue
        yield {**common, **_standard(met, standard), **(own if "expect" in own else {"expect": own} if own else {})}


def _standard(met: dict[str, Any], standard: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in standard.items() if name not in ("from", "outcome")}
    around = {name: value for name, value in met.items() if name not in _SITE}
    if standard["from"] == "all":
        return {**met, **rest}
    if standard["from"] == "nothing":
        return {**around, "columns": [NEWS], **rest}
    columns = [dict(name=each) if isinstance(each, str) else dict(each) for each in met.get("columns", [])]
    known = {column["name"] for column in columns}
    for article in met.get("articles", []):
        name = article.get("column")
        if name and name not in known:
            known.add(name)
            columns.append({"name": name})
    kept = ("name", "under", "area", "children")
    columns = [{key: value for key, value in column.items() if key in kept} for column in columns]
    if "outcome" in standard:
        columns = [{**column, "outcome": standard["outcome"]} for column in columns]
    return {**around, "columns": [*columns, NEWS], **rest}


def _upon(met: dict[str, Any] | None, case: dict[str, Any]) -> dict[str, Any]:
    """A case made of the met site: ``without`` drops articles, ``change`` sets keys of articles by title, lists of the case are added."""
    assert met is not None, "met = true needs a [met] site"
    dropped, changed = set(case.get("without", [])), case.get("change", {})
    articles = [{**article, **changed.get(article["title"], {})} for article in met.get("articles", []) if article["title"] not in dropped]
    unused = (dropped | set(changed)) - {article["title"] for article in met.get("articles", [])}
    assert not unused, f"no such article in [met]: {unused}"
    made = {**met, **{name: value for name, value in case.items() if name not in ("met", "without", "change")}}
    made["articles"] = [*articles, *case.get("articles", [])]
    for name in ("columns", "unread", "away", "pages", "register"):
        made[name] = [*met.get(name, []), *case.get(name, [])]
    return made
