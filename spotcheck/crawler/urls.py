"""Names of pages: the canonical form of a URL, and the key by which two spellings are one page. Fetches nothing.

Refuses to guess: what cannot be an http, https or ftp address is the empty string, never an exception.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin

_CACHED = 4_096  # distinct URLs remembered; a page repeats some 150 navigation links

# Nothing to normalise: lower-case host, no default port, user, escapes, path parameters, dot segments, session or fragment.
_CLEAN = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]*[a-z0-9](?::(?!443/)(?:[1-9][0-9]{2,3}|[1-5][0-9]{4}))?/(?!\.)"
    r"(?:[A-Za-z0-9_~!$&'()*+,=:@.-]|/(?!\.))*"
    r"(?:\?(?!(?i:.*sess))[A-Za-z0-9_~!$&'()*+,=:@./-]+(?<!&))?\Z",
    re.ASCII,
)
_PARTS = re.compile(r"(https?|ftp):[/\\]*([^/\\?#]*)([^?#]*)(\?[^#]*)?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "%/:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?"
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid)=[^;/]*", re.IGNORECASE)
_QUERY_SESSION = re.compile(r"(?:jsessionid|phpsessid|sessionid|aspsessionid\w{0,64})=[^&]*(?:&|\Z)", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_REMOVED = {ord(c): None for c in "\t\r\n"}
_SPACE = "".join(map(chr, range(0x21))) + "\u3000\u00a0\ufeff\u200b"


@lru_cache(maxsize=_CACHED)
def canonical(url: str) -> str:
    """The one spelling of an absolute URL: no fragment, default port, user, session id, dot segment or needless escape.

    White space around and inside, backslashes and Chinese host names are put right as a browser does it.
    Returns "" for what no crawler can fetch (another scheme, no host, an impossible port).
    """
    if _CLEAN.match(url):
        return url
    try:
        return _canonical(url)
    except (ValueError, UnicodeError):
        return ""


@lru_cache(maxsize=_CACHED)
def key(url: str) -> str:
    """The canonical URL without scheme and leading ``www.``: http and https, www and bare are one page. "" for no URL."""
    rest = canonical(url).partition("://")[2]
    return rest[4:] if rest.startswith("www.") else rest


def host(url: str) -> str:
    """The host of a URL in lower case, ASCII, without port. "" for no URL."""
    authority = canonical(url).partition("://")[2].partition("/")[0]
    return authority.rpartition("]")[0][1:] if authority.startswith("[") else authority.partition(":")[0]


def join(base: str, href: str) -> str:
    """Where a reference leads from ``base``, in canonical form. "" for what is no address, however malformed."""
    try:
        return canonical(urljoin(base, href.strip(_SPACE)))
    except ValueError:
        return ""


def of_header(value: bytes) -> str:
    """An address out of a header: its bytes beyond ASCII are kept as they are, escaped, whatever encoding the server wrote."""
    return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value).strip(_SPACE)


def same_site(a: str, b: str) -> bool:
    """Whether two URLs stand on one site: the same host and port, www and bare, http and https being one."""
    left, right = (key(url).partition("/")[0] for url in (a, b))
    return left == right != ""


def is_government(host: str) -> bool:
    """Whether a host belongs to a government body by its name: under ``.gov.cn`` or ``.政务``."""
    name = host.lower().rstrip(".")
    return name == "gov.cn" or name.endswith((".gov.cn", ".xn--zfr164b", ".政务"))


def _canonical(url: str) -> str:
    found = _PARTS.match(url.strip(_SPACE).translate(_REMOVED))
    if not found:
        return ""
    scheme, authority, path, query = found[1].lower(), found[2], found[3], found[4] or ""
    authority = _authority(scheme, authority)
    if not authority:
        return ""
    path = _escaped(_PATH_SESSION.sub("", path.replace("\\", "/")), _PATH_SAFE)
    if "/." in path:
        path = _without_dots(path)
    if query:
        query = _escaped(_QUERY_SESSION.sub("", query[1:]).rstrip("&"), _QUERY_SAFE)
    return f"{scheme}://{authority}{path or '/'}{'?' + query if query else ''}"


def _authority(scheme: str, authority: str) -> str:
    name = authority.rpartition("@")[2].strip()
    port = ""
    if not name.endswith("]"):
        bare, colon, number = name.rpartition(":")
        if colon:
            name, port = bare, number
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        return ""
    name = unquote_to_bytes(name).decode("utf-8") if "%" in name else name
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    name = name.lower().rstrip(".")
    if name.startswith("["):
        name = f"[{ipaddress.IPv6Address(name[1:-1])}]"
    if not _HOST.fullmatch(name) or ".." in name:
        return ""
    return f"{name}:{int(port)}" if port and port.lstrip("0") != _PORTS[scheme] else name


def _escaped(part: str, safe: str) -> str:
    if "%" in part:
        part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
        part = _ESCAPE.sub(_escape, part)
    return quote(part, safe=safe, errors="replace")


def _escape(found: re.Match[str]) -> str:
    code = int(found[0][1:], 16)
    return chr(code) if code in _UNRESERVED else found[0].upper()


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
