"""The rooms of the package as the import contracts order them, each in the words of its own docstring. Knows no room by name."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def room_map() -> str:
    """The diagram, the table of rooms and of the rooms in them, and the contracts, as Markdown."""
    contracts: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    order = [names for contract in contracts if contract["type"] == "layers" for names in [_names(contract["layers"])]]
    layers = next((each for each in order if len(each) == max(map(len, order))), [])
    aside = [room for room in _rooms() if room not in {name for layer in layers for name in layer}]
    width = max(map(len, [", ".join(layer) for layer in layers] + aside))
    lines = ["```"]
    for number, layer in enumerate(layers):
        lines.append(f"{', '.join(layer):<{width}}  {'; '.join(_told(room)[0] for room in layer).replace('``', '')}")
        lines += [f"{'│':>3}"] if number + 1 < len(layers) else []
    lines += ["```", "", "A room may import every room below it, and none above it.", ""]
    lines += ["| room | what it is for | what it refuses | may import |", "|---|---|---|---|"]
    below = [name for layer in layers for name in layer]
    for layer in layers:
        below = below[len(layer) :]
        lines += [_row(room, ", ".join(f"`{name}`" for name in below) or "no other room") for room in layer]
    lines += [_row(room, _allowed(room, contracts, below=[name for layer in layers for name in layer])) for room in aside]
    lines += ["", "Rooms within rooms:", "", "| room | what it is for |", "|---|---|"]
    lines += [f"| [`{name}`](../spotcheck/{name}) | {_plain(_docstring(name)[0])} |" for name in _inner()]
    lines += ["", "`lint-imports` checks, on every run of CI:", ""]
    lines += [f"- {contract['name']}" for contract in contracts]
    return "\n".join(lines) + "\n"


def _rooms() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "spotcheck").glob("*/__init__.py"))


def _inner() -> Iterator[str]:
    for path in sorted((ROOT / "spotcheck").rglob("__init__.py")):
        name = path.parent.relative_to(ROOT / "spotcheck")
        if len(name.parts) > 1:
            yield name.as_posix()


def _names(layers: list[Any]) -> list[list[str]]:
    """The rooms of each layer; one layer may hold several, as ``a | b`` or ``a : b``."""
    return [[part.strip().removeprefix("spotcheck.") for part in str(layer).replace("|", ":").split(":")] for layer in layers]


def _told(room: str) -> tuple[str, str]:
    """What a room is for, and what it refuses: the first two paragraphs of its docstring, or the first sentence and the rest."""
    first, second = _docstring(room)
    if not second:
        first, _, second = first.partition(". ")
    return first.rstrip("."), second


def _docstring(room: str) -> tuple[str, str]:
    """The first two paragraphs of a room's docstring, each in one line."""
    path = ROOT / "spotcheck" / room
    text = ast.get_docstring(ast.parse((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8"))) or ""
    first, second, *_ = [*(" ".join(part.split()) for part in text.split("\n\n")), ""]
    return first, second


def _row(room: str, may: str) -> str:
    what, refuses = _told(room)
    if not (what and refuses):
        raise ValueError(f"spotcheck/{room}: its docstring must say in its first paragraph what it is for, in its second what it refuses")
    path = room if (ROOT / "spotcheck" / room).is_dir() else f"{room}.py"
    return f"| [`{room}`](../spotcheck/{path}) | {_plain(what)} | {_plain(refuses)} | {may} |"


def _allowed(room: str, contracts: list[dict[str, Any]], below: list[str]) -> str:
    """The rooms that no contract forbids to a room outside the order."""
    forbidden = {
        name.removeprefix("spotcheck.")
        for contract in contracts
        if contract["type"] == "forbidden" and f"spotcheck.{room}" in contract["source_modules"]
        for name in contract["forbidden_modules"]
    }
    return ", ".join(f"`{name}`" for name in below if name not in forbidden) or "no other room"


def _plain(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")
