"""``spotcheck schedule`` writes and explains timers; ``spotcheck scheduled`` is what they start. Installs nothing by itself."""

from __future__ import annotations

import os
import re
import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.cli.choices import choice, completing
from spotcheck.config import clock
from spotcheck.config.china_time import day_in_china
from spotcheck.config.errors import UserError
from spotcheck.config.language import language, say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.jobs.timetables import Task, Timetable

JOBS = ("quarter", "monitor", "probes")
FORMS = ("systemd", "cron", "windows")
SHORT = say("写出定时任务并说明怎样启用", "Write timers, and explain how they are switched on")
HELP = SHORT + say(
    """：quarter 季度抽查（抽取、检查、写通报），monitor 每日巡查登记册的全部网站，probes 每小时探测一次首页（全国指标要求）。

    只写文件，不安装任何东西。到时运行的是 spotcheck scheduled：全部输出记入工作区的 logs，保留退出状态，结束时可调用
    spotcheck.toml 里 on_finish 的命令。

    spotcheck schedule quarter --form windows""",
    """: quarter is the spot check (draw, run, notice), monitor a look at every site of the register once a day, probes one probe of each
    home page an hour (as the national tables ask).

    It writes files and installs nothing. What they start is 'spotcheck scheduled': all that is said goes to a log in the workspace, the
    exit status is kept, and a command can be called when it ends (on_finish in spotcheck.toml).

    spotcheck schedule quarter --form windows""",
)
RUN_HELP = say(
    "运行一项定时任务：输出记入工作区的 logs，保留退出状态，结束时调用 on_finish",
    "Run a scheduled job: what it says goes to a log, its exit status is kept, and on_finish is called when it ends",
)


RetryAfter = Annotated[
    float,
    typer.Option(
        "--retry-after",
        min=0.0,
        max=336.0,
        metavar="HOURS",
        help=say("未能读取的网站隔多少小时再查；默认 24", "After how many hours sites that failed are tried again; default 24"),
    ),
]


def schedule(
    jobs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="JOB",
            help=say("quarter、monitor、probes；默认前两项", "quarter, monitor, probes; the first two by default"),
            autocompletion=completing(lambda: JOBS),
        ),
    ] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    form: Annotated[
        str | None, choice("--form", FORMS, help=say("形式；默认按本机的系统", "The form; by default that of this machine"))
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="HH:MM",
            help=say("几点；默认季度 01:00、每日 05:30", "At what time; 01:00 for the quarter and 05:30 by default"),
        ),
    ] = None,
    day: Annotated[
        int,
        typer.Option("--day", min=1, max=28, help=say("季度检查在当月几日；默认 1", "On which day of the month the quarter's check is")),
    ] = 1,
    months: Annotated[
        str,
        typer.Option(
            "--months",
            metavar="N,N,…",
            help=say("季度检查在哪几个月；默认各季度末月", "In which months the quarter's check is; by default the last of each quarter"),
        ),
    ] = "3,6,9,12",
    retry_after: RetryAfter = 24.0,
    out: Annotated[
        Path | None, typer.Option("--out", help=say("写到这个文件夹；默认 工作区/schedule", "The folder; default WORKSPACE/schedule"))
    ] = None,
) -> None:
    """Write the files of each job, and say what they do and how they are switched on and off."""
    from spotcheck.jobs.timetables import FORMS as WRITERS
    from spotcheck.jobs.timetables import Task

    wanted = [arguments.one_of("schedule", job, JOBS) for job in dict.fromkeys(jobs or ("quarter", "monitor"))]
    chosen = form or _this_machine()
    at_time = _time(at) if at is not None else None
    folder = out or workspace / "schedule"
    today = day_in_china(clock.now())
    for job in wanted:
        words = (sys.executable, "-m", "spotcheck", "scheduled", job, "--workspace", str(workspace.resolve()), "--log-lang", language())
        more = ("--retry-after", f"{retry_after:g}") if job == "quarter" else ()
        when = _when(job, at_time, day, _months(months))
        task = Task(name=f"spotcheck-{job}", about=_about(job, workspace), words=(*words, *more), folder=Path.cwd(), when=when)
        files = WRITERS[chosen](task, today)
        _write(folder, files)
        _explain(task, chosen, [folder / name for name in files], workspace)
    if chosen == "windows" and os.name != "nt":
        terminal.warn(
            "文件里的路径是本机的；请在运行任务的 Windows 机器上重新生成",
            "the paths in it are those of this machine; write it on the Windows machine that is to run it",
        )
    if any(os.environ.get(name) for name in ("http_proxy", "https_proxy", "HTTPS_PROXY")):
        terminal.warn(
            "现在的环境里有代理（http_proxy 等），定时任务不知道它；需要时请写进定时任务的环境",
            "a proxy is set here (http_proxy, …) and a timer does not know of it; set it where the timer runs, if it needs one",
        )


def scheduled(
    job: Annotated[
        str,
        typer.Argument(
            metavar="JOB",
            help=say("quarter、monitor 或 probes", "quarter, monitor or probes"),
            autocompletion=completing(lambda: JOBS),
        ),
    ],
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", metavar="QUARTER", help=say("哪个季度；默认今天所在的", "Which quarter; default that of today")),
    ] = None,
    retry_after: RetryAfter = 24.0,
    log_lang: Annotated[str | None, choice("--log-lang", arguments.LANGUAGES, help=say("日志的语言", "The language of the log"))] = None,
) -> None:
    """Run the steps of the job; end with their status."""
    from spotcheck.jobs.scheduled import ScheduledJob, run_scheduled

    which = ScheduledJob(arguments.one_of("scheduled", job, JOBS))
    name = arguments.quarter(quarter) if quarter else None
    ended = run_scheduled(which, workspace, quarter=name, retry_after=retry_after, language=log_lang or language())
    terminal.plain(say(f"{job}：状态 {ended.status}；{ended.log.resolve()}", f"{job}: status {ended.status}; {ended.log.resolve()}"))
    if ended.status:
        raise typer.Exit(ended.status)


def _when(job: str, at: time | None, day: int, months: tuple[int, ...]) -> Timetable:
    from spotcheck.jobs.timetables import Timetable

    if job == "quarter":
        return Timetable(at=at or time(1, 0), day=day, months=months)
    if job == "monitor":
        return Timetable(at=at or time(5, 30))
    return Timetable(at=at or time(0, 17), hourly=True)


def _about(job: str, workspace: Path) -> str:
    told = {
        "quarter": ("季度抽查", "the quarterly spot check"),
        "monitor": ("每日巡查", "a daily look at every site"),
        "probes": ("每小时探测首页", "hourly probes of home pages"),
    }
    return f"spotcheck: {say(*told[job])} ({workspace.resolve()})"


def _explain(task: Task, form: str, files: list[Path], workspace: Path) -> None:
    """What it does and when, how it is switched on, looked at and off; on stdout, beside the paths of the files."""
    when = task.when
    clock_ = say("北京时间", "China time") if form == "systemd" else say("本机时间", "the time of the machine")
    if when.hourly:
        time_ = say(f"每小时第 {when.at.minute} 分", f"every hour at minute {when.at.minute}")
    elif when.months:
        months = say("、", ", ").join(map(str, when.months))
        time_ = say(f"{months} 月 {when.day} 日 {when.at:%H:%M}", f"on day {when.day} of the months {months} at {when.at:%H:%M}")
    else:
        time_ = say(f"每天 {when.at:%H:%M}", f"every day at {when.at:%H:%M}")
    terminal.plain(f"{task.about}：{time_}（{clock_}）" if language() == "zh" else f"{task.about}: {time_} ({clock_})")
    for path in files:
        terminal.plain(f"  {path.resolve()}")
    for line in _steps(task.name, form, files):
        terminal.plain(f"  {line}")
    logs = (workspace / "logs").resolve()
    terminal.plain(
        say(
            f"  日志在 {logs}；spotcheck.toml 的 on_finish 在结束时调用",
            f"  logs in {logs}; on_finish of spotcheck.toml is called at the end",
        )
    )


def _steps(name: str, form: str, files: list[Path]) -> list[str]:
    paths = " ".join(f'"{path.resolve()}"' for path in files)
    if form == "systemd":
        units = "~/.config/systemd/user"
        return [
            say("启用：", "switch on: ")
            + f"mkdir -p {units} && cp {paths} {units}/ && systemctl --user daemon-reload && systemctl --user enable --now {name}.timer",
            say("不登录时也运行：", "also while nobody is logged in: ") + "loginctl enable-linger",
            say("查看：", "look: ") + f"systemctl --user list-timers {name}.timer",
            say("试运行：", "try it now: ") + f"systemctl --user start {name}.service",
            say("停用：", "switch off: ") + f"systemctl --user disable --now {name}.timer",
        ]
    if form == "cron":
        return [
            say("启用：", "switch on: ") + f"(crontab -l 2>/dev/null; cat {paths}) | crontab -",
            say("查看：", "look: ") + "crontab -l",
            say("停用：crontab -e，删去这一行", "switch off: crontab -e, and delete the line"),
        ]
    return [
        say("启用：", "switch on: ") + f'schtasks /Create /TN "{name}" /XML {paths}',
        say("不登录时也运行：上一命令再加 /RU 用户名 /RP *", "also while nobody is logged in: add /RU USER /RP * to it"),
        say("查看：", "look: ") + f'schtasks /Query /TN "{name}" /V /FO LIST',
        say("试运行：", "try it now: ") + f'schtasks /Run /TN "{name}"',
        say("停用：", "switch off: ") + f'schtasks /Delete /TN "{name}" /F',
    ]


def _this_machine() -> str:
    if os.name == "nt":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def _time(word: str) -> time:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", word)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise UserError(zh=f"--at：“{word}”不是时刻；请写成 05:30 的形式", en=f"--at: '{word}' is no time of day; write it like 05:30")


def _months(word: str) -> tuple[int, ...]:
    parts = word.split(",")
    if all(re.fullmatch(r"\s*(0?[1-9]|1[0-2])\s*", part) for part in parts):
        return tuple(sorted({int(part) for part in parts}))
    raise UserError(
        zh=f"--months：“{word}”不是月份；请写成 3,6,9,12 的形式", en=f"--months: '{word}' names no months; write it like 3,6,9,12"
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            zh=f"{folder}：写不进去（{why}）；请用 --out 另选文件夹",
            en=f"{folder}: cannot be written ({why}); choose another folder with --out",
        ) from error
