"""What ``audit`` was given: a site or an archive, and whose site it is. Nothing about a body is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.urls import canonical
from spotcheck.ledger.ledger import Ledger

ARCHIVES = (".warc", ".warc.gz", ".wacz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``name`` is what runs of the same target have in common; ``archive`` is the file, for an archive."""

    name: str
    url: str
    archive: Path | None = None


def parse(text: str) -> Target:
    """A URL or the path of an archive. Raises UserError for anything else, and for a file that is missing or no archive."""
    if "://" not in text and (text.lower().endswith(ARCHIVES) or Path(text).exists()):
        return _archive(Path(text))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise UserError(
            zh=f"{text}：只能检查 http 或 https 网址，不是 {scheme[1]}",
            en=f"{text}: only http and https addresses can be audited, not {scheme[1]}",
        )
    url = canonical(text if scheme else f"http://{text}")
    host = url.partition("://")[2].partition("/")[0]
    if not url or re.search(r"\s", text.strip()) or not (scheme or "." in host):
        raise UserError(
            zh=f"{text!r}：既不是网址，也不是网页存档文件；网址请写成 https://www.example.gov.cn/ 的形式",
            en=f"{text!r}: is neither an address nor a web archive; write an address like https://www.example.gov.cn/",
        )
    return Target(name=url, url=url)


def named_ports(register: Iterable[Site]) -> tuple[str, ...]:
    """The addresses of registered sites that name a port of their own, which may then be asked beside 80 and 443."""
    return tuple(site.url for site in register if ":" in site.url.partition("://")[2].partition("/")[0].rpartition("]")[2])


def _archive(path: Path) -> Target:
    if not path.is_file():
        what = ("是文件夹，不是网页存档", "is a folder, no web archive") if path.is_dir() else ("没有这个文件", "there is no such file")
        raise UserError(
            zh=f"{path}：{what[0]}；请给出 .warc、.warc.gz 或 .wacz 文件", en=f"{path}: {what[1]}; give a .warc, .warc.gz or .wacz file"
        )
    from spotcheck.crawler.archive import Archive

    archive = Archive(path)
    url = archive.home()
    archive.close()
    return Target(name=f"{path.resolve()}#{path.stat().st_size}", url=url, archive=path)


def identify(target: Target, ledger: Ledger, functions: frozenset[Function], level: Level | None) -> Site:
    """The site as the register knows it; what the command line says of the body comes first."""
    site = ledger.site(target.url) or Site(url=target.url)
    said: dict[str, object] = {}
    if functions:
        said["functions"] = functions
    if level is not None:
        said["level"] = level
    return site.model_copy(update=said)
