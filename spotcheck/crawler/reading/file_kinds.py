"""What kind of file bytes are, told by the bytes alone. Names, endings and headers are never asked.

Refuses to call text what is no text: a container that nobody knows (XML of a strange kind, an encoded blob, a program) has no kind.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO

import olefile

_IMAGES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"II*\0": "tiff", b"MM\0*": "tiff"}
_MAGIC = {
    b"Rar!": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"{\\rtf": "rtf",
    b"\x1f\x8b": "gz",
    b"%!PS": "ps",
    b"BZh": "bz2",
    b"begin 644 ": "uu",
    b"\xfd7zXZ\0": "xz",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {  # of the root: an embedded file has streams of the same names further down. What WPS writes has these too.
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
    "powerpoint document": "ppt",
    "encryptedpackage": "ooxml",
}
_PARTS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_ODF = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
_ODF_KINDS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
_NAMESPACES = {
    "http://schemas.microsoft.com/office/word/2003/wordml": "wordml",
    "http://schemas.microsoft.com/office/2006/xmlPackage": "flatopc",
    "urn:schemas-microsoft-com:office:spreadsheet": "xmlss",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "flatodf",
    "http://www.w3.org/1999/xhtml": "html",
}
_ROOTS = "html|head|body|table|script|meta|div|p|br|span|style|title|link|ul|ol|dl|h1|h2|h3|form|center|font"
_HTML_ROOTS = frozenset(_ROOTS.split("|"))
_HTML = re.compile(rf"<(?:!doctype\s{{1,9}}html|{_ROOTS})\b", re.IGNORECASE)
_TAGGED = re.compile(r"<[!?/%A-Za-z_]")
_PROLOG = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+|<!(?!--)[^>]*+>\s*+)*+")
_ROOT = re.compile(r"<(?:([\w.-]{1,40}):)?([\w.-]{1,60})([^>]*+)")
_XMLNS = re.compile(r"""xmlns(?::([\w.-]{1,40}))?\s{0,9}=\s{0,9}["']([^"']{1,200})["']""")
_FIELD = re.compile(r"[!-9;-~]{1,60}:")
_BLOB = re.compile(r"[A-Za-z0-9+/=_-]{56,}")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # bytes that tell
_SAMPLE = 65_536  # bytes that tell text from an encoded blob
_COMMON = 0.7  # share of Chinese characters that are in the everyday set of GB 2312: what is no text decodes to rare ones
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_STRAY = 0.01  # share of control characters that a text may hold

IMAGES = frozenset([*_IMAGES.values(), "bmp", "webp"])


def first_look(body: bytes) -> str:
    """The kind, as far as the first bytes tell it: ``zip`` and ``ole`` for all packages. Costs next to nothing on any bytes."""
    head = body[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    for magic, kind in (_IMAGES | _MAGIC).items():
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    return _written(body)


def sniff(body: bytes) -> str:
    """The kind of the bytes: ``html``, ``mht``, ``txt``, ``csv``, ``json``, ``xml``, ``pdf``, ``docx`` …; "" for none that is known.

    ``ole`` and ``zip`` where the kind inside is not known, ``ooxml`` where a password hides whether it is a docx or an xlsx.
    """
    kind = first_look(body)
    return _zip_kind(body) if kind == "zip" else _ole_kind(body) if kind == "ole" else kind


def _zip_kind(body: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        head = body[:_SAMPLE]  # cut short: names stand before their parts too
        names = [name for name in ("[Content_Types].xml", "OFD.xml", *_PARTS) if name.encode() in head]
    low = {name.lower().lstrip("/") for name in names}
    if "ofd.xml" in low:
        return "ofd"
    if found := _ODF.search(body[:200]):
        return _ODF_KINDS[found[1]]
    if "[content_types].xml" in low or not low - set(_PARTS):
        for prefix, kind in _PARTS.items():
            if any(name.startswith(prefix) for name in low):
                return "xlsb" if kind == "xlsx" and any(name.startswith("xl/workbook.bin") for name in low) else kind
    return "zip"


def _ole_kind(body: bytes) -> str:
    try:
        with olefile.OleFileIO(BytesIO(body)) as opened:
            streams = {path[0].lower() for path in opened.listdir() if len(path) == 1}
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError):
        streams = {name for name in _OLE_STREAMS if _utf16(name) in body.lower()}  # damaged: as much as can be told
    return next((kind for name, kind in _OLE_STREAMS.items() if name in streams), "ole")


def _utf16(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le")


def _written(body: bytes) -> str:
    """The kind of what may be text."""
    head = _text(body[:_HEAD], cut=len(body) > _HEAD)
    if head is None:
        return _markup_anyhow(body[:_HEAD])
    start = head.lstrip("\ufeff \t\r\n")
    if _TAGGED.match(start):
        return _markup(start)
    if not start or len(_CONTROL.findall(head)) > _STRAY * len(head):
        return ""
    if _is_mime(start):
        return "mht"
    if start[0] in "{[" and body[-200:].rstrip().endswith((b"}", b"]")) and start[1:].lstrip()[:1] in ('"', "{", "[", "]", "}"):
        return "json"
    if _encoded(body):
        return ""
    lines = [line for line in start.splitlines()[:-1] if line.strip()][:5]
    return "csv" if len(lines) > 1 and any(all(line.count(c) == lines[0].count(c) > 0 for line in lines) for c in (",", "\t")) else "txt"


def _markup(start: str) -> str:
    body = start[match.end() :] if (match := _PROLOG.match(start)) else start
    prolog = start[: len(start) - len(body)].lower()
    root = _ROOT.match(body)
    spaces = dict(_XMLNS.findall(root[3])) if root else {}
    own = spaces.get((root[1] or "") if root else "", "")  # the namespace of the root itself: others stand there for their prefixes alone
    if own in _NAMESPACES:
        return _NAMESPACES[own]
    if root and not root[1] and root[2].lower() in _HTML_ROOTS:
        return "html"
    if "!doctype html" in prolog:
        return "html"
    return "xml" if prolog.startswith("<?xml") or (root and spaces) or not _HTML.search(start) else "html"


def _markup_anyhow(head: bytes) -> str:
    """A page with broken characters is still a page."""
    text = head.replace(b"\0", b"").decode("latin-1").lstrip(" \t\r\n\xef\xbb\xbf\xff\xfe")
    return "html" if text.startswith("<") and _HTML.search(text) else ""


def _is_mime(start: str) -> bool:
    """Whether it begins with the head of a message, as a page saved whole does (MHTML)."""
    fields = set()
    for line in start.splitlines():
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        name = _FIELD.match(line)
        if name is None:
            return False
        fields.add(name[0].lower())
    return "content-type:" in fields and bool(fields & {"mime-version:", "from:", "subject:", "date:", "content-location:"})


def _text(data: bytes, *, cut: bool) -> str | None:
    """Bytes as text, whole or ``cut`` anywhere; None where they are none."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, name, cut)
    if b"\0" in data:
        return None
    text = _decoded(data, "utf-8", cut)
    if text is None and (text := _decoded(data, "gb18030", cut)) is not None:
        wide = [letter for letter in text if letter > "\u3400"]
        usual = sum(1 for letter in wide if _everyday(letter))
        text = text if usual >= _COMMON * len(wide) else None
    return text


def _decoded(data: bytes, name: str, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return None


def _everyday(letter: str) -> bool:
    try:
        return bool(letter.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _encoded(body: bytes) -> bool:
    """Whether most of it is one unbroken run of signs after the other (base64, hexadecimal, uuencode): no words, so no text."""
    sample = body[:_SAMPLE].decode("latin-1")
    return sum(map(len, _BLOB.findall(sample))) * 2 > len(sample)
