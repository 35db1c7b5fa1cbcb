"""What a page holds and a visitor does not see: small parts hidden by their own style.

Refuses whole blocks: tabs and pages that unfold by script are hidden too, until they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spotcheck.crawler.reading.markup import Element, Markup, serialised, whole_text

_HIDDEN_AT_MOST = 500  # hidden elements looked at; a page with more is made to be slow
_SMALL = 200  # characters of text up to which a hidden part is no panel that a visitor opens
_STYLED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(element: Element) -> bool:
    """Whether an element, or one round it that is small as well, is hidden by its own style."""
    return any(_hides(each) and len(whole_text(each)) <= _SMALL for each in (element, *element.iterancestors()))


def hidden_parts(markup: Markup, block: Element | None) -> list[str]:
    """The serialised small hidden parts that hold a digit or a mark, outside the main text and outermost only."""
    source = markup.source
    styled = [markup.body, *markup.having("style", "hidden")]
    candidates = [e for e in styled if "none" in (e.get("style") or "")] if "none" in source else []
    if "visibility" in source or " hidden" in source:
        candidates += [e for e in styled if "visibility" in (e.get("style") or "") or e.get("hidden") is not None]
    found: list[Element] = []
    for element in candidates[:_HIDDEN_AT_MOST]:
        if element is block or not _hides(element):
            continue
        text = whole_text(element)
        if len(text) <= _SMALL and _tells(text) and not any(up in found for up in element.iterancestors()):
            found.append(element)
    return [serialised(element) for element in found]


def without(hidden: Sequence[str], parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """The page above its text, below it, and whole, with the hidden parts cut out of what stands round the text."""
    above, inner, below = parts
    for part in hidden:
        above, below = above.replace(part, "\n"), below.replace(part, "\n")
    return above, below, "\n".join((above, inner, below))


def _hides(element: Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _STYLED.search(style))


def _tells(text: str) -> bool:
    return any(char.isdigit() for char in text) or "废" in text or "失效" in text or "有效" in text
