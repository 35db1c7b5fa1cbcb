"""How a report is printed: its rules, where its caption and unit stand, its fonts, its pages. Drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

RULES = ("grid", "grid", "grid", "none", "none", "three", "rows", "open", "thick", "shaded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """``rules``: grid, none, three (三线表), rows (lines below each row), open (no lines at the sides), thick, shaded (grid on grey heads).

    ``title``: above, inside (a merged row of the table). ``unit``: right (a line of its own), beside (on the line of the maker),
    caption (on the line of the caption), inside. ``again``: heads are repeated on each page.
    """

    rules: str
    title: str = "above"
    unit: str = "right"
    spaced: bool = False  # a caption with spaces between its letters
    digits: bool = False  # numbers in a font of their own
    again: bool = True
    running: str = ""  # a line on top of each page
    folio: bool = True  # numbers of pages
    paragraphs: bool = False  # text before the table
    frame: bool = False  # a line around the page
    paper: bool = False  # the page is painted white first
    turned: bool = False  # a page that lies on its side by its /Rotate
    size: float = 9.0


def shape(chance: random.Random, *, long: bool, number: bool) -> Shape:
    """One at random."""
    rules = chance.choice(RULES)
    title = "inside" if rules in ("grid", "thick", "shaded") and chance.random() < 0.15 else "above"
    unit = chance.choice(("right", "right", "beside", "caption")) if title == "above" else "inside"
    return Shape(
        rules=rules,
        title=title,
        unit=unit if number or unit != "beside" else "right",
        spaced=chance.random() < 0.2,
        digits=chance.random() < 0.4,
        again=not long or chance.random() < 0.5,
        running="清河县财政局2016年度部门决算公开" if chance.random() < 0.3 else "",
        folio=chance.random() < 0.7,
        paragraphs=chance.random() < 0.3,
        frame=chance.random() < 0.1,
        paper=chance.random() < 0.25,
        turned=chance.random() < 0.2,
        size=chance.choice((8.0, 9.0, 10.5)),
    )
