"""Personal data that a site shows leave the workspace masked, in every format; ``--internal`` shows them and says so."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.front import small
from tests.front.small import spotcheck

IDENTITY = "11010519491231002X"  # the specimen of GB 11643
OLD = "110105491231002"
MOBILES = ("13912345678", "19912345678", "16612345678")
OFFICE = "0571-87050000"
SECRETS = (IDENTITY, OLD, *MOBILES)


def telling() -> dict[str, str]:
    """The small site with numbers in titles, labels, addresses, dates' words and lists."""
    pages = small.site_pages()
    name = quote(f"张三{MOBILES[0]}")
    gone = f'<a href="/gone/{IDENTITY}.html">受助人 {IDENTITY}</a> <a href="/q?tel={MOBILES[1]}&amp;sfz={OLD}">{MOBILES[1]}，{OLD}</a>'
    title = f"救助对象 {IDENTITY} {OLD} {MOBILES[2]} 联系电话 {OFFICE}"
    pages["/"] = pages["/"].replace("</body>", f'{gone} <a href="/p/{name}.html">{title}</a></body>')
    pages[f"/p/{name}.html"] = small.page(title, f"<p>发布日期：2018-01-02 {MOBILES[2]}</p><p>{title}，依申请公开。</p>")
    pages["/ysq/zn.html"] = small.page(
        f"信息公开申请指南 {MOBILES[0]}", f"<p>发布日期：2018-01-02</p><p>经办人手机 {MOBILES[0]}，{IDENTITY}。</p>"
    )
    return pages


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("privacy")
    with small.served(telling()) as address:
        given = ("--allow", address, "--delay", "0", "--level", "county", "--catalogue", "content-checks", "--catalogue", "zhejiang-2017")
        done = spotcheck("audit", f"http://{address}/", *given, "--json", "audit.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "audit.txt").write_text(done.stdout + done.stderr, "utf-8")
    yield folder


def text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())


def outputs(folder: Path, *options: str) -> dict[str, str]:
    """All that the commands write about the run."""
    (run,) = ((each.name) for each in (folder / "spotcheck-data" / "runs").iterdir())
    out = folder / ("internal" if options else "public")
    formats = [word for name in ("html", "xlsx", "json") for word in ("--format", name)]
    done = spotcheck("report", run, *formats, "--out", out, *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    told = {path.name: text_of(path) for path in out.rglob("*.*")}
    done = spotcheck("pages", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return told | {"pages": done.stdout}


def test_nothing_that_leaves_the_workspace_shows_a_number_of_a_person(workspace: Path) -> None:
    told = outputs(workspace)
    for name in ("table", "csv", "json"):
        told[f"findings {name}"] = spotcheck("findings", "--format", name, cwd=workspace).stdout
    assert spotcheck("review", "export", "review.xlsx", cwd=workspace).returncode == 0
    told |= {name: text_of(workspace / name) for name in ("review.xlsx", "audit.json", "audit.txt")}
    ids = [each["id"] for each in json.loads(told["findings json"])["findings"] if each["evidence"]]
    for name in (ids[0], ids[-1]):
        done = spotcheck("evidence", name, "--out", name, cwd=workspace)
        told[f"evidence {name}"] = done.stdout + text_of(workspace / name / f"{name}.json")
    told["judge"] = spotcheck("judge", "--catalogue", "zhejiang-2017", "--json", "-", cwd=workspace).stdout
    told["verify"] = spotcheck("verify", cwd=workspace).stdout
    assert len(told) == 14
    for name, text in told.items():
        assert text and not [number for number in SECRETS if number in text], name
    assert any("110105************" in text for text in told.values()) and OFFICE in told["pages"]


def test_for_internal_use_they_are_shown_and_every_page_says_so(workspace: Path) -> None:
    told = outputs(workspace, "--internal")
    for name, text in told.items():
        assert MOBILES[1] in text or name.endswith(".json"), name  # the findings about personal data are stored masked
        assert "含未遮盖的个人信息" in text or '"internal": true' in text, name
    assert all(json.loads(line)["internal"] is True for line in told["pages"].splitlines())


def test_the_workbook_of_a_review_comes_back_whatever_was_masked_in_it(workspace: Path) -> None:
    assert spotcheck("review", "export", "back.xlsx", cwd=workspace).returncode == 0
    done = spotcheck("review", "import", "back.xlsx", cwd=workspace)
    assert done.returncode == 0, done.stderr
