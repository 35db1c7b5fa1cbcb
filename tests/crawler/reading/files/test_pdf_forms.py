"""What a PDF shows beside its pages is read: form fields, forms of Adobe, embedded files. Its cover alone is never believed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.records import Document, DocumentState
from tests.crawler.reading.files import office

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def read(body: bytes) -> Document:
    return read_document(url="http://a.gov.cn/a.pdf", name="a.pdf", body=body)


def form() -> bytes:
    """A ruled form: names printed, values in fields, one box ticked and one not."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(200, 740, "收费项目登记表")
    for n, (name, value) in enumerate([("Name", "HUZHAO"), ("Fee", "160"), ("Year", "2017")]):
        top = 700 - 30 * n
        for x0, x1 in ((100, 200), (200, 400)):
            canvas.rect(x0, top - 30, x1 - x0, 30)
        canvas.drawString(110, top - 20, name)
        canvas.acroForm.textfield(name=f"f{n}", value=value, x=210, y=top - 27, width=180, height=24, borderWidth=0)
    canvas.drawString(110, 580, "A")
    canvas.acroForm.checkbox(name="a", checked=True, x=130, y=575, size=15)
    canvas.drawString(210, 580, "B")
    canvas.acroForm.checkbox(name="b", checked=False, x=230, y=575, size=15)
    canvas.save()
    return file.getvalue()


def test_the_values_of_a_form_stand_in_its_text_and_in_its_table() -> None:
    document = read(form())
    assert document.state is DocumentState.READ
    assert "HUZHAO" in document.text and "160" in document.text
    [table] = document.tables
    assert (table.caption, [table.heads, *table.rows]) == ("收费项目登记表", [("Name", "HUZHAO"), ("Fee", "160"), ("Year", "2017")])
    assert document.text.count("√") == 1


def pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects; the first is the catalogue."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, data in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    at = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{p:010} 00000 n \n".encode() for p in places)
    return bytes(body + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF".encode())


def stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n".encode() + packed + b"\nendstream"


def page_saying(words: str) -> list[bytes]:
    """The objects 2 to 5: a page of Latin words."""
    return [
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream(f"BT /F 12 Tf 72 700 Td ({words}) Tj ET".encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


def portfolio(files: dict[str, bytes], words: str = "For the best experience, open this PDF portfolio in Acrobat") -> bytes:
    """A cover, and the files that it is the cover of."""
    names, objects = [], []
    for n, (name, data) in enumerate(files.items()):
        number = 6 + 2 * n
        title = b"\xfe\xff" + name.encode("utf-16-be")
        names.append(f"<{title.hex()}> {number} 0 R")
        objects.append(f"<< /Type /Filespec /F <{title.hex()}> /UF <{title.hex()}> /EF << /F {number + 1} 0 R >> >>".encode())
        objects.append(stream(data, "/Type /EmbeddedFile "))
    catalogue = f"<< /Type /Catalog /Pages 2 0 R /Collection << /View /T >> /Names << /EmbeddedFiles << /Names [{' '.join(names)}] >> >> >>"
    return pdf([catalogue.encode(), *page_saying(words), *objects])


def test_the_files_of_a_portfolio_are_read_behind_its_cover() -> None:
    document = read(portfolio({"预算.xlsx": office.xlsx(), "说明.txt": "职责说明".encode()}))
    assert document.state is DocumentState.READ
    assert "预算.xlsx" in document.text and "职责说明" in document.text
    assert document.tables[0].caption == office.CAPTION


def test_a_portfolio_with_a_file_that_cannot_be_read_does_not_count_as_read() -> None:
    document = read(portfolio({"预算.xlsx": office.locked_xlsx("secret")}))
    assert (document.state, document.detail) == (DocumentState.ENCRYPTED, "预算.xlsx: password")


def test_a_technical_file_beside_a_text_that_says_something_does_not_matter() -> None:
    words = "This is a report of many words that stands by itself. " * 20
    document = read(portfolio({"job.bin": bytes(range(1, 200)), "data.xml": b"<?xml version='1.0'?><a/>"}, words))
    assert document.state is DocumentState.READ


def test_a_form_that_only_adobe_draws_is_read_from_its_template_and_data() -> None:
    template = (
        '<template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><subform name="f">'
        "<draw><value><text>收费项目登记表</text></value></draw>"
        '<field name="item"><caption><value><text>项目名称</text></value></caption></field></subform></template>'
    )
    data = (
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><f><item>护照费</item></f></xfa:data></xfa:datasets>'
    )
    catalogue = (
        b"<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 6 0 R (datasets) 7 0 R] >> >>"
    )
    words = page_saying("Please wait... If this message is not eventually replaced, your PDF viewer cannot display this document")
    document = read(pdf([catalogue, *words, stream(template.encode()), stream(data.encode())]))
    assert document.state is DocumentState.READ
    assert document.text == "收费项目登记表\n项目名称\nitem：护照费"


def test_such_a_form_that_says_nothing_is_unsupported() -> None:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 6 0 R] >> >>"
    document = read(pdf([catalogue, *page_saying("Please wait..."), stream(b"<template/>")]))
    assert (document.state, document.text) == (DocumentState.UNSUPPORTED, "")
