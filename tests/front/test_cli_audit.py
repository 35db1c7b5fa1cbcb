"""``spotcheck audit`` as a user runs it: a real process, a real site on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.front.small import environment, findings, served, site_pages, spotcheck

STATISTICS = ("--function", "statistics", "--level", "county")


def test_an_audit_ends_with_the_path_of_the_report(site: str, catalogue: Path, tmp_path: Path) -> None:
    done = spotcheck("audit", f"http://{site}/", "--allow", site, "--catalogue", catalogue, "--delay", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = Path(done.stdout.splitlines()[-1])
    assert report.is_file()
    assert "清河县统计局" in report.read_text(encoding="utf-8")
    assert "1.1.2 河长公示" in done.stdout


def test_json_on_standard_output_stands_there_alone_and_holds_every_duty_once(site: str, catalogue: Path, tmp_path: Path) -> None:
    given = ("--allow", site, "--catalogue", catalogue, "--delay", "0", "--json", "-", "--no-report")
    done = spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path)
    assert findings(done) == {
        "own/1.1.1": ("pass", None, None),
        "own/1.1.2": ("fail", "absent", None),
        "own/1.1.3": ("not_applicable", None, None),
    }
    run = json.loads(done.stdout)["run"]
    assert run["complete"] and [(each["id"], each["version"], len(each["sha256"])) for each in run["catalogues"]] == [("own", "1", 64)]
    assert done.stderr == ""
    assert not (tmp_path / "spotcheck-data" / "reports").exists()


def test_the_exit_status_follows_fail_on(site: str, catalogue: Path, tmp_path: Path) -> None:
    given = ("--allow", site, "--catalogue", catalogue, "--delay", "0", "--no-report")
    statuses = {word: spotcheck("audit", site, *given, "--fail-on", word, cwd=tmp_path).returncode for word in ("never", "fail")}
    assert statuses == {"never": 0, "fail": 1}


def test_function_and_level_come_from_the_register_and_the_command_line_goes_first(site: str, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(f"首页网址,网站名称,层级,职能\nhttp://{site}/,清河县统计局,县级,统计\n", encoding="utf-8")
    assert spotcheck("register", "import", "register.csv", cwd=tmp_path).returncode == 0
    given = ("--allow", site, "--catalogue", catalogue, "--delay", "0", "--json", "-", "--no-report")
    assert findings(spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path))["own/1.1.3"][0] == "fail"
    said = spotcheck("audit", f"http://{site}/", *given, "--function", "finance", cwd=tmp_path)
    assert findings(said)["own/1.1.3"][0] == "not_applicable"


def test_an_unreachable_host_is_one_line_status_3_and_a_report_of_unknowns(catalogue: Path, tmp_path: Path) -> None:
    closed = "127.0.0.1:9"
    done = spotcheck("audit", f"http://{closed}/", "--allow", closed, "--catalogue", catalogue, "--delay", "0", cwd=tmp_path)
    assert done.returncode == 3
    assert re.fullmatch(r"error: http://127\.0\.0\.1:9/: the home page could not be read: .*\n", done.stderr)
    assert Path(done.stdout.splitlines()[-1]).is_file()
    told = spotcheck("findings", "--format", "json", cwd=tmp_path)
    assert {verdict for verdict, _, _ in findings(told).values()} == {"unknown", "not_applicable"}


def test_a_private_address_that_is_not_allowed_is_refused_and_nothing_is_held_against_it(
    site: str, catalogue: Path, tmp_path: Path
) -> None:
    done = spotcheck("audit", f"http://{site}/", "--catalogue", catalogue, "--json", "-", "--no-report", cwd=tmp_path)
    assert done.returncode == 3
    assert findings(done)["own/1.1.2"][0] == "unknown"


def test_a_page_budget_ends_a_run_that_is_complete_and_proves_no_absence(site: str, catalogue: Path, tmp_path: Path) -> None:
    given = ("--allow", site, "--catalogue", catalogue, "--delay", "0", "--json", "-", "--no-report", "--max-pages", "2")
    done = spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path)
    assert done.returncode == 0
    assert findings(done)["own/1.1.2"] == ("unknown", None, "over_budget")


def test_ctrl_c_ends_cleanly_says_how_to_go_on_and_the_same_command_goes_on(catalogue: Path, tmp_path: Path) -> None:
    with served(site_pages(40), slow=0.1) as site:
        args = ["audit", f"http://{site}/", "--allow", site, "--catalogue", str(catalogue), "--delay", "0.05", "--json", "f.json"]
        process = subprocess.Popen(
            [sys.executable, "-m", "spotcheck", *args], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        _wait_for_pages(tmp_path, 5)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 3
        assert b"run the same command again" in told
        assert json.loads((tmp_path / "f.json").read_text())["run"]["complete"] is False
        again = spotcheck(*args, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "continuing the incomplete run" in again.stderr
    told_run = json.loads((tmp_path / "f.json").read_text())["run"]
    assert told_run["complete"] is True
    assert told_run["outcomes"] == {"read": 44}
    assert len(list((tmp_path / "spotcheck-data" / "runs").iterdir())) == 1


def test_a_complete_run_is_followed_by_a_new_one_and_fresh_leaves_an_incomplete_one_alone(catalogue: Path, tmp_path: Path) -> None:
    with served(site_pages(30), slow=0.1) as site:
        args = ["audit", f"http://{site}/", "--allow", site, "--catalogue", str(catalogue), "--delay", "0", "--no-report"]
        process = subprocess.Popen([sys.executable, "-m", "spotcheck", *args], cwd=tmp_path, env=environment())
        _wait_for_pages(tmp_path, 3)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
        assert spotcheck(*args, "--fresh", cwd=tmp_path).returncode == 0
        assert spotcheck(*args, cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "spotcheck-data" / "runs").iterdir())) == 3


def test_progress_is_told_in_plain_lines_when_piped(catalogue: Path, tmp_path: Path) -> None:
    with served(site_pages(60), slow=0.15) as site:
        given = ("--allow", site, "--catalogue", catalogue, "--delay", "0.1", "--no-report", "--as-of", "2018-01-20")
        done = spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path)
    lines = [line for line in done.stderr.splitlines() if "pages read" in line]
    assert lines
    assert all("\x1b" not in line and "left" in line for line in lines)


def _wait_for_pages(folder: Path, pages: int) -> None:
    import sqlite3

    for _ in range(400):
        for path in (folder / "spotcheck-data" / "runs").glob("*/snapshot.db"):
            try:
                with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
                    if db.execute("SELECT count(*) FROM visits").fetchone()[0] >= pages:
                        return
            except sqlite3.OperationalError:
                pass
        time.sleep(0.05)
    raise AssertionError("the crawl did not begin")
