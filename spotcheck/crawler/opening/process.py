"""One process that opens documents, seen from here: ended when it takes too much, and replaced by whoever needs another.

Refuses to share our memory, our terminal and our ``__main__``: it is a new interpreter, so that it starts the same from a script, a
notebook, a service or a test, on every system.
"""

from __future__ import annotations

import json
import multiprocessing.spawn
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import IO

from spotcheck.crawler.opening.limits import Limits
from spotcheck.crawler.opening.wire import unpacked
from spotcheck.crawler.records import Document

if sys.platform != "win32":
    import resource

_MODULE = "spotcheck.crawler.opening.worker"
_NO_MEMORY = (b"memory allocation of", b"out of memory", b"bad_alloc", b"MemoryError", b"Cannot allocate memory")
_NEARLY = 0.7  # of the memory allowed: what ends itself beyond it ended for want of more
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts a peak
_LOOKS = 0.05  # seconds between two looks at what it holds
_TAIL = 4096  # bytes of standard error that tell why it died


class Died(Exception):
    """No document: it took ``memory``, ``time`` or ``output`` beyond the limits, or the process ended by itself (``crash``)."""

    def __init__(self, reason: str, told: str) -> None:
        super().__init__(f"{reason}: {told}")
        self.reason = reason
        self.told = told


class Process:
    """The process. Asked by one thread at a time; ``kill`` may be called by any."""

    def __init__(self, limits: Limits) -> None:
        """Starts it. OSError where the system starts no more processes."""
        self.limits = limits
        self._late = threading.Event()
        self._spent = False
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        executable = os.fsdecode(multiprocessing.spawn.get_executable() or sys.executable)
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
        try:
            self._running = subprocess.Popen(
                [executable, "-P", "-m", _MODULE, str(limits.memory), str(limits.output)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env={**os.environ, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                start_new_session=True,  # a terminal's interrupt does not reach it before it has learnt to ignore it
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except BaseException:
            self._errors.close()
            raise
        self._inherited, self._seen = _peak_here(), 0

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return not self._spent and self._running.poll() is None

    def ask(self, *, url: str, name: str, body: bytes, ocr: bool) -> Document:
        """The document. Raises Died, and is then of no more use."""
        assert self._running.stdin is not None and self._running.stdout is not None
        task = {"url": url, "name": name, "size": len(body), "ocr": ocr, "seconds": self.limits.seconds}
        clock = threading.Timer(self.limits.wall, self._too_late)
        clock.daemon = True
        clock.start()
        done = threading.Event()
        if self._inherited > self.limits.memory * _NEARLY:
            threading.Thread(target=self._look, args=(done,), daemon=True).start()
        try:
            with suppress(OSError):  # it died while it was told: its end says why
                self._running.stdin.write(json.dumps(task).encode() + b"\n")
                self._running.stdin.write(body)
                self._running.stdin.flush()
            letter, data = self._answer(self._running.stdout)
        finally:
            clock.cancel()
            done.set()
        self._spent = letter != b"D"
        if letter in (b"D", b"L"):
            try:
                return unpacked(data)
            except (ValueError, KeyError, TypeError) as error:
                self.kill()
                raise Died("crash", f"its process answered nonsense ({type(error).__name__})") from None
        raise self._died(data.decode("ascii", "replace") if letter else "")

    def kill(self) -> None:
        """End it at once."""
        self._spent = True
        with suppress(OSError):
            self._running.kill()

    def close(self) -> None:
        """End it, and forget it."""
        self.kill()
        for pipe in (self._running.stdin, self._running.stdout, self._errors):
            with suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]
        with suppress(OSError, subprocess.TimeoutExpired):
            self._running.wait(10)

    def _answer(self, pipe: IO[bytes]) -> tuple[bytes, bytes]:
        """Its letter and its data; ``b""`` where it ended without. What is longer than allowed is not read."""
        head = pipe.read(9)
        if len(head) < 9:
            return b"", b""
        size = int.from_bytes(head[1:], "big")
        if size > self.limits.output:
            return b"X", b"output"
        data = pipe.read(size)
        return (head[:1], data) if len(data) == size else (b"", b"")

    def _look(self, done: threading.Event) -> None:
        """Note what it holds, as long as it works: where we are large, what the system tells of its end is of no use."""
        while not done.wait(_LOOKS):
            self._seen = max(self._seen, _peak_of(self._running.pid))

    def _too_late(self) -> None:
        self._late.set()
        self.kill()

    def _died(self, reason: str) -> Died:
        """Why it is dead, or will be now."""
        limits = self.limits
        if not reason:
            peak = self._ended()
            code = self._running.poll()
            if self._late.is_set() or (sys.platform != "win32" and code == -signal.SIGXCPU):
                reason = "time"
            else:
                full = peak > limits.memory * _NEARLY or any(word in self._complaint() for word in _NO_MEMORY)
                reason = "memory" if full else "crash"
        self.kill()
        told = {
            "memory": f"more than {limits.memory >> 20} MiB",
            "time": f"more than {limits.seconds} s",
            "output": f"more than {limits.output >> 20} MiB of text and tables",
        }
        return Died(reason, told.get(reason) or _told(self._running.poll()))

    def _ended(self) -> int:
        """Wait for its end; the most bytes it ever held in memory, 0 where the system does not tell.

        Linux counts what we held when we started it as its own: a peak that is not above ours tells nothing, and what was seen counts.
        """
        if sys.platform != "win32" and self._running.returncode is None:
            with suppress(ChildProcessError):
                _, status, usage = os.wait4(self._running.pid, 0)
                self._running.returncode = os.waitstatus_to_exitcode(status)
                peak = usage.ru_maxrss * _UNIT
                return peak if peak > self._inherited else self._seen
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(10)
        return 0

    def _complaint(self) -> bytes:
        with suppress(OSError, ValueError):
            self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - _TAIL))
            return self._errors.read()
        return b""


def _peak_here() -> int:
    """The most bytes that this process ever held in memory, 0 where the system does not tell."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT if sys.platform != "win32" else 0


def _peak_of(pid: int) -> int:
    """The most bytes that a running process ever held in memory, 0 where the system does not tell."""
    with suppress(OSError, ValueError), open(f"/proc/{pid}/status", "rb") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith(b"VmHWM:")), 0)
    return 0


def _told(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"its process ended by {signal.Signals(-code).name}"
    return f"its process ended with status {code}"
