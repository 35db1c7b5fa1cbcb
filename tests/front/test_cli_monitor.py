"""``spotcheck monitor`` and the national tables as a user runs them: real processes, a real site on loopback."""

from __future__ import annotations

import json
from pathlib import Path

from spotcheck.crawler.records import Outcome, Probe
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.probe_spool import NAME
from spotcheck.ledger.schema import locked
from tests.front.small import findings, spotcheck

PORTAL = ("--function", "general_office", "--level", "county")


def probes(workspace: Path) -> list[Probe]:
    with Ledger.read(workspace) as ledger:
        return ledger.probes("2000", "9999")


def test_a_probe_is_kept_and_told_in_one_line(site: str, tmp_path: Path) -> None:
    done = spotcheck("monitor", f"http://{site}/", "--allow", site, "--workspace", "ws", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (found,) = probes(tmp_path / "ws")
    assert (found.url, found.outcome, found.status) == (f"http://{site}/", Outcome.READ, 200)
    assert done.stdout.startswith(f"{found.at}  http://{site}/  opened  200")


def test_a_site_that_is_down_is_no_error_of_the_command(tmp_path: Path) -> None:
    done = spotcheck("monitor", "http://127.0.0.1:9/", "--allow", "127.0.0.1:9", cwd=tmp_path, SPOTCHECK_LANG="zh")
    assert done.returncode == 0, done.stderr
    assert "无法建立连接" in done.stdout
    assert [probe.outcome for probe in probes(tmp_path / "spotcheck-data")] == [Outcome.CONNECT]


def test_times_and_every_make_a_series_and_several_sites_are_probed_together(site: str, tmp_path: Path) -> None:
    given = ("--allow", site, "--allow", "127.0.0.1:9", "--times", "2", "--every", "1.1")
    assert spotcheck("monitor", f"http://{site}/", "http://127.0.0.1:9/", *given, cwd=tmp_path).returncode == 0
    assert len(probes(tmp_path / "spotcheck-data")) == 4


def test_the_sites_of_the_register_are_probed(site: str, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(f"首页网址,网站名称\nhttp://{site}/,清河县统计局\n", encoding="utf-8")
    assert spotcheck("register", "import", "register.csv", cwd=tmp_path).returncode == 0
    assert spotcheck("monitor", "--registered", "--allow", site, cwd=tmp_path).returncode == 0
    assert len(probes(tmp_path / "spotcheck-data")) == 1


def test_without_a_site_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = spotcheck("monitor", cwd=tmp_path)
    assert done.returncode == 2
    assert "--registered" in done.stderr


def test_a_probe_made_while_the_workspace_is_held_waits_and_is_not_lost(site: str, tmp_path: Path) -> None:
    workspace = tmp_path / "spotcheck-data"
    Ledger.write(workspace).close()
    with locked(workspace):
        done = spotcheck("monitor", f"http://{site}/", "--allow", site, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (workspace / NAME).is_file()
        assert probes(workspace) == []
    with (workspace / NAME).open("a", encoding="utf-8") as file:
        file.write('{"url": "http://cut.example/", "at"\n')  # a process was killed while it wrote
    assert spotcheck("monitor", f"http://{site}/", "--allow", site, cwd=tmp_path).returncode == 0
    assert len(probes(workspace)) == 2
    assert not (workspace / NAME).exists()


def test_the_table_is_chosen_by_the_day_and_the_report_shows_its_sheet(site: str, tmp_path: Path) -> None:
    given = ("--allow", site, "--delay", "0", "--catalogue", "national", *PORTAL, "--json", "-")
    done = spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [each["id"] for each in told["run"]["catalogues"]] == ["national-2019"]
    assert {duty.partition("/")[0] for duty in findings(done)} == {"national-2019"}
    (sheet,) = told["scores"]
    assert (sheet["catalogue"], sheet["standing"], sheet["scored"]) == ("national-2019", "vetoed", False)  # nothing since 2018
    assert {row["duty"] for row in sheet["rows"] if row["verdict"] == "fail"} >= {"national-2019/V.3", "national-2019/V.6a"}
    (report,) = (tmp_path / "spotcheck-data" / "reports").glob("*/*.html")
    text = report.read_text(encoding="utf-8")
    assert "评分表：政府网站与政务新媒体检查指标（2019年）" in text
    assert "一份非官方来源" in text

    again = spotcheck("judge", "--catalogue", "national", "--as-of", "2018-01-20", "--json", "-", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert [each["id"] for each in json.loads(again.stdout)["run"]["catalogues"]] == ["national-2015"]
    shown = spotcheck("findings", "--format", "json", cwd=tmp_path)
    assert [each["catalogue"] for each in json.loads(shown.stdout)["scores"]] == ["national-2015"]


def test_probes_of_a_week_decide_availability(site: str, tmp_path: Path) -> None:
    workspace = tmp_path / "spotcheck-data"
    given = ("--allow", site, "--delay", "0", "--catalogue", "national", *PORTAL, "--no-report", "--json", "-")
    assert findings(spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path))["national-2019/V.2"][2] == "too_few_probes"
    with Ledger.write(workspace) as ledger:
        hours = [f"2026-01-{day:02}T{hour:02}:00:00Z" for day in range(1, 9) for hour in range(24)]
        ledger.save_probes(
            Probe(url=f"http://{site}/", at=at, outcome=Outcome.SERVER_ERROR if number % 10 == 0 else Outcome.READ, status=500, seconds=1.0)
            for number, at in enumerate(hours)
        )
    judged = spotcheck("judge", "--catalogue", "national", "--as-of", "2026-01-08", "--json", "-", cwd=tmp_path)
    assert findings(judged)["national-2019/V.2"] == ("fail", "broken", None)
    assert json.loads(judged.stdout)["scores"][0]["standing"] == "vetoed"


def test_a_catalogue_named_outside_its_dates_is_used_and_the_report_says_so(site: str, tmp_path: Path) -> None:
    given = ("--allow", site, "--delay", "0", "--catalogue", "national-2015", *PORTAL)
    assert spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path).returncode == 0
    (report,) = (tmp_path / "spotcheck-data" / "reports").glob("*/*.html")
    assert "试用：超出本目录适用范围" in report.read_text(encoding="utf-8")
