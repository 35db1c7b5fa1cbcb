"""The small markup of the demonstration texts, turned into HTML. One block a paragraph; nothing is nested.

``# text`` heading, ``= text`` title of a table, ``> text`` signature, ``| a | b |`` rows of a table (the first row is its head),
``- text`` item, ``[text](target)`` link and ``![alt](target)`` image; targets go through ``resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")
Resolve = Callable[[str], str]


def to_html(text: str, resolve: Resolve) -> str:
    """HTML of ``text``. ``resolve`` turns a target (``@article``, ``#column``, ``!file`` or an address) into an href."""
    out: list[str] = []
    table: list[list[str]] = []
    for line in [*text.strip().splitlines(), ""]:
        line = line.strip()
        if line.startswith("|"):
            table.append([_inline(cell.strip(), resolve) for cell in line.strip("|").split("|")])
            continue
        if table:
            out.append(_table(table))
            table = []
        if line:
            out.append(_block(line, resolve))
    return "\n".join(out)


def _block(line: str, resolve: Resolve) -> str:
    mark, _, rest = line.partition(" ")
    match mark:
        case "#":
            return f"<p><strong>{_inline(rest, resolve)}</strong></p>"
        case "=":
            return f'<p style="text-align:center"><b>{_inline(rest, resolve)}</b></p>'
        case ">":
            return f'<p style="text-align:right">{_inline(rest, resolve)}</p>'
        case "-":
            return f'<p class="item">{_inline(rest, resolve)}</p>'
    return f'<p style="text-indent:2em">{_inline(line, resolve)}</p>'


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    lines = [f"<tr>{cells}</tr>", *("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)]
    return '<table class="bg" border="1" cellspacing="0" cellpadding="4">\n' + "\n".join(lines) + "\n</table>"


def _inline(text: str, resolve: Resolve) -> str:
    out, at = [], 0
    for match in _LINK.finditer(text):
        out.append(escape(text[at : match.start()], quote=False))
        image, words, target = match.groups()
        href = escape(resolve(target))
        out.append(f'<img src="{href}" alt="{escape(words)}">' if image else f'<a href="{href}">{escape(words, quote=False)}</a>')
        at = match.end()
    return "".join(out) + escape(text[at:], quote=False)
