"""spotcheck: audits what Chinese government websites publish, with evidence for every verdict.

From Python: ``spotcheck.audit``, ``spotcheck.judge``, ``spotcheck.load_catalogue`` and the records they give (``docs/python.md``).
They are opened when they are first asked for, so that the command line starts at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spotcheck.api import (
        Audit,
        Catalogue,
        Certificate,
        Defect,
        Evidence,
        Finding,
        Progress,
        Run,
        Site,
        Snapshot,
        UserError,
        Verdict,
        audit,
        judge,
        load_catalogue,
    )

__version__ = "0.1.0"
__all__ = [
    "Audit",
    "Catalogue",
    "Certificate",
    "Defect",
    "Evidence",
    "Finding",
    "Progress",
    "Run",
    "Site",
    "Snapshot",
    "UserError",
    "Verdict",
    "__version__",
    "audit",
    "judge",
    "load_catalogue",
]


def __getattr__(name: str) -> Any:
    """A name of ``spotcheck.api``, whose rooms are opened now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module("spotcheck.api"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
