"""What a schedule runs: the steps of a job, all that they say in a log file, their exit status kept, and a command when they have ended.

Prints nothing. A command of ``on_finish`` that fails is told in the log and changes no status.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import IO

from spotcheck.config import clock
from spotcheck.config.china_time import day_in_china
from spotcheck.config.errors import UserError
from spotcheck.config.settings import load_settings

LOGS = "logs"
ENDED = ("SPOTCHECK_ENDED_JOB", "SPOTCHECK_ENDED_STATUS", "SPOTCHECK_ENDED_LOG", "SPOTCHECK_ENDED_QUARTER")  # told to on_finish
RETRY_AFTER = 24.0  # hours
_FINISH_LIMIT = 600.0  # seconds that the command of on_finish may take
_BROKEN = 3


class ScheduledJob(StrEnum):
    """What can be scheduled: the quarterly check, the daily look at every site, or the hourly probes that the national tables ask for."""

    QUARTER = "quarter"
    MONITOR = "monitor"
    PROBES = "probes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """``status``: that of the first step that did not end with 0, else 0. ``log``: where all of it is told."""

    status: int
    log: Path


def run_scheduled(
    job: ScheduledJob, workspace: Path, *, quarter: str | None = None, retry_after: float = RETRY_AFTER, language: str = ""
) -> Finished:
    """Runs a job to its end. ``quarter``: the one of today in China, unless given. Raises UserError for settings or a log that fail."""
    settings = load_settings(workspace)
    today = day_in_china(clock.now())
    name = quarter or f"{today.year}Q{(today.month + 2) // 3}"
    log = workspace / LOGS / (f"quarter-{name}.log" if job is ScheduledJob.QUARTER else f"{job}-{today:%Y-%m}.log")
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"} | ({"SPOTCHECK_LANG": language} if language else {})
    with _opened(log) as file:
        status = 0
        for step in _steps(job, name, retry_after):
            words = ["spotcheck", *step, "--workspace", str(workspace)]
            _note(file, f"begins: {subprocess.list2cmdline(words)}")
            status = _ran([sys.executable, "-m", *words], file, environment)
            _note(file, f"ended with status {status}")
            if status:
                break
        if settings.on_finish:
            told = dict(zip(ENDED, (job.value, str(status), str(log.resolve()), name), strict=True))
            _call(settings.on_finish, workspace, file, environment | told)
    return Finished(status=status, log=log)


def _steps(job: ScheduledJob, quarter: str, retry_after: float) -> list[list[str]]:
    """The commands of a job, without the workspace. A quarter that was drawn stays as it was drawn."""
    if job is ScheduledJob.QUARTER:
        return [["quarter", "draw", quarter], ["quarter", "run", quarter, "--retry-after", f"{retry_after:g}"]]
    return [["monitor", "--registered", *(["--look"] if job is ScheduledJob.MONITOR else [])]]


def _ran(command: Sequence[str], file: IO[str], environment: dict[str, str]) -> int:
    """The exit status of a command that says everything into the file; 3 for one that was killed or cannot be started."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, start_new_session=os.name != "nt"
        )
    except OSError as error:
        _note(file, f"cannot be started: {error}")
        return _BROKEN
    with process, _passed_on(process):
        status = process.wait()
    if status < 0:
        _note(file, f"killed by signal {-status}")
    return status if status >= 0 else _BROKEN


@contextmanager
def _passed_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whoever stops us stops the step, which ends cleanly; then we go on to the end."""

    def forward(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)

    if os.name == "nt":
        yield
        return
    before = {number: signal.signal(number, forward) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _call(words: Sequence[str], workspace: Path, file: IO[str], environment: dict[str, str]) -> None:
    _note(file, f"on_finish: {subprocess.list2cmdline(words)}")
    try:
        done = subprocess.run(
            words, cwd=workspace, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, timeout=_FINISH_LIMIT, check=False
        )
        _note(file, f"on_finish ended with status {done.returncode}")
    except subprocess.TimeoutExpired:
        _note(file, f"on_finish was ended after {_FINISH_LIMIT:.0f} seconds")
    except OSError as error:
        _note(file, f"on_finish cannot be started: {error}")


def _note(file: IO[str], line: str) -> None:
    file.write(f"{clock.now()} {line}\n")
    file.flush()


@contextmanager
def _opened(log: Path) -> Iterator[IO[str]]:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        file = log.open("a", encoding="utf-8", errors="replace")
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{log}：日志写不进去（{why}）；请检查工作区的权限", en=f"{log}: the log cannot be written ({why}); check the permissions"
        ) from error
    with file:
        yield file
