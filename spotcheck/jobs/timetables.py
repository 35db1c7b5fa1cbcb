"""A task for the timers of an operating system: as systemd units, a line for cron, or the XML of a Windows task. Installs nothing."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from xml.sax.saxutils import escape

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When: at ``at``, every day; or only on ``day`` of ``months``; or every hour, at the minute of ``at``."""

    at: time
    day: int | None = None
    months: tuple[int, ...] = ()
    hourly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be started: ``words`` of a command, in ``folder``. ``name`` has letters and hyphens; ``about`` is one line for people."""

    name: str
    about: str
    words: tuple[str, ...]
    folder: Path
    when: Timetable


def systemd(task: Task, today: date) -> dict[str, bytes]:
    """A service and its timer, which counts in China time and makes up for what was missed while the machine was off."""
    command = " ".join(_systemd_word(word) for word in task.words)
    service = (
        f"[Unit]\nDescription={_percent(task.about)}\nWants=network-online.target\nAfter=network-online.target\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={_percent(str(task.folder))}\nExecStart={command}\nNice=10\n"
    )
    timer = (
        f"[Unit]\nDescription={_percent(task.about)}\n\n"
        f"[Timer]\nOnCalendar={calendar(task.when)}\nPersistent={'false' if task.when.hourly else 'true'}\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {f"{task.name}.service": service.encode(), f"{task.name}.timer": timer.encode()}


def calendar(when: Timetable) -> str:
    """The times of systemd, in China time."""
    days = f"*-{','.join(f'{month:02}' for month in when.months)}-{when.day:02}" if when.months and when.day else "*-*-*"
    return f"{days} {'*' if when.hourly else f'{when.at.hour:02}'}:{when.at.minute:02}:00 Asia/Shanghai"


def cron(task: Task, today: date) -> dict[str, bytes]:
    """A line for a crontab, in the time of the machine; cron itself takes % for the end of the command."""
    when = task.when
    hour = "*" if when.hourly else str(when.at.hour)
    days = f"{when.day} {','.join(map(str, when.months))}" if when.months and when.day else "* *"
    command = f"cd {shlex.quote(str(task.folder))} && {shlex.join(task.words)}".replace("%", "\\%")
    return {f"{task.name}.cron": f"# {task.about}\n{when.at.minute} {hour} {days} * {command}\n".encode()}


def windows(task: Task, today: date) -> dict[str, bytes]:
    """The XML of a task, in UTF-16 as the Task Scheduler reads it, in the time of the machine."""
    when = task.when
    repeated = "<Repetition><Interval>PT1H</Interval><Duration>P1D</Duration></Repetition>" if when.hourly else ""
    start = f"{today.isoformat()}T{0 if when.hourly else when.at.hour:02}:{when.at.minute:02}:00"
    schedule = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    if when.months and when.day:
        months = "".join(f"<{_MONTHS[month - 1]} />" for month in when.months)
        days = f"<DaysOfMonth><Day>{when.day}</Day></DaysOfMonth>"
        schedule = f"<ScheduleByMonth>{days}<Months>{months}</Months></ScheduleByMonth>"
    program, arguments = task.words[0], subprocess.list2cmdline(task.words[1:])
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(task.about)}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>{repeated}<StartBoundary>{start}</StartBoundary><Enabled>true</Enabled>{schedule}</CalendarTrigger>
  </Triggers>
  <Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(str(task.folder))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    return {f"{task.name}.xml": text.replace("\n", "\r\n").encode("utf-16")}


FORMS: Mapping[str, Callable[[Task, date], dict[str, bytes]]] = {"systemd": systemd, "cron": cron, "windows": windows}


def _systemd_word(word: str) -> str:
    """A word as systemd reads it back: quoted, with its own signs for variables and specifiers doubled."""
    quoted = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _percent(quoted).replace("$", "$$") + '"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")
