"""WARC files written by hand, record by record, so that each of their oddities can be put in one by one."""

from __future__ import annotations

import gzip
import io
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

SITE = "http://www.a.gov.cn"


def record(
    path: str,
    body: str | bytes = b"",
    *,
    type: str = "response",
    status: int = 200,
    http: Mapping[str, str] | None = None,
    raw: bytes | None = None,
    date: str = "2018-03-01T02:00:00Z",
    id: str = "",
    **fields: str,
) -> bytes:
    """One record, unpacked. ``http``: headers of the answer; ``raw``: the block instead of a message; ``fields`` with ``_`` for ``-``."""
    data = body.encode() if isinstance(body, str) else body
    if raw is not None:
        block = raw
    elif type in ("response", "revisit"):
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data)), **(http or {})}
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items() if value), "", ""]
        block = "\r\n".join(lines).encode("utf-8", "surrogateescape") + data
    elif type == "request":
        block = f"{fields.pop('method', 'GET')} {path} HTTP/1.1\r\nHost: www.a.gov.cn\r\n\r\n".encode()
    else:
        block = data
    kinds = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
    heads = {
        "WARC-Type": type,
        "WARC-Target-URI": path if ":" in path else SITE + path,
        "WARC-Date": date,
        "WARC-Record-ID": f"<urn:uuid:{id or uuid.uuid4()}>",
        "Content-Type": fields.pop("kind", kinds.get(type, "text/html")),
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    return "\r\n".join(["WARC/1.1", *(f"{name}: {value}" for name, value in heads.items()), "", ""]).encode() + block + b"\r\n\r\n"


def packed(path: Path, records: Iterable[bytes], *, way: str = "gzip") -> Path:
    """An archive of these records. ``way``: gzip (a member each), plain, one (one member around all), wacz."""
    records = list(records)
    members = b"".join(gzip.compress(each) for each in records)
    if way == "wacz":
        with zipfile.ZipFile(path, "w") as pack:
            pack.writestr("archive/data.warc.gz", members)
            pack.writestr("pages/pages.jsonl", "{}\n")
    else:
        path.write_bytes({"gzip": members, "plain": b"".join(records), "one": gzip.compress(b"".join(records))}[way])
    return path


def zipped(parts: Mapping[str, bytes], *, pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()
