"""Blocks of an item as HTML, and changes of spelling that a whole page may go through: case, missing ends, names of classes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape

from benchmarks.shapes.portal import Block, File, Ref, Table

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)(/?)>")
_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.S | re.I)
_NAMES = re.compile(r"""\s(?:class|id)=(["']?)([^"'>\s]*)\1""")
_VOID = {"br", "img", "input", "meta", "link", "hr", "frame", "area", "base"}


def drawn(block: Block, href: Callable[[str], tuple[str, str]]) -> str:
    """A block as HTML; ``href`` gives the address and title of another item."""
    if isinstance(block, str):
        return f"<p>　　{escape(block)}</p>"
    if isinstance(block, File):
        return f"<p>附件：<a href='{block.path}'>{escape(block.label)}</a></p>"
    if isinstance(block, Ref):
        address, title = href(block.item)
        return f"<p>{escape(block.lead)}<a href='{address}'>{escape(title)}</a></p>"
    return _table(block)


def _table(table: Table) -> str:
    caption = f"<p align='center'>{escape(table.caption)}</p>" if table.caption else ""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in ((table.heads, *table.rows) if table.heads else table.rows)
    )
    return f"{caption}<table border='1' cellspacing='0' width='95%'>{rows}</table>"


def outside_scripts(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change, kept away from what scripts hold."""

    def apply(page: str) -> str:
        return "".join(part if number % 2 else change(part) for number, part in enumerate(_SCRIPT.split(page)))

    return apply


def without_names(page: str) -> str:
    """No class, no id."""
    return outside_scripts(lambda part: _NAMES.sub("", part))(page)


def renamed(names: Mapping[str, str], rest: Callable[[str], str] | None = None) -> Callable[[str], str]:
    """Classes and ids called otherwise."""

    def swap(match: re.Match[str]) -> str:
        attribute = match.group(0).split("=")[0]
        name = match.group(2)
        return f"{attribute}='{names.get(name) or (rest(name) if rest else name)}'"

    return outside_scripts(lambda part: _NAMES.sub(swap, part))


def upper_case(page: str) -> str:
    """TAGS and names of attributes in upper case."""

    def shout(match: re.Match[str]) -> str:
        attributes = re.sub(r"(\s)([a-z-]+)=", lambda m: f"{m.group(1)}{m.group(2).upper()}=", match.group(3))
        return f"<{match.group(1)}{match.group(2).upper()}{attributes}{match.group(4)}>"

    return outside_scripts(lambda part: _TAG.sub(shout, part))(page)


def unclosed(page: str) -> str:
    """Ends of items, cells, rows and paragraphs are left out."""
    return outside_scripts(lambda part: re.sub(r"</(li|p|td|tr|th|dd|dt|option|body|html)>", "", part, flags=re.I))(page)


def unquoted(page: str) -> str:
    """Values of attributes without quotes, where they need none."""
    return outside_scripts(lambda part: re.sub(r"""=(["'])([A-Za-z0-9_./:#%-]+)\1""", r"=\2", part))(page)


def xhtml(page: str) -> str:
    """XHTML 1.0 Transitional: a declaration in front, every element closed."""

    def close(match: re.Match[str]) -> str:
        void = match.group(2).lower() in _VOID and not match.group(4)
        return match.group(0)[:-1] + " />" if void else match.group(0)

    page = outside_scripts(lambda part: _TAG.sub(close, part))(page).replace("<!DOCTYPE html>", "")
    page = page.replace("<html>", "<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='zh-CN'>", 1)
    kind = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
    return f"<?xml version='1.0' encoding='utf-8'?>\n{kind}\n{page.lstrip()}"


def relative(page: str, path: str) -> str:
    """Addresses as ../ from where the page stands."""
    folder = posixpath.dirname(path) or "/"

    def bend(match: re.Match[str]) -> str:
        target = match.group(3)
        shorter = posixpath.relpath(target, folder) + ("/" if target.endswith("/") and target != "/" else "")
        return f"{match.group(1)}={match.group(2)}{'./' if shorter == '.' else shorter}{match.group(2)}"

    return re.sub(r"""(href|src)=(["'])(/[^"']*)\2""", bend, page)
