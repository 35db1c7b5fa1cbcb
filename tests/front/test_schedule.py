"""Timers are written and explained; what they start keeps a log and its status, and calls a command when it has ended."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from datetime import date, time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from spotcheck.cli import main
from spotcheck.jobs.quarter_settings import settle
from spotcheck.jobs.timetables import Task, Timetable, calendar, cron, systemd, windows
from spotcheck.ledger.ledger import Ledger
from tests.front import small

Said = pytest.CaptureFixture[str]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ODD = Task(
    name="spotcheck-quarter",
    about="spotcheck: 100 % <&>",
    words=("/data/my venv/python", "-m", "spotcheck", "--workspace", "/data/a b/50%/$x'\"\\"),
    folder=Path("/data/a b"),
    when=Timetable(at=time(1, 5), day=1, months=(3, 12)),
)


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_cron_line_says_when_and_survives_odd_paths() -> None:
    (text,) = cron(ODD, date(2026, 1, 1)).values()
    comment, line = text.decode().splitlines()
    assert comment.startswith("# ")
    when, _, command = line.partition(" cd ")
    assert when == "5 1 1 3,12 *"
    assert re.search(r"(?<!\\)%", command) is None  # cron would end the command there
    assert shlex.split("cd " + command.replace("\\%", "%")) == ["cd", "/data/a b", "&&", *ODD.words]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (Timetable(at=time(1, 5), day=1, months=(3, 12)), "*-03,12-01 01:05:00 Asia/Shanghai"),
        (Timetable(at=time(5, 30)), "*-*-* 05:30:00 Asia/Shanghai"),
        (Timetable(at=time(0, 17), hourly=True), "*-*-* *:17:00 Asia/Shanghai"),
    ],
)
def test_systemd_understands_the_times(when: Timetable, told: str) -> None:
    assert calendar(when) == told
    if shutil.which("systemd-analyze"):
        done = subprocess.run(["systemd-analyze", "calendar", told], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_a_systemd_unit_survives_odd_paths() -> None:
    files = systemd(ODD, date(2026, 1, 1))
    service = files["spotcheck-quarter.service"].decode()
    line = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    read_back = [re.sub(r"\\(.)", r"\1", word).replace("%%", "%").replace("$$", "$") for word in words]
    assert tuple(read_back) == ODD.words
    assert "Persistent=true" in files["spotcheck-quarter.timer"].decode()


def test_a_windows_task_is_xml_in_the_order_that_its_scheduler_writes() -> None:
    (content,) = windows(ODD, date(2026, 1, 1)).values()
    assert content.startswith(b"\xff\xfe")
    root = ElementTree.fromstring(content.decode("utf-16").replace('encoding="UTF-16"', ""))
    trigger = root.find(f"{TASK}Triggers/{TASK}CalendarTrigger")
    assert trigger is not None
    assert [each.tag.removeprefix(TASK) for each in trigger] == ["StartBoundary", "Enabled", "ScheduleByMonth"]
    assert [each.tag.removeprefix(TASK) for each in trigger.iter()][-2:] == ["March", "December"]
    run = root.find(f"{TASK}Actions/{TASK}Exec")
    assert run is not None
    assert run.findtext(f"{TASK}Command") == "/data/my venv/python"
    assert run.findtext(f"{TASK}Arguments") == subprocess.list2cmdline(ODD.words[1:])


@pytest.mark.parametrize(
    ("form", "files", "on"),
    [
        ("systemd", {"spotcheck-monitor.service", "spotcheck-monitor.timer"}, "systemctl --user enable --now spotcheck-monitor.timer"),
        ("cron", {"spotcheck-monitor.cron"}, "| crontab -"),
        ("windows", {"spotcheck-monitor.xml"}, 'schtasks /Create /TN "spotcheck-monitor" /XML '),
    ],
)
def test_each_form_is_written_and_explained(form: str, files: set[str], on: str, tmp_path: Path, capsys: Said) -> None:
    assert main.run(["schedule", "monitor", "--form", form, "--at", "5:45"]) == 0
    told = capsys.readouterr().out
    folder = tmp_path / "spotcheck-data" / "schedule"
    assert {path.name for path in folder.iterdir()} == files
    assert all(str(folder / name) in told for name in files)
    assert f"switch on: {'' if form != 'systemd' else 'mkdir'}" in told and on in told and "switch off: " in told
    assert "every day at 05:45" in told and str(tmp_path / "spotcheck-data" / "logs") in told


def test_without_a_name_the_quarter_and_the_daily_look_are_scheduled(capsys: Said) -> None:
    assert main.run(["schedule", "--form", "cron", "--out", "timers"]) == 0
    lines = [path.read_text().splitlines()[1] for path in sorted(Path("timers").iterdir())]
    assert [line.partition(" cd ")[0] for line in lines] == ["30 5 * * *", "0 1 1 3,6,9,12 *"]
    assert all(str(Path("spotcheck-data").resolve()) in line for line in lines)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["year"], "schedule: there is no 'year'"),
        (["--form", "launchd"], "--form: there is no 'launchd'"),
        (["--at", "25:00"], "--at: '25:00' is no time of day"),
        (["--months", "3,13"], "--months: '3,13' names no months"),
    ],
)
def test_a_wrong_word_is_one_line(given: list[str], told: str, capsys: Said) -> None:
    assert main.run(["schedule", *given]) == 2
    err = capsys.readouterr().err
    assert told in err and err.count("\n") == 1


def test_a_scheduled_quarter_logs_keeps_its_status_and_calls_the_command(tmp_path: Path, capsys: Said) -> None:
    small.catalogue(tmp_path / "own")
    workspace = tmp_path / "ws"
    with small.served(small.site_pages(1)) as site:
        rows = f"首页网址,网站名称,层级,职能\nhttp://{site}/,清河县统计局,县级,统计\n"
        (tmp_path / "register.csv").write_text(rows, encoding="utf-8")
        assert main.run(["register", "import", "register.csv", "--workspace", str(workspace)]) == 0
        assert main.run(["quarter", "draw", "2017Q4", "--share", "100%", "--workspace", str(workspace)]) == 0
        with Ledger.write(workspace) as ledger:  # as a first run by hand would keep it
            settle(ledger, "2017Q4", workspace, {"catalogue": ["own"], "delay": 0.0, "allow": [site], "as_of": "2018-01-15"})
        tell = "import os; open('ended.txt', 'w').write(' '.join(os.environ['SPOTCHECK_ENDED_' + n] for n in ('JOB', 'STATUS', 'QUARTER')))"
        (workspace / "spotcheck.toml").write_text(f"on_finish = ['{sys.executable}', '-c', \"{tell}\"]\n", encoding="utf-8")
        given = ("--quarter", "2017Q4", "--workspace", str(workspace), "--retry-after", "0")
        status = main.run(["scheduled", "quarter", *given])
    log = (workspace / "logs" / "quarter-2017Q4.log").read_text(encoding="utf-8")
    assert status == 0, log
    assert "2017Q4 was drawn before; the list stays as it is" in log
    assert "清河县统计局: not met 2, met 1" in log and log.count("ended with status 0") == 3
    assert (workspace / "ended.txt").read_text() == "quarter 0 2017Q4"


def test_a_job_that_cannot_run_keeps_its_status_and_the_command_is_told(tmp_path: Path, capsys: Said) -> None:
    workspace = tmp_path / "ws"
    Ledger.write(workspace).close()
    (workspace / "spotcheck.toml").write_text("on_finish = ['/nowhere/notify']\n", encoding="utf-8")
    assert main.run(["scheduled", "quarter", "--quarter", "2018Q1", "--workspace", str(workspace)]) == 2
    log = (workspace / "logs" / "quarter-2018Q1.log").read_text(encoding="utf-8")
    assert "register is empty" in log and "ended with status 2" in log
    assert "on_finish cannot be started" in log
    assert "quarter run" not in log
    assert "quarter: status 2; " in capsys.readouterr().out
