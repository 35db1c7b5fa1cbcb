"""From the records of a WARC file to captures and the methods of their requests. Reads heads only, and judges none."""

from __future__ import annotations

from spotcheck.crawler.archive.captures import Capture, Captures, Confirmed
from spotcheck.crawler.archive.http_message import Head, head_of, method_of, resource_head
from spotcheck.crawler.archive.streams import Torn
from spotcheck.crawler.archive.warc_file import Record, WarcFile
from spotcheck.crawler.urls import canonical, join, key, of_header

_HTML = ("text/html", "application/xhtml+xml")


def index(file: WarcFile, number: int, captures: Captures) -> int:
    """Take in the captures of one file, the ``number``-th of the archive; returns how many records were read. Raises OneStream."""
    read = 0
    asked: tuple[str, str] | None = None  # page and method of a request that names no answer and has met none
    alone: Capture | None = None  # the answer just before, while no request is known to be its own
    try:
        for record in file.records():
            if record.type in ("response", "revisit", "resource"):
                alone = _capture(record, number, captures)
                if alone is not None and asked is not None and asked[0] == key(alone.url):
                    captures.told([alone.number], asked[1])
                    alone = None
                asked = None
            elif record.type == "request":
                asked, alone = _request(record, captures, alone), None
            read += 1
    except Torn as error:
        file.torn = str(error)
    return read


def _capture(record: Record, file: int, captures: Captures) -> Capture | None:
    url = _address(record.fields.get("warc-target-uri", ""))
    if not url:
        return None
    fields = record.fields
    resource = record.type == "resource"
    head = resource_head(record) if resource else head_of(record)
    if record.type == "revisit":
        head = Head(status=head.status if head.status >= 300 else 304, headers=head.headers)
    onward = join(url, of_header(head.value("location").encode("utf-8", "surrogateescape"))) if 300 <= head.status < 400 else ""
    cut = fields.get("warc-truncated", "") or ("segmented" if fields.get("warc-segment-number") else "")
    capture = Capture(
        file=file,
        offset=record.offset,
        url=url,
        status=head.status,
        date=fields.get("warc-date", ""),
        html=head.value("content-type").lower().startswith(_HTML) or not head.value("content-type"),
        resource=resource,
        digest=fields.get("warc-payload-digest", "").lower(),
        cut=f"the archiver cut it: {cut}" if cut else "",
        size=record.length - record.read,
        number=_number(fields.get("warc-record-id", "")) or hash((file, record.offset)),
        concurrent=tuple(map(_number, fields.get("warc-concurrent-to", "").split())),
        onward=key(onward) if onward.startswith("http") else "",
        confirms=_confirmed(fields, url) if head.status == 304 else None,
    )
    captures.add(key(url), capture)
    return capture


def _confirmed(fields: dict[str, str], url: str) -> Confirmed:
    about = _address(fields.get("warc-refers-to-target-uri", "")) or url
    return Confirmed(
        key=key(about),
        date=fields.get("warc-refers-to-date", ""),
        digest=fields.get("warc-payload-digest", "").lower() if fields.get("warc-type", "").lower() == "revisit" else "",
        number=_number(fields.get("warc-refers-to", "")),
    )


def _request(record: Record, captures: Captures, before: Capture | None) -> tuple[str, str] | None:
    """Note the method of a request; returns page and method where neither it names an answer nor the one just before is its own."""
    method = method_of(record)
    page = key(_address(record.fields.get("warc-target-uri", "")))
    if not method or not page:
        return None
    named = record.fields.get("warc-concurrent-to", "").split()
    own = record.fields.get("warc-record-id", "")
    captures.told(map(_number, [*named, *([own] if own else [])]), method)
    if named:
        return None
    if before is not None and key(before.url) == page:
        captures.told([before.number], method)
        return None
    return page, method


def _number(record_id: str) -> int:
    return hash(record_id.strip("<> ")) if record_id else 0


def _address(uri: str) -> str:
    """The canonical http address that a record is about, "" for none. Old tools write it in angle brackets."""
    url = canonical(uri.strip("<> "))
    return url if url.startswith("http") else ""
