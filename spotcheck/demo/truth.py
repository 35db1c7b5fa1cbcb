"""What a fair reader would find at each demonstration site: every shipped duty with its verdict and why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The truth of one duty: ``defect`` on a fail, ``reason`` on an unknown, and one sentence why. Values are those of the verdicts."""

    verdict: str
    defect: str | None = None
    reason: str | None = None
    why: str = ""
    beside: str = ""  # the look-alike planted next to it


@cache
def truth(host: str) -> dict[str, Expected]:
    """Duty id (``"1.2.1"``) → truth at ``host``. Unknown host: KeyError."""
    path = files(__package__) / "truth" / f"{host}.toml"
    if not path.is_file():
        raise KeyError(host)
    return {duty: Expected(**row) for duty, row in tomllib.loads(path.read_text("utf-8")).items()}
