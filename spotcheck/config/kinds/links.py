"""Dead links: the settings. The words stand in links.toml."""

from __future__ import annotations

from typing import Literal

from spotcheck.config.kinds.base import Check


class LinksCheck(Check):
    """No link of the home page (``home``), or of any other page (``other``), is dead."""

    kind: Literal["links"]
    where: Literal["home", "other"]
