"""The page on adding a kind, followed to the letter in a copy of the project: new files only, and it is judged, told and explained."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "add-a-kind.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w/.-]+)`\n\n```(?:python|toml)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, block in FENCED if not language for line in block.splitlines()]


def run(project: Path, command: str, *, lang: str = "zh", status: int = 0) -> str:
    """A command of the page, in the copy of the project. What it printed."""
    words = command.replace("spotcheck ", "python -m spotcheck ", 1) if command.startswith("spotcheck ") else command
    ended = subprocess.run(
        [sys.executable, *words.split()[1:]],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "SPOTCHECK_LANG": lang, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ended.returncode == status, ended.stdout[-3000:] + ended.stderr[-3000:]
    return ended.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project with the files of the page, none of which was there before."""
    copy = tmp_path_factory.mktemp("project")
    for room in ("spotcheck", "tests", "tools", "docs"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    before = state(copy)
    for name, text in FILES.items():
        assert not (copy / name).exists()
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, "utf-8")
    yield copy
    assert {name: digest for name, digest in state(copy).items() if name in before} == before


def state(project: Path) -> dict[str, str]:
    """Every file of the code and the tests, with its hash."""
    files = [path for room in ("spotcheck", "tests", "tools") for path in (project / room).rglob("*.*") if path.is_file()]
    return {str(path.relative_to(project)): sha256(path.read_bytes()).hexdigest() for path in files if "__pycache__" not in path.parts}


def test_the_page_names_the_four_files_of_a_kind_and_a_catalogue_that_uses_it() -> None:
    assert list(FILES) == [
        "spotcheck/config/kinds/formats.py",
        "spotcheck/config/kinds/formats.toml",
        "spotcheck/audits/checks/formats.py",
        "tests/kinds/cases/formats.toml",
        "county/catalogue.toml",
        "county/1.toml",
    ]
    assert [command.split()[:3] for command in COMMANDS[-5:]] == [
        ["spotcheck", "rules", "check"],
        ["spotcheck", "rules", "show"],
        ["spotcheck", "rules", "pages"],
        ["spotcheck", "rules", "pages"],
        ["spotcheck", "audit", "https://example.gov.cn"],
    ]


def test_its_cases_reports_and_pages_hold_in_both_languages_and_a_pass_a_fail_and_an_unknown(project: Path) -> None:
    told = run(project, COMMANDS[0] + " -q -p no:cacheprovider")
    assert int(re.search(r"(\d+) passed", told)[1]) >= 15  # type: ignore[index]


def test_the_documents_are_made_anew_and_editors_learn_of_it(project: Path) -> None:
    run(project, COMMANDS[1])
    assert "看文件有没有开放格式的附件。" in (project / "docs" / "schema" / "clause.schema.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "name", "setting"),
    [("zh", "开放格式", "看哪些文件：最新一份"), ("en", "open formats", "Documents looked at: the newest")],
    ids=["zh", "en"],
)
def test_the_rule_that_uses_it_is_shown_in_both_languages(project: Path, lang: str, name: str, setting: str) -> None:
    told = run(project, COMMANDS[-4], lang=lang)
    assert name in told and setting in told


def test_the_pages_of_the_rules_are_written_in_both_languages(project: Path) -> None:
    run(project, COMMANDS[-3], lang="en")
    run(project, COMMANDS[-2])
    assert "看文件有没有开放格式的附件。" in (project / "pages" / "kind-formats.md").read_text("utf-8")
    assert "Looks whether a document has" in (project / "pages-en" / "kind-formats.md").read_text("utf-8")


def test_a_fault_of_its_own_is_told_in_one_line(project: Path) -> None:
    assert "没有错误，1 个事项" in run(project, COMMANDS[-5])
    shutil.copytree(project / "county", project / "dotted")
    text = (project / "dotted" / "1.toml").read_text("utf-8")
    (project / "dotted" / "1.toml").write_text(text.replace('"ofd"]', '".ofd"]'), "utf-8")
    assert "duty[1].check[1].formats[2]：不写点；如 pdf" in run(project, "spotcheck rules check dotted", status=2)


def test_a_site_is_audited_by_it_up_to_the_report(project: Path, httpserver: HTTPServer) -> None:
    menu = '<div class="nav"><a href="/">首页</a><a href="/ys/">预算公开</a></div>'
    article = '<h1>安青县2018年财政预算</h1><p>发布日期：2018-01-09</p><p>见附件。</p><a href="/ys/1.wps">财政预算.wps</a>'
    pages = {
        "/": f"<html><head><title>安青县人民政府</title></head><body>{menu}</body></html>",
        "/ys/": f'<html><body>{menu}<ul><li><a href="/ys/1.html">安青县2018年财政预算</a><span>2018-01-09</span></li></ul></body></html>',
        "/ys/1.html": f"<html><body>{menu}{article}</body></html>",
    }
    for path, text in pages.items():
        httpserver.expect_request(path).respond_with_data(text, content_type="text/html; charset=utf-8")
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow:\n", content_type="text/plain")
    httpserver.expect_request("/ys/1.wps").respond_with_data(b"x", content_type="application/octet-stream")
    host = f"127.0.0.1:{httpserver.port}"
    command = COMMANDS[-1].replace("https://example.gov.cn", f"http://{host}/")
    told = run(project, f"{command} --level county --as-of 2018-02-01 --allow {host} --delay 0 --lang en --out report --json -")
    (finding,) = json.loads(told)["findings"]
    assert (finding["verdict"], finding["defect"]) == ("fail", "incomplete")
    report = next((project / "report").glob("*.html")).read_text("utf-8")
    assert "There is no attachment in an open format (pdf, ofd)" in report
