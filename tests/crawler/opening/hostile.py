"""Small files that take all memory or all time of whoever opens them without limits. Each is written here, byte by byte."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import xlwt


def xls_of_far_cells(sheets: int = 12) -> bytes:
    """A workbook of the old kind: two cells a sheet, at opposite corners, and a rectangle of 16.7 million between them."""
    book = xlwt.Workbook()
    for n in range(sheets):
        sheet = book.add_sheet(f"s{n}")
        sheet.write(0, 0, "x")
        sheet.write(65535, 255, "y")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx_of_far_rows() -> bytes:
    """A workbook with a cell in its first place and one in its last."""
    row = '<row r="{0}"><c t="n" r=\'{1}{0}\'><v>1</v></c></row>'
    return _workbook(f"<sheetData>{row.format(1, 'A')}{row.format(1_048_576, 'XFD')}</sheetData>")


def zip_of_slow_workbooks(members: int = 150, rows: int = 9_000) -> bytes:
    """A package of workbooks, each within every limit, that together take minutes."""
    cells = "".join(f'<c t="n"><v>{n}</v></c>' for n in range(20))
    book = _workbook(f"<sheetData>{f'<row>{cells}</row>' * rows}</sheetData>")
    return _zip({f"{n}.xlsx": book for n in range(members)})


def pdf_of_forms_in_forms(depth: int = 30) -> bytes:
    """A page that draws a form twice, which draws another twice, and so on: 2 ** depth texts."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << /XObject << /F 6 0 R >> >> >>",
        _stream(b"", b"/F Do /F Do"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n in range(depth):
        following = f"/Resources << /XObject << /F {7 + n} 0 R >> >>".encode()
        objects.append(_stream(b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] " + following, b"/F Do /F Do"))
    font = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /Font << /T 5 0 R >> >>"
    objects.append(_stream(font, b"BT /T 9 Tf 9 9 Td (x) Tj ET"))
    return _pdf(objects)


def pdf_of_endless_pages(levels: int = 9) -> bytes:
    """A tree of pages whose nodes name the same child ten times: 10 ** levels pages, and a count that says so."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for n in range(levels):
        kids = f"[{' '.join([f'{3 + n} 0 R'] * 10)}]".encode()
        objects.append(b"<< /Type /Pages /Count " + str(10 ** (levels - n)).encode() + b" /Kids " + kids + b" >>")
    objects.append(b"<< /Type /Page /MediaBox [0 0 500 500] >>")
    return _pdf(objects)


def pdf_of_nested_arrays(depth: int = 200_000) -> bytes:
    """A catalogue that holds an array in an array in an array."""
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def docx_of_laughs() -> bytes:
    """A document with an attribute that entities blow up to gigabytes."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "ha" * 500}">' for n in range(8))
    return docx(f'<!DOCTYPE d [{entities}]><w:document xmlns:w="w" w:x="&e7;"/>')


def docx_of_depth(depth: int = 300_000) -> bytes:
    """A document of wrappers in wrappers."""
    return docx(f'<w:document xmlns:w="w">{"<w:sdt>" * depth}{"</w:sdt>" * depth}</w:document>')


def docx_of_wide_merges(rows: int = 60_000) -> bytes:
    """A document of one table whose few rows of cells each span all columns allowed."""
    row = "<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="64"/></w:tcPr><w:p/></w:tc>' * 8 + "</w:tr>"
    return docx(f'<w:document xmlns:w="w"><w:body><w:tbl>{row * rows}</w:tbl></w:body></w:document>')


def zip_of_zeros(size: int = 1 << 30) -> bytes:
    """A gigabyte of nothing that says it is a megabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package, package.open("a.txt", "w", force_zip64=True) as member:
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    body = file.getvalue()
    return body.replace(size.to_bytes(8, "little"), (1 << 20).to_bytes(8, "little"))


def docx(xml: str) -> bytes:
    """A document of the zip kind with this main part."""
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def _workbook(sheet: str) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as package:
        members = {name: package.read(name) for name in package.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _zip(members | {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}">{sheet}</worksheet>'.encode()})


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return file.getvalue()


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< " + entries + b" /Length " + str(len(data)).encode() + b" >>\nstream\n" + data + b"\nendstream"


def _pdf(objects: list[bytes]) -> bytes:
    body = bytearray(b"%PDF-1.5\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    at = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return bytes(body + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n".encode())
