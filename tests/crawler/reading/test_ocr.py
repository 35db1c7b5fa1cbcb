"""Scans and the extra ``ocr``: what is recognised can satisfy a rule, and the scan stays a scan."""

import importlib.util
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from spotcheck.config.errors import UserError
from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.reading.files import ocr
from spotcheck.crawler.records import DocumentState

HERE = importlib.util.find_spec("rapidocr") is not None


def scan(words):
    """A pdf whose only page is a picture of words."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(picture).text((40, 100), words, font=ImageFont.load_default(48), fill=0)
    png, out = BytesIO(), BytesIO()
    picture.save(png, "PNG")
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(BytesIO(png.getvalue())), 50, 500, 500, 166)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_without_being_asked_a_scan_has_no_words():
    document = read_document(url="http://a.example/x.pdf", name="x.pdf", body=scan("BUDGET 2017"))
    assert (document.state, document.text) == (DocumentState.SCAN, "")


@pytest.mark.skipif(not HERE, reason="the extra ocr is not installed")
def test_the_words_of_a_scan_are_recognised_and_it_stays_a_scan():
    document = read_document(url="http://a.example/x.pdf", name="x.pdf", body=scan("BUDGET 2017"), ocr=True)
    assert document.state is DocumentState.SCAN
    assert "BUDGET 2017" in document.text


@pytest.mark.skipif(HERE, reason="the extra ocr is installed")
def test_asking_for_it_without_the_extra_says_how_to_install_it():
    with pytest.raises(UserError, match=r"spotcheck\[ocr\]"):
        ocr.require()
