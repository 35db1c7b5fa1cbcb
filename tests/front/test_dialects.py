"""``spotcheck dialects list``, and what an audit says of the platform, as a user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spotcheck.crawler.dialects import all_dialects
from tests.front.small import page, served, spotcheck


def test_every_dialect_is_listed_with_how_it_is_told_and_whether_it_is_verified(tmp_path: Path) -> None:
    done = spotcheck("dialects", "list", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = {line.split()[0]: line for line in done.stdout.splitlines()[1:]}
    assert list(lines) == [each.name for each in all_dialects()]
    assert all(
        each.english in lines[each.name] and lines[each.name].rstrip().endswith("on real pages") is each.verified for each in all_dialects()
    )


def test_the_list_as_json_holds_every_mark(tmp_path: Path) -> None:
    rows = json.loads(spotcheck("dialects", "list", "--format", "json", cwd=tmp_path).stdout)
    assert [row["name"] for row in rows] == [each.name for each in all_dialects()]
    hanweb = next(row for row in rows if row["name"] == "hanweb")
    assert hanweb["verified"] is True and "<datastore>" in hanweb["recognised_by"] and set(hanweb["title"]) == {"zh", "en"}


@pytest.mark.parametrize("word", ["tabel", "csv"])
def test_an_unknown_format_is_one_line(word: str, tmp_path: Path) -> None:
    done = spotcheck("dialects", "list", "--format", word, cwd=tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and word in done.stderr


def test_an_audit_says_which_platform_it_met_and_by_what(catalogue: Path, tmp_path: Path) -> None:
    home = page("清河县统计局", '<script src="/module/jslib/a.js"></script><p>欢迎访问</p>')
    with served({"/": home}) as site:
        given = ("--allow", site, "--catalogue", catalogue, "--delay", "0", "--function", "statistics", "--level", "county")
        done = spotcheck("audit", f"http://{site}/", *given, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = next(line for line in done.stdout.splitlines() if line.startswith("platforms: "))
    assert "Hanweb" in said and "/module/jslib/" in said
    report = Path(done.stdout.splitlines()[-1]).read_text(encoding="utf-8")
    assert "大汉版通" in report and "/module/jslib/" in report
