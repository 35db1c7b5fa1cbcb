"""The demonstration province 云州省: three small whole sites that we wrote, with planted faults and their truth.

Nothing here stands for a real body or person. The province lies outside every catalogue's region, so its reports say 试用.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from spotcheck.demo.content import load
from spotcheck.demo.platform import Platform
from spotcheck.demo.platforms import Hanweb, Static, Trs
from spotcheck.demo.server import DemoServer, serve
from spotcheck.demo.truth import Expected, truth

__all__ = ["AS_OF", "HOSTS", "QUARTER", "SITES", "DemoServer", "Expected", "province", "register_path", "serving", "truth"]

AS_OF = date(2018, 1, 15)
QUARTER = "2017Q4"
HOSTS = ("czt.yunzhou.example", "www.qinghe.example", "fgw.lanxi.example")
SITES = tuple(f"http://{host}/" for host in HOSTS)

_PLATFORMS: dict[str, type[Platform]] = {"hanweb": Hanweb, "trs": Trs, "static": Static}


@cache
def province() -> dict[str, Platform]:
    """Host → site, in the order of the register. Made once; pages are drawn when first asked for."""
    sites = [load(name) for name in ("czt", "qinghe", "fgw")]
    return {content.host: _PLATFORMS[content.platform](content) for content in sites}


def register_path() -> Path:
    """The register of the province, with Chinese heads."""
    return Path(str(files(__package__) / "register.csv"))


def serving() -> AbstractContextManager[DemoServer]:
    """Serve the province on loopback: ``with serving() as server: …server.proxy_url``."""
    return serve(province())
