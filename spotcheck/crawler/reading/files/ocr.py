"""The words of scans, by optical recognition (the extra ``ocr``).

What it reads may satisfy a rule and never breaks one: the scan stays a scan.
"""

from __future__ import annotations

import io
import logging
import threading
from functools import cache
from typing import Any

import pypdfium2 as pdfium

from spotcheck.config.errors import UserError
from spotcheck.crawler.reading.files.pdf import LOCK

_PAGES_AT_MOST = 30  # pages of one document
_SCALE = 2.0  # 144 dots an inch: enough for the print of office documents
_SURE = 0.6  # confidence below which a line is left out
_ONE = threading.Lock()


def require() -> None:
    """Raises UserError where the extra is missing, before any work begins."""
    try:
        import rapidocr  # noqa: F401
    except ImportError:
        raise UserError(
            zh="--ocr：缺少文字识别组件；请运行 pip install 'spotcheck[ocr]'",
            en="--ocr: the extra is missing; pip install 'spotcheck[ocr]'",
        ) from None


def recognise(body: bytes, kind: str) -> str:
    """The lines of a pdf or a picture, top to bottom; "" where none can be told. Takes seconds a page."""
    lines: list[str] = []
    for picture in _pdf(body) if kind == "pdf" else _picture(body):
        with _ONE:
            found = _engine()(picture)
        texts, scores = found.txts or (), found.scores or ()
        lines += [text for text, score in zip(texts, scores, strict=True) if score >= _SURE]
    return "\n".join(lines)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.WARNING)
    return RapidOCR()


def _pdf(body: bytes) -> list[Any]:
    with LOCK:
        document = pdfium.PdfDocument(body)
        try:
            return [document[number].render(scale=_SCALE).to_numpy() for number in range(min(len(document), _PAGES_AT_MOST))]
        finally:
            document.close()


def _picture(body: bytes) -> list[Any]:
    import numpy
    from PIL import Image

    with Image.open(io.BytesIO(body)) as picture:
        return [numpy.asarray(picture.convert("RGB"))]
