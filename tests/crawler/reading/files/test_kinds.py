"""Files are known by their bytes, whatever they are called; what nobody knows is unsupported, and never read as text."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path

import pytest

from spotcheck.crawler.reading.documents import is_document_url, read_document, sniff
from spotcheck.crawler.records import Document, DocumentState
from tests.crawler.reading.files import office

NOTICE = "关于公布清河县行政事业性收费目录的通知\n各单位：现将目录公布如下，请遵照执行。\n"


def read(body: bytes, name: str = "附件") -> Document:
    return read_document(url="http://a.gov.cn/download?id=1", name=name, body=body)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (office.mht_of_chrome, "mht"),
        (office.mht_of_word, "mht"),
        (office.word_2003_xml, "wordml"),
        (office.flat_docx, "flatopc"),
        (office.docx_with_another_main_part, "docx"),
        (office.excel_2003_xml, "xmlss"),
        (office.odt, "odt"),
        (office.flat_odt, "flatodf"),
        (office.ods, "ods"),
        (office.rtf, "rtf"),
        (office.pptx, "pptx"),
        (office.xlsx, "xlsx"),
        (office.xlsm, "xlsx"),
        (office.xls, "xls"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_each_kind_gives_its_text_and_its_table_with_caption_heads_and_unit(made, kind: str) -> None:
    document = read(made())
    assert (document.format, document.state, document.detail) == (kind, DocumentState.READ, "")
    [table] = document.tables
    assert (table.caption, table.heads, table.rows, table.notes) == (office.CAPTION, office.HEADS, office.ROWS, (office.UNIT,))
    assert office.CAPTION in document.text and "项目支出" in document.text


@pytest.mark.parametrize("made", [office.word_2003_xml, office.odt, office.rtf, office.excel_2003_xml, office.ods, office.pptx])
def test_what_is_struck_out_hidden_or_a_remark_is_not_published(made) -> None:
    text = read(made()).text
    assert not any(word in text for word in ("作废", "批注", "内部", "备注"))


def test_slides_are_read_in_the_order_shown() -> None:
    document = read(office.pptx())
    assert document.pages == 2
    assert document.text.index(office.INTRODUCTION) < document.text.index(office.CAPTION)


def test_old_slides_say_what_the_last_save_left() -> None:
    document = read(office.ppt(), "汇报.dps")
    assert (document.format, document.state, document.pages) == ("ppt", DocumentState.READ, 2)
    assert document.text == f"第一页的标题\n{office.INTRODUCTION}\n{office.CAPTION}\n{office.UNIT}\n教育10元"


def test_a_binary_workbook_is_read() -> None:
    document = read(office.xlsb())
    assert (document.format, document.state) == ("xlsb", DocumentState.READ)
    [table] = document.tables
    assert (table.caption, table.heads, table.rows) == (office.CAPTION, ("项目", "基本支出", "项目支出"), office.ROWS)


def test_what_wps_writes_is_what_it_is_inside() -> None:
    text = (Path(__file__).parent.parent / "fee_list.doc").read_bytes()
    assert (read(text, "清单.wps").format, read(text, "清单.wps").state) == ("doc", DocumentState.READ)
    assert (read(office.xls(), "清单.et").format, read(office.xls(), "清单.et").state) == ("xls", DocumentState.READ)


def test_a_workbook_with_another_document_inside_it_is_still_a_workbook() -> None:
    body = office.xls()
    assert sniff(body + "WordDocument\0".encode("utf-16-le")) == "xls"


@pytest.mark.parametrize("made", [office.locked_xlsx, office.locked_xls])
def test_a_workbook_under_excels_own_password_opens_and_one_under_another_is_encrypted(made) -> None:
    document = read(made("VelvetSweatshop"))
    assert (document.format, document.state) == (made.__name__.removeprefix("locked_"), DocumentState.READ)
    assert (document.tables[0].caption, document.tables[0].rows) == (office.CAPTION, office.ROWS)
    locked = read(made("secret"))
    assert (locked.state, locked.detail, locked.text) == (DocumentState.ENCRYPTED, "password", "")


def test_an_opendocument_text_under_a_password_is_encrypted() -> None:
    assert read(office.odt_under_a_password()).state is DocumentState.ENCRYPTED


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'<?xml version="1.0"?><records><record>' + NOTICE.encode() + b"</record></records>", id="xml of a strange kind"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><text>' + NOTICE.encode() + b"</text></svg>", id="a drawing"),
        pytest.param(json.dumps({"title": NOTICE, "rows": [1, 2]}, ensure_ascii=False).encode(), id="json"),
        pytest.param(base64.encodebytes(bytes(range(256)) * 20), id="base64"),
        pytest.param(binascii.hexlify(bytes(range(256)) * 20), id="hexadecimal"),
        pytest.param(b"begin 644 a.doc\n" + b"M" + b"9" * 60 + b"\nend\n", id="uuencode"),
        pytest.param(b"%!PS-Adobe-3.0\n%%Title: x\n(words) show\n", id="postscript"),
        pytest.param(b"\x1f\x8b\x08\0" + bytes(60), id="gzip"),
        pytest.param(bytes((n * 7919 + n // 7 * 31) % 255 + 1 for n in range(3000)), id="bytes that are no text in any encoding"),
        pytest.param(office.ole({"CONTENTS": b"a document of Works"}), id="a compound file of a strange kind"),
        pytest.param(b"From: a\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nabc", id="a message without a page"),
        pytest.param(b"{\\rtf1\\ansi {\\*\\objdata 0102}{\\bin4 abcd}}", id="rich text of a strange kind"),
    ],
)
@pytest.mark.parametrize("name", ["附件", "目录.doc", "目录.txt", "目录.csv"])
def test_a_container_that_nobody_knows_is_unsupported_and_never_text(body: bytes, name: str) -> None:
    document = read(body, name)
    assert (document.state, document.text, document.tables) == (DocumentState.UNSUPPORTED, "", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_text(encoding: str) -> None:
    document = read(NOTICE.encode(encoding))
    assert (document.format, document.state) == ("txt", DocumentState.READ)
    assert document.text == NOTICE.strip()


def test_a_page_that_office_saved_is_a_page_whatever_namespaces_it_names() -> None:
    spaces = 'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    for begin in ("", '<?xml version="1.0"?>', "<!-- saved -->\n", "<!DOCTYPE html>\n"):
        assert sniff(f"{begin}<html {spaces}><body><table><tr><td>1</td></tr></table></body></html>".encode()) == "html"


def test_a_package_with_a_folder_called_word_is_a_package() -> None:
    document = read(office.zipped({"word/通知.txt": NOTICE}))
    assert (document.format, document.state) == ("zip", DocumentState.READ)
    assert "各单位" in document.text


def test_files_of_every_kind_inside_a_package_are_read() -> None:
    body = office.zipped({"一.rtf": office.rtf(), "二.mht": office.mht_of_word(), "三.ods": office.ods()})
    document = read(body)
    assert document.state is DocumentState.READ
    assert [table.caption for table in document.tables] == [office.CAPTION] * 3


@pytest.mark.parametrize("name", ["a.docm", "a.xlsb", "a.xlsm", "a.odt", "a.ods", "a.mht", "a.mhtml", "a.fodt"])
def test_their_addresses_are_those_of_documents(name: str) -> None:
    assert is_document_url(f"http://a.gov.cn/{name}")
