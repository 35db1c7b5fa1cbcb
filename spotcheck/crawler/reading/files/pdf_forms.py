"""What a PDF shows beside the content of its pages: the fields of a form, forms that only Adobe draws (XFA), and files embedded in it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw
from lxml import etree

from spotcheck.crawler.reading.files.content import MAX_BYTES, Content, Unreadable, local, tidy, xml
from spotcheck.crawler.reading.files.pdf_layout import Word
from spotcheck.crawler.records import DocumentState

_MAX_FIELDS = 5_000  # a page
_MAX_FILES = 200
_SHOWN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)


def filled(document: Any, page: Any) -> tuple[Word, ...]:
    """The values of the fields of a page, each where it stands; a box that is ticked is √."""
    if document.formenv is None:
        return ()
    form, found = document.formenv.raw, []
    for annotation in _annotations(page):
        if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
            continue
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        text = ""
        if kind in _SHOWN:
            text = " ".join(_string(raw.FPDFAnnot_GetFormFieldValue, form, annotation).split())
        elif kind in _TICKED and raw.FPDFAnnot_IsChecked(form, annotation):
            text = "√"
        box = raw.FS_RECTF()
        if text and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
            middle, half = (box.bottom + box.top) / 2, min(abs(box.top - box.bottom) / 2, 6.0)
            found.append(Word(text, min(box.left, box.right), middle - half, max(box.left, box.right), middle + half))
    return tuple(found)


def dynamic(document: Any) -> Content | None:
    """The words of a form that only Adobe draws: its pages say "please wait". None where the pages are what is shown."""
    if document.get_formtype() != raw.FORMTYPE_XFA_FULL:
        return None
    lines: list[str] = []
    for name, data in _packets(document):
        if name in ("template", "datasets", ""):
            try:
                lines += _words(xml(data))
            except Unreadable:
                continue
    text = tidy("\n".join(lines))
    if not text:
        raise Unreadable(DocumentState.UNSUPPORTED, "format: a form (XFA) that says nothing")
    return Content(text=text, pages=len(document))


class Files:
    """The files embedded in a document: those that its catalogue names, and those pinned to its pages."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bytes]] = []
        self._size = 0

    def of_document(self, document: Any) -> None:
        """Those of the catalogue. Unreadable where they are more than anybody opens."""
        for n in range(document.count_attachments()):
            self._take(document.get_attachment(n).raw)

    def of_page(self, page: Any) -> None:
        """Those pinned to a page. Unreadable as above."""
        for annotation in _annotations(page):
            pinned = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT
            if pinned and (file := raw.FPDFAnnot_GetFileAttachment(annotation)):
                self._take(file)

    def _take(self, file: Any) -> None:
        data = _file(file)
        self._size += len(data)
        if self._size > MAX_BYTES or len(self.found) >= _MAX_FILES:
            raise Unreadable(DocumentState.UNSUPPORTED, "too_large: the files in it")
        if data:
            self.found.append((_string(raw.FPDFAttachment_GetName, file) or "?", data))


def _file(place: Any) -> bytes:
    length = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(place, None, 0, ctypes.byref(length)) or not 0 < length.value <= MAX_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    return buffer.raw if raw.FPDFAttachment_GetFile(place, buffer, length.value, ctypes.byref(length)) else b""


def _annotations(page: Any) -> Iterator[Any]:
    for n in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_FIELDS)):
        annotation = raw.FPDFPage_GetAnnot(page, n)
        if annotation:
            yield annotation
            raw.FPDFPage_CloseAnnot(annotation)


def _string(ask: Any, *of: Any) -> str:
    size = ask(*of, None, 0)
    if not 2 < size <= MAX_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _packets(document: Any) -> Iterator[tuple[str, bytes]]:
    for n in range(min(max(raw.FPDF_GetXFAPacketCount(document), 0), _MAX_FILES)):
        size = raw.FPDF_GetXFAPacketName(document, n, None, 0)
        name = ctypes.create_string_buffer(max(size, 1))
        raw.FPDF_GetXFAPacketName(document, n, name, size)
        length = ctypes.c_ulong()
        if not raw.FPDF_GetXFAPacketContent(document, n, None, 0, ctypes.byref(length)) or not 0 < length.value <= MAX_BYTES:
            continue
        data = ctypes.create_string_buffer(length.value)
        if raw.FPDF_GetXFAPacketContent(document, n, data, length.value, ctypes.byref(length)):
            yield name.value.decode("utf-8", "replace"), data.raw


def _words(root: etree._Element) -> list[str]:
    """What is printed on the form, then what was filled in: each with the name of its field."""
    lines = []
    for element in root.iter():
        if local(element) in ("text", "exData") and _inside(element) == "value":
            lines.append(" ".join("".join(str(part) for part in element.itertext()).split()))
    for data in (element for element in root.iter() if local(element) == "data" and _inside(element) == "datasets"):
        for leaf in data.iter():
            if not len(leaf) and local(leaf) and (text := " ".join((leaf.text or "").split())):
                lines.append(f"{local(leaf)}：{text}")
    return lines


def _inside(element: etree._Element) -> str:
    above = element.getparent()
    return "" if above is None else local(above)
