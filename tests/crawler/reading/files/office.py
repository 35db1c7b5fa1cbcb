"""Small real files of many kinds, all with the same content: a line, a caption, a unit, and a table of two heads in a row and two rows."""

from __future__ import annotations

import base64
import hashlib
import io
import quopri
import struct
import zipfile
from collections.abc import Mapping, Sequence

import msoffcrypto.format.ooxml
import openpyxl
import xlwt

INTRODUCTION = "为规范收费，现公布如下。"
CAPTION = "清河县行政事业性收费目录"
UNIT = "单位：元"
GRID = (("项目", "支出", ""), ("", "基本支出", "项目支出"), ("教育", "10", "20"), ("卫生", "30", "40"))
HEADS = ("项目", "支出/基本支出", "支出/项目支出")
ROWS = (("教育", "10", "20"), ("卫生", "30", "40"))
SHEET_NAME = "清单"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A package; a member called mimetype is stored as it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def page() -> str:
    """The content as a page."""
    rows = "<tr><th rowspan=2>项目</th><th colspan=2>支出</th></tr><tr><th>基本支出</th><th>项目支出</th></tr>"
    rows += "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    lines = "".join(f"<p>{line}</p>" for line in (INTRODUCTION, CAPTION, UNIT))
    return f"<html><head><title>x</title></head><body>{lines}<table border=1>{rows}</table></body></html>"


def mht_of_chrome() -> bytes:
    """As Chrome saves a page: quoted-printable utf-8, styles in a part of their own."""
    page_part = quopri.encodestring(page().encode()).decode().replace("\n", "\r\n")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.gov.cn/1.html\r\nSubject: =?utf-8?Q?=E7=9B=AE=E5=BD=95?=\r\n"
        'Date: Thu, 1 Jun 2017 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n------MultipartBoundary--x----\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a.gov.cn/1.html\r\n\r\n{page_part}\r\n"
        "------MultipartBoundary--x----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nbody {{ }}\r\n"
        "------MultipartBoundary--x------\r\n"
    ).encode()


def mht_of_word() -> bytes:
    """As Word and Internet Explorer save one: base64 of GB 2312."""
    data = base64.encodebytes(page().encode("gb2312")).decode().replace("\n", "\r\n")
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\n'
    part = 'Content-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n'
    return f"{head}------=_NextPart_01\r\n{part}{data}\r\n------=_NextPart_01--\r\n".encode()


def _word_body(merge: str) -> str:
    """Paragraphs and table as all kinds of Word XML write them."""

    def cell(text: str, properties: str = "") -> str:
        inner = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
        return f"<w:tc>{inner}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in (INTRODUCTION, CAPTION, UNIT))
    rows = row(cell("项目", f'<w:{merge} w:val="restart"/>'), cell("支出", '<w:gridSpan w:val="2"/>'))
    rows += row(cell("", f"<w:{merge}/>"), cell("基本支出"), cell("项目支出"))
    return lines + f"<w:tbl>{rows}{''.join(row(*map(cell, each)) for each in ROWS)}</w:tbl>"


def word_2003_xml() -> bytes:
    """Saved by Word or WPS as "Word 2003 XML", with a deletion that is tracked."""
    run = "<w:r><w:delText>作废</w:delText></w:r>"
    struck = f'<w:p><aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content>{run}</aml:content></aml:annotation></w:p>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
        f"<w:body><wx:sect>{struck}{_word_body('vmerge')}</wx:sect></w:body></w:wordDocument>"
    ).encode()


def flat_docx() -> bytes:
    """A docx written flat ("Word XML document")."""
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/_rels/.rels"><pkg:xmlData>'
        '<Relationships/></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{_word_body("vMerge")}</w:body>'
        "</w:document></pkg:xmlData></pkg:part></pkg:package>"
    ).encode()


def docx_with_another_main_part() -> bytes:
    """A docx whose main part is not called document.xml."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    document = f'<w:document xmlns:w="w"><w:body>{_word_body("vMerge")}</w:body></w:document>'
    relations = f'<Relationships><Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/document2.xml": document})


def excel_2003_xml() -> bytes:
    """Saved by Excel as "XML Spreadsheet 2003"; its second sheet is hidden."""

    def cell(text: str, attribute: str = "", value: int = 0) -> str:
        more = f' ss:{attribute}="{value}"' if attribute else ""
        return f'<Cell{more}><Data ss:Type="String">{text}</Data></Cell>'

    rows = f"<Row>{cell(CAPTION, 'MergeAcross', 2)}</Row><Row>{cell(UNIT, 'Index', 3)}</Row>"
    rows += f"<Row>{cell('项目', 'MergeDown', 1)}{cell('支出', 'MergeAcross', 1)}</Row>"
    rows += f"<Row>{cell('基本支出', 'Index', 2)}{cell('项目支出')}</Row>"
    rows += "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in ROWS)
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:html="http://www.w3.org/TR/REC-html40">'
        f'<Worksheet ss:Name="{SHEET_NAME}"><Table ss:ExpandedColumnCount="3">{rows}</Table></Worksheet>'
        f'<Worksheet ss:Name="底稿"><Table><Row>{cell("内部")}</Row></Table>{hidden}</Worksheet></Workbook>'
    ).encode()


_ODF = (
    'xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def _odf_table(title: bool) -> str:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [
        cell("项目", ' table:number-rows-spanned="2"') + cell("支出", ' table:number-columns-spanned="2"') + covered,
        covered + cell("基本支出") + cell("项目支出"),
        *("".join(map(cell, row)) for row in ROWS),
    ]
    if title:
        rows = [
            cell(CAPTION, ' table:number-columns-spanned="3"') + '<table:covered-table-cell table:number-columns-repeated="2"/>',
            '<table:table-cell table:number-columns-repeated="2"/>' + cell(UNIT),
            *rows,
        ]
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + (empty if title else "")


def _odt_content() -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in (INTRODUCTION, CAPTION, UNIT))
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    table = f'<table:table table:name="1">{_odf_table(False)}</table:table>'
    return f"<office:body><office:text><text:p>{note}</text:p>{lines}{table}</office:text></office:body>"


def odt() -> bytes:
    """OpenDocument text, with a comment."""
    content = f"<office:document-content {_ODF}>{_odt_content()}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "META-INF/manifest.xml": "<m/>"})


def odt_under_a_password() -> bytes:
    """Its content is encrypted, as the manifest says."""
    manifest = '<m><e path="content.xml"><encryption-data/></e></m>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(99), "META-INF/manifest.xml": manifest})


def flat_odt() -> bytes:
    """The same as one XML file."""
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_ODF} {kind}>{_odt_content()}</office:document>'.encode()


def ods() -> bytes:
    """OpenDocument spreadsheet; its second sheet is hidden, and the first ends in a million empty rows."""
    styles = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles>"
    )
    row = "<table:table-row><table:table-cell><text:p>内部</text:p></table:table-cell></table:table-row>"
    hidden = f'<table:table table:name="底稿" table:style-name="ta2">{row}</table:table>'
    sheets = f'<table:table table:name="{SHEET_NAME}">{_odf_table(True)}</table:table>{hidden}'
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_ODF}>{styles}{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _rtf(text: str) -> str:
    """Half of it as bytes of GBK, half as \\u with a replacement, as Word writes Chinese."""
    half = len(text) // 2
    narrow = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text[:half].encode("gbk"))
    wide = "".join(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" if ord(c) > 127 else c for c in text[half:])
    return narrow + wide


def rtf() -> bytes:
    """Rich text by Word: fonts, a picture, a hidden remark, merged cells by their edges."""
    fonts = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f13\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}{\colortbl;\red0\green0\blue0;}"
    lines = "".join(rf"\pard\plain\f13 {_rtf(line)}\par" + "\r\n" for line in (INTRODUCTION, CAPTION, UNIT))
    edges = r"\cellx2000\cellx4000\cellx6000"

    def row(definition: str, *cells: str) -> str:
        return rf"\trowd {definition}\pard\intbl " + "".join(rf"{{{_rtf(cell)}}}\cell " for cell in cells) + r"\row" + "\r\n"

    table = row(r"\clvmgf\cellx2000\cellx6000", "项目", "支出") + row(r"\clvmrg\cellx2000\cellx4000\cellx6000", "", "基本支出", "项目支出")
    table += "".join(row(edges, *each) for each in ROWS)
    more = r"{\*\themedata 504b0304}{\pict\pngblip 89504e47}{\v " + _rtf("隐藏的批注") + "}"
    end = rf"\pard {_rtf('特此公布。')}\par"
    return (r"{\rtf1\ansi\ansicpg936\deff0\uc1" + fonts + lines + table + more + end + "}").encode("latin-1")


def pptx() -> bytes:
    """Two slides, the second stored first, with a table; and a note that is not shown."""
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="p" xmlns:r="r"'

    def text(line: str) -> str:
        return f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>"

    def cell(words: str, attributes: str = "") -> str:
        return f"<a:tc{attributes}><a:txBody>{text(words)}</a:txBody></a:tc>"

    rows = [
        cell("项目", ' rowSpan="2"') + cell("支出", ' gridSpan="2"') + cell("", ' hMerge="1"'),
        cell("", ' vMerge="1"') + cell("基本支出") + cell("项目支出"),
        *("".join(map(cell, row)) for row in ROWS),
    ]
    table = "<a:tbl>" + "".join(f"<a:tr>{row}</a:tr>" for row in rows) + "</a:tbl>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    order = "".join(
        f'<Relationship Id="{name}" Type="{relation}/slide" Target="slides/{file}"/>'
        for name, file in (("r1", "slide2.xml"), ("r2", "slide1.xml"))
    )
    listed = '<p:sldIdLst><p:sldId q:id="r1"/><p:sldId q:id="r2"/></p:sldIdLst>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:presentation {spaces} xmlns:q="{relation}">{listed}</p:presentation>',
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{order}</Relationships>",
            "ppt/slides/slide1.xml": f"<p:sld {spaces}>{text(CAPTION)}{text(UNIT)}{table}</p:sld>",
            "ppt/slides/slide2.xml": f"<p:sld {spaces}>{text(INTRODUCTION)}</p:sld>",
            "ppt/notesSlides/notesSlide1.xml": f"<p:notes {spaces}>{text('备注')}</p:notes>",
        }
    )


def _record(kind: int, data: bytes, *, container: bool = False, instance: int = 0) -> bytes:
    return struct.pack("<HHI", (instance << 4) | (0xF if container else 0), kind, len(data)) + data


def ppt() -> bytes:
    """Slides of PowerPoint 97, saved twice: what the first save said is still in the stream."""

    def slide(*lines: str) -> bytes:
        boxes = b"".join(_record(0xF00D, _record(0x0FA0, line.encode("utf-16-le")), container=True) for line in lines)
        return _record(0x03EE, _record(0x040C, boxes, container=True), container=True)

    def listed(number: int, title: str) -> bytes:
        return (
            _record(0x03F3, struct.pack("<IIIII", number, 0, 0, 256 + number, 0))
            + _record(0x0F9F, b"\0\0\0\0")
            + _record(0x0FA0, title.encode("utf-16-le"))
        )

    document = _record(0x03E8, _record(0x0FF0, listed(2, "第一页的标题") + listed(3, CAPTION), container=True), container=True)
    stream, places = b"", []
    for part in (slide("删去的旧文"), document, slide(INTRODUCTION), slide(UNIT, "教育10元")):
        places.append(len(stream))
        stream += part
    directory = len(stream)
    stream += _record(0x1772, struct.pack("<IIII", (3 << 20) | 1, *places[1:]))
    edit = len(stream)
    stream += _record(0x0FF5, struct.pack("<IIIIIIHH", 0, 0, 0, directory, 1, 4, 0, 0))
    user = _record(0x0FF6, struct.pack("<IIIHHBBH", 20, 0xE391C05F, edit, 0, 1012, 3, 0, 0))
    return ole({"PowerPoint Document": stream, "Current User": user})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of these streams, none of them in the mini stream."""
    sector = 512
    blocks: list[bytes] = []
    entries: list[tuple[str, int, int, int]] = []
    chains: list[tuple[int, int]] = []
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        count = -(-len(data) // sector)
        entries.append((name, 2, len(blocks), len(data)))
        chains.append((len(blocks), count))
        blocks += [data[n * sector : (n + 1) * sector].ljust(sector, b"\0") for n in range(count)]
    listing = b""
    for n, (name, kind, start, size) in enumerate([("Root Entry", 5, 0xFFFFFFFE, 0), *entries]):
        encoded = f"{name}\0".encode("utf-16-le")
        right = n + 1 if 0 < n < len(entries) else 0xFFFFFFFF
        child = 1 if n == 0 and entries else 0xFFFFFFFF
        listing += encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, right, child)
        listing += bytes(36) + struct.pack("<IQ", start, size)
    listing = listing.ljust(-(-len(listing) // sector) * sector, b"\0")
    at = len(blocks)
    chains.append((at, len(listing) // sector))
    blocks += [listing[n : n + sector] for n in range(0, len(listing), sector)]
    table = [0xFFFFFFFF] * (len(blocks) + 1)
    for start, count in chains:
        table[start : start + count] = [*range(start + 1, start + count), 0xFFFFFFFE]
    table[len(blocks)] = 0xFFFFFFFD
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    assert len(sectors) == sector, "too much for one sector of the table"
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHHHIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    return head + struct.pack("<I", len(blocks)) + b"\xff" * 432 + b"".join(blocks) + sectors


def xlsx(rows: Sequence[Sequence[object]] | None = None) -> bytes:
    """A workbook of today."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET_NAME
    for row in rows or ((CAPTION, None, None), (None, None, UNIT), *GRID):
        sheet.append([cell or None for cell in row])
    if rows is None:
        for merged in ("A1:C1", "A3:A4", "B3:C3"):
            sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsm() -> bytes:
    """The same with a macro in it."""
    with zipfile.ZipFile(io.BytesIO(xlsx())) as package:
        members = {name: package.read(name) for name in package.namelist()}
    return zipped(members | {"xl/vbaProject.bin": ole({"VBA": b"Sub Auto_Open"})})


def xls() -> bytes:
    """A workbook of 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET_NAME)
    sheet.write_merge(0, 0, 0, 2, CAPTION)
    sheet.write(1, 2, UNIT)
    sheet.write_merge(2, 3, 0, 0, "项目")
    sheet.write_merge(2, 2, 1, 2, "支出")
    for r, row in enumerate((GRID[1], *ROWS)):
        for c, text in enumerate(row):
            if text:
                sheet.write(r + 3, c, text)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def locked_xlsx(password: str) -> bytes:
    """A workbook under a password (agile encryption)."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(xlsx())).encrypt(password, out)
    return out.getvalue()


def locked_xls(password: str) -> bytes:
    """A workbook of 97 under a password: RC4, a new key each 1,024 bytes ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6)."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(xls())) as opened:
        plain = opened.openstream("Workbook").read()
    salt, verifier = b"\x11" * 16, b"\x22" * 16
    begun = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    middle = hashlib.md5((begun + salt) * 16).digest()[:5]

    def key(block: int) -> bytes:
        return hashlib.md5(middle + struct.pack("<I", block)).digest()

    hidden = _rc4(key(0), verifier + hashlib.md5(verifier).digest())
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + hidden
    first = 4 + struct.unpack_from("<H", plain, 2)[0]
    moved = bytearray(plain[:first] + lock + plain[first:])
    stream = b"".join(_rc4(key(n), bytes(1024)) for n in range(len(moved) // 1024 + 1))
    at = 0
    while at + 4 <= len(moved):
        kind, size = struct.unpack_from("<HH", moved, at)
        if not kind:  # what fills up the last sector
            break
        if kind == 0x85:  # where each sheet begins is not hidden, and moved by the length of the lock
            struct.pack_into("<I", moved, at + 4, struct.unpack_from("<I", moved, at + 4)[0] + len(lock))
        if kind not in (0x809, 0x2F, 0xE1):
            for n in range(at + 4 + (4 if kind == 0x85 else 0), min(at + 4 + size, len(moved))):
                moved[n] ^= stream[n]
        at += 4 + size
    odd = -at % 4
    return ole({"Workbook": bytes(moved[:at]) + struct.pack("<HH", 0, odd) + bytes(odd)})


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def xlsb() -> bytes:
    """A workbook whose parts are binary ([MS-XLSB]), without merged cells: caption, heads and rows."""

    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, length = b"", len(data)
        while True:
            size += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
            length >>= 7
            if not length:
                return head + size + data

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    table = [(CAPTION,), ("项目", "基本支出", "项目支出"), *ROWS]
    cells = b""
    for r, row in enumerate(table):
        cells += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
        for c, text in enumerate(row):
            cells += record(6, struct.pack("<II", c, 0) + wide(text))
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(table) - 1, 0, 2)) + record(145) + cells + record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide(SHEET_NAME)) + record(144) + record(132)
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

    def relation(kind: str, target: str) -> str:
        return f'<Relationships {space}><Relationship Id="rId1" Type="{kinds}/{kind}" Target="{target}"/></Relationships>'

    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relation("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relation("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
