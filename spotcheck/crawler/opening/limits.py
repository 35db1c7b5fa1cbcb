"""How much one document may cost the process that opens it, and how a process holds itself to it.

Refuses nothing by itself: where the system knows no such limits (Windows has no ``resource``), the watching process ends it by the clock.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``memory``: bytes of address space; ``seconds``: of CPU; ``wall``: seconds by the clock; ``output``: bytes of what was read."""

    memory: int
    seconds: int
    wall: float
    output: int


READING = Limits(memory=512 << 20, seconds=60, wall=60.0 if sys.platform == "win32" else 240.0, output=32 << 20)
RECOGNISING = Limits(memory=4 << 30, seconds=900, wall=1200.0, output=32 << 20)  # pages of scans take seconds each, and a model
_FILE = 16 << 20  # bytes a process may write to any file: its standard error is one


def confine(memory: int) -> None:
    """Limit this process for good, where the system can."""
    if sys.platform == "win32":
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, _FILE), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses it
            resource.setrlimit(what, (most, most))


def allow(seconds: int) -> None:
    """Let this process use so much more CPU from now on; beyond it the system ends it."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + 1 + seconds, hard))


def address_space(peak: bool = False) -> int:
    """Bytes of address space this process holds, or held at its ``peak``; 0 where the system does not tell."""
    field = "VmPeak:" if peak else "VmSize:"
    with suppress(OSError, ValueError, IndexError), open("/proc/self/status", encoding="ascii", errors="replace") as status:
        return next((int(line.split()[1]) << 10 for line in status if line.startswith(field)), 0)
    return 0
