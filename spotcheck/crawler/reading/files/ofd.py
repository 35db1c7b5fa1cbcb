"""OFD, the national format of laid-out documents (GB/T 33190): the words of its pages. Its tables are lines, and are not rebuilt."""

from __future__ import annotations

import re
from itertools import groupby

from spotcheck.crawler.reading.files.content import Content, local, package, part, tidy, xml
from spotcheck.crawler.records import DocumentState

_PAGE = re.compile(r"(?:^|/)Page_?(\d+)/Content\.xml$", re.IGNORECASE)
_LINE = 2.0  # millimetres by which words of one line may differ in height


def read_ofd(body: bytes) -> Content:
    """Text by lines. SCAN when its pages hold no words."""
    texts = []
    with package(body) as opened:
        pages = sorted((int(found[1]), name) for name in opened.namelist() if (found := _PAGE.search(name)))
        for _, name in pages:
            words = []
            for element in xml(part(opened, name)).iter():
                if local(element) == "TextObject":
                    x, y = (*map(float, (element.get("Boundary") or "0 0").split()[:2]), 0.0, 0.0)[:2]
                    words.append((round(y / _LINE), x, "".join(code.text or "" for code in element.iter() if local(code) == "TextCode")))
            texts += [" ".join(word for *_, word in line) for _, line in groupby(sorted(words), key=lambda word: word[0])]
    text = tidy("\n".join(texts))
    if not text:
        return Content(pages=len(pages), state=DocumentState.SCAN, detail=f"image_pages: {len(pages)} of {len(pages)}")
    return Content(text=text, pages=len(pages))
