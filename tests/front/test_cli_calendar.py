"""``spotcheck calendar`` as a user runs it, and what ``audit`` says of the catalogues that it chose."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.front.small import spotcheck

LAW = ("--catalogue", "national-law", "--as-of", "2026-11-30")


def test_the_table_begins_with_the_next_days_and_names_the_article(tmp_path: Path) -> None:
    done = spotcheck("calendar", "--function", "finance", "--level", "county", *LAW, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    line = next(each for each in done.stdout.splitlines() if "A.49a" in each)
    assert line.startswith("2027-01-31") and "第49条第1款〔A〕" in line


def test_csv_and_ics_hold_the_same_days(tmp_path: Path) -> None:
    given = ("calendar", "--function", "general_office", "--level", "county", *LAW, "--format")
    rows = list(csv.reader(io.StringIO(spotcheck(*given, "csv", cwd=tmp_path).stdout)))
    days = [row[0].replace("-", "") for row in rows[1:] if row[0]]
    events = [line.rpartition(":")[2] for line in spotcheck(*given, "ics", cwd=tmp_path).stdout.split() if line.startswith("DTSTART")]
    assert days == events and "20270331" in days


def test_a_site_of_the_register_tells_its_body(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(
        "首页网址,网站名称,主办单位,层级\nhttp://czj.a.gov.cn/,清河县财政局,清河县财政局,县\n", encoding="utf-8"
    )
    assert spotcheck("register", "import", "register.csv", cwd=tmp_path).returncode == 0
    done = spotcheck("calendar", "--site", "czj.a.gov.cn", *LAW, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "D.1 " in done.stdout and "A.49a" in done.stdout and "A.49b" not in done.stdout


def test_without_a_body_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = spotcheck("calendar", cwd=tmp_path)
    assert done.returncode == 2 and "--function" in done.stderr


def test_an_audit_without_a_catalogue_says_which_it_used_and_why(site: str, tmp_path: Path) -> None:
    given = ("--allow", site, "--delay", "0", "--no-report", "--as-of")
    late = spotcheck("audit", f"http://{site}/", *given, "2026-11-30", cwd=tmp_path)
    assert "zhejiang-2017 (none was in force on 2026-11-30: the last before it, as a trial)" in late.stderr
    early = spotcheck("judge", "--as-of", "2017-12-01", cwd=tmp_path)
    assert early.returncode == 0, early.stderr
