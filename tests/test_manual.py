"""The manual for officials, followed to the letter on the demonstration province; what it says of Windows, as far as it shows here."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from spotcheck import demo
from spotcheck.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "manual.zh-CN.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for language, block in BLOCKS if not language for line in block.splitlines()]
TAUGHT = (
    *(
        "register template",
        "register check",
        "register import",
        "quarter draw",
        "quarter run",
        "quarter status",
        "review export",
        "review import",
    ),
    *("quarter report", "quarter letters", "evidence", "verify", "schedule", "monitor --registered --look"),
)
POSIX = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog")
AS_ON_WINDOWS = f"""
import importlib, pkgutil, sys
import spotcheck
names = [found.name for found in pkgutil.walk_packages(spotcheck.__path__, "spotcheck.") if not found.name.endswith("__main__")]
for name in names:  # once as it is, so that what others wrote is loaded before the system seems to be another
    importlib.import_module(name)
for name in [name for name in sys.modules if name.split(".")[0] == "spotcheck"]:
    del sys.modules[name]
sys.modules.update(dict.fromkeys({POSIX!r}))
sys.platform = "win32"
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def office_register(path: Path) -> None:
    """The register as an office keeps it: a title over the heads, a column of its own, and one row that is wrong."""
    with demo.register_path().open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云州省政府网站登记册"])
    sheet.append(["序号", *heads])
    for number, row in enumerate([*rows, ["某某局", "99012", "没有网址", "某某局", "县级", "云州省清河县", "", ""]], 1):
        sheet.append([str(number), *row])
    book.save(path)


def tick(path: Path) -> tuple[str, str]:
    """Confirm every row of the ledger but the last, which is rejected; the evidence and the run of the first row."""
    book = openpyxl.load_workbook(path)
    heads, *rows = book["复核"].iter_rows()
    column = {str(cell.value): number for number, cell in enumerate(heads)}
    for row in rows:
        row[column["误报" if row is rows[-1] else "确认"]].value = "√"
        row[column["复核人"]].value = "张三"
    book.save(path)
    return str(rows[0][column["证据编号"]].value), str(rows[0][column["运行编号"]].value)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, tuple[int, str]], Path]]:
    """Each command of the manual in its order: how it ended and what it said; and the folder of the office."""
    folder = tmp_path_factory.mktemp("抽查 2017")
    told: dict[str, tuple[int, str]] = {}
    with pytest.MonkeyPatch.context() as patch, demo.serving() as server:
        patch.chdir(folder)
        patch.setenv("SPOTCHECK_LANG", "zh")
        patch.setenv("SPOTCHECK_DELAY", "0")
        for name in ("no_proxy", "NO_PROXY"):
            patch.delenv(name, raising=False)
        for name in ("http_proxy", "HTTP_PROXY"):
            patch.setenv(name, server.proxy_url)
        office_register(folder / "网站登记册.xlsx")
        evidence = run = ""
        for line in COMMANDS:
            words = [{"证据编号": evidence, "运行编号": run}.get(word, word) for word in shlex.split(line)[1:]]
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                status = main.run(words)
            told[line] = (status, said.getvalue())
            if line == "spotcheck review export 台账.xlsx --quarter 2017Q4":
                evidence, run = tick(folder / "台账.xlsx")
        yield told, folder


def said(followed: tuple[dict[str, tuple[int, str]], Path], start: str) -> str:
    """What the first command that starts so said."""
    return next(text for line, (_, text) in followed[0].items() if line.startswith(f"spotcheck {start}"))


def test_the_manual_teaches_the_whole_quarter_and_its_pictures_are_there() -> None:
    assert [words for words in TAUGHT if not any(line.startswith(f"spotcheck {words}") for line in COMMANDS)] == []
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", PAGE)
    assert len(pictures) >= 4
    assert [link for link in re.findall(r"\]\(([^)#]+)\)", PAGE) if not (ROOT / "docs" / link).exists()] == []


def test_every_command_of_the_manual_does_its_work(followed: tuple[dict[str, tuple[int, str]], Path]) -> None:
    ended = {line: (status, text[-300:]) for line, (status, text) in followed[0].items() if status != 0}
    assert list(ended) == ["spotcheck register check 网站登记册.xlsx --marked 标注.xlsx"], ended
    assert ended.popitem()[1][0] == 2
    assert all("没有网址" in said(followed, command) for command in ("register check", "register import"))


def test_what_the_manual_promises_stands_there(followed: tuple[dict[str, tuple[int, str]], Path]) -> None:
    home = followed[1]
    data = home / "spotcheck-data"
    assert {path.suffix for path in (data / "reports/2017Q4").glob("2017Q4.*")} == {".html", ".docx", ".txt"}
    assert len((data / "reports/2017Q4/2017Q4.txt").read_text("utf-8")) <= 500
    assert len(list((data / "reports/2017Q4/sites").iterdir())) == 3
    assert {path.suffix for path in (data / "letters/2017Q4").iterdir()} == {".docx", ".xlsx"}
    assert (home / "标注.xlsx").exists()
    assert len(list((data / "schedule").glob("*.xml"))) == 3
    assert list((data / "logs").glob("probes-*.log"))


def test_the_decisions_made_in_the_ledger_are_taken_and_the_next_quarter_draws_who_failed(
    followed: tuple[dict[str, tuple[int, str]], Path],
) -> None:
    assert "误报 1 项" in said(followed, "review import")
    assert "采用 31" in said(followed, "review import")
    assert "已完成 3" in said(followed, "quarter status")
    assert "全部相符" in said(followed, "verify")
    assert "存证码" in said(followed, "verify").splitlines()[-1]
    assert said(followed, "quarter draw 2018Q1").count("2017Q4 不合格，本季必查") == 3


def test_nothing_that_only_posix_has_is_needed_to_import_the_program_as_on_windows() -> None:
    ran = subprocess.run([sys.executable, "-c", AS_ON_WINDOWS], capture_output=True, text=True, cwd=ROOT, timeout=100, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout) > 200


def gbk(*words: str, cwd: Path) -> tuple[int, str]:
    """The program with the streams that a console of code page 936 gives it."""
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "SPOTCHECK_LANG": "zh", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "spotcheck", *words]
    ran = subprocess.run(line, capture_output=True, cwd=cwd, env=environment, timeout=100, check=False)
    return ran.returncode, (ran.stdout + ran.stderr).decode("gbk")


def test_a_console_of_code_page_936_shows_chinese_and_no_character_that_it_lacks_stops_the_work(tmp_path: Path) -> None:
    rows = "网站名称,首页网址,层级\n𠮷祥县人民政府,http://www.jixiang.example/,县级\n"
    (tmp_path / "登记册.csv").write_text(rows, "utf-8-sig")
    assert gbk("register", "import", "登记册.csv", cwd=tmp_path)[0] == 0
    status, shown = gbk("register", "list", cwd=tmp_path)
    assert status == 0
    assert "?祥县人民政府" in shown
    assert "共 1 个网站" in shown
    assert "错误" in gbk("register", "check", "没有.xlsx", cwd=tmp_path)[1]


def test_a_register_that_excel_saved_as_csv_in_gbk_is_read(tmp_path: Path) -> None:
    (tmp_path / "登记册.csv").write_bytes("网站名称,首页网址,层级\r\n清河县人民政府,http://www.qinghe.example/,县级\r\n".encode("gbk"))
    status, shown = gbk("register", "check", "登记册.csv", cwd=tmp_path)
    assert (status, "1 个网站，没有错误" in shown) == (0, True)


def test_the_workflow_runs_the_tests_on_three_systems_and_says_that_it_is_untried() -> None:
    text = (ROOT / ".github/workflows/test.yml").read_text("utf-8")
    assert "UNTRIED" in text
    assert all(f"{system}-latest" in text for system in ("ubuntu", "macos", "windows"))
    assert "make test" in text
    assert "还没有运行过" in PAGE
