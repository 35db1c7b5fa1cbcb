"""The notice of a quarter and its letters from the command line: review, notice in every format, templates, letters."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from spotcheck.cli import main
from tests.front import small

Said = pytest.CaptureFixture[str]
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace whose quarter was run, and whose ledger went out and came back with every fault confirmed."""
    folder = tmp_path_factory.mktemp("notice")
    small.catalogue(folder / "own")
    with small.served(small.site_pages()) as site:
        rows = ["首页网址,网站名称,主办单位,层级,职能", f"http://{site}/,清河县统计局网站,清河县统计局,县级,统计"]
        (folder / "register.csv").write_text("\n".join(rows), encoding="utf-8")
        given = ("--catalogue", "own", "--delay", "0", "--allow", site, "--as-of", "2018-01-15")
        assert small.spotcheck("register", "import", "register.csv", cwd=folder).returncode == 0
        for quarter in ("2017Q4", "2018Q1"):
            assert small.spotcheck("quarter", "draw", quarter, "--share", "100%", "--seed", "s", cwd=folder).returncode == 0
            assert small.spotcheck("quarter", "run", quarter, *given, cwd=folder).returncode == 0
    yield folder


@pytest.fixture(autouse=True)
def inside(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")


def run(capsys: Said, *args: str) -> tuple[int, list[str]]:
    status = main.run(list(args))
    return status, capsys.readouterr().out.splitlines()


def confirm_all(capsys: Said) -> int:
    """Reviews every fault in the file, opened and saved by LibreOffice where there is one; how many there were."""
    assert run(capsys, "review", "export", "ledger.xlsx", "--quarter", "2017Q4", "--catalogue", "own")[0] == 0
    book = openpyxl.load_workbook("ledger.xlsx")
    sheet = book["复核"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, heads["确认"], "√")
    book.save("ledger.xlsx")
    if SOFFICE:
        out = Path("saved")
        subprocess.run(
            [SOFFICE, "--headless", "--convert-to", "xlsx", "--outdir", str(out), "ledger.xlsx"],
            capture_output=True,
            timeout=110,
            check=True,
        )
        shutil.copyfile(out / "ledger.xlsx", "ledger.xlsx")
    assert run(capsys, "review", "import", "ledger.xlsx")[0] == 0
    return sheet.max_row - 1


def test_before_a_review_the_notice_names_nobody_and_there_is_no_letter(capsys: Said, tmp_path: Path) -> None:
    status, told = run(capsys, "quarter", "report", "2017Q4", "--catalogue", "own", "--out", str(tmp_path), "--format", "docx")
    lines = [each.text for each in docx.Document(told[0]).paragraphs]
    assert status == 0 and "没有经人工确认的问题。" in lines
    assert not any("清河县统计局" in line for line in lines)
    status = main.run(["quarter", "letters", "2017Q4", "--catalogue", "own", "--out", str(tmp_path / "letters")])
    told_ = capsys.readouterr()
    assert (status, told_.out) == (0, "") and "没有函件可写" in told_.err
    assert not (tmp_path / "letters").exists()


def test_after_a_review_notice_and_letters_hold_what_was_confirmed(capsys: Said, tmp_path: Path) -> None:
    count = confirm_all(capsys)
    given = ("--catalogue", "own", "--office", "云州省人民政府办公厅", "--dated", "2018-01-22", "--out", str(tmp_path))
    formats = [word for each in ("docx", "html", "text", "xlsx") for word in ("--format", each)]
    status, told = run(capsys, "quarter", "report", "2017Q4", *given, *formats, "--number", "云政办函〔2018〕3号", "--to", "各市人民政府")
    assert status == 0 and [Path(path).name for path in told] == ["2017Q4.docx", "2017Q4.html", "2017Q4.txt", "2017Q4.xlsx"]
    book = docx.Document(told[0])
    assert any(f"经人工确认的问题{count}项次" in each.text for each in book.paragraphs)
    assert len(book.tables[1].rows) == count + 1 and "2018年2月11日前（自印发之日起15个工作日内）" in "".join(
        p.text for p in book.paragraphs
    )
    assert len(Path(told[2]).read_text("utf-8")) <= 501
    sheets = openpyxl.load_workbook(told[3])
    assert sheets["问题清单"].max_row == count + 1 and "问题台账" not in sheets.sheetnames
    status, told = run(capsys, "quarter", "letters", "2017Q4", *given)
    assert status == 0 and [Path(path).name for path in told] == ["清河县统计局.docx", "清河县统计局.xlsx"]
    assert len(docx.Document(told[0]).tables[0].rows) == openpyxl.load_workbook(told[1]).active.max_row == count + 1
    assert run(capsys, "review", "import", told[1])[0] == 0
    assert "保留原决定" not in "".join(told)


def test_the_next_notice_tells_what_became_of_the_faults_confirmed_before(capsys: Said, tmp_path: Path) -> None:
    count = confirm_all(capsys)
    status, told = run(capsys, "quarter", "report", "2018Q1", "--catalogue", "own", "--out", str(tmp_path), "--format", "docx")
    text = "".join(each.text for each in docx.Document(told[0]).paragraphs)
    assert status == 0 and f"2017年第四季度经人工确认的问题{count}项次" in text
    assert f"机器判定仍然存在、待人工复核{count}项次" in text and "清河县统计局网站" not in text
    assert f"2017年第四季度抽取1个网站，其中经人工确认存在问题的1个、问题{count}项次；本次分别为1个、0个、0项次" in text


def test_settings_stand_in_for_options_and_the_office_keeps_its_template(capsys: Said, tmp_path: Path, workspace: Path) -> None:
    status, told = run(capsys, "quarter", "template", "notice", str(tmp_path / "ours.docx"))
    assert status == 0 and zipfile.is_zipfile(told[0])
    own = docx.Document(told[0])
    own.add_paragraph("联系人：王五，{{ 署名 }}")
    settings = workspace / "spotcheck-data" / "spotcheck.toml"
    own.save(str(settings.with_name("ours.docx")))
    settings.write_text('office = "清河县政务公开办"\nreply_within = 5\nnotice_template = "ours.docx"\n', encoding="utf-8")
    try:
        given = ("--catalogue", "own", "--dated", "2018-02-13", "--out", str(tmp_path), "--format", "docx")
        status, told = run(capsys, "quarter", "report", "2017Q4", *given)
        text = "\n".join(each.text for each in docx.Document(told[0]).paragraphs)
        assert status == 0 and "联系人：王五，清河县政务公开办" in text
        assert "2018年2月26日前（自印发之日起5个工作日内）" in text  # 春节 15 to 21 February, the 24th is worked
    finally:
        settings.unlink()


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("report", "2017Q4", "--dated", "2018-02-01", "--reply-by", "2018-01-01"), "早于印发日期"),
        (("report", "2017Q4", "--format", "docx", "--template", "none.docx"), "没有这个模板文件"),
        (("report", "2017Q4", "--format", "pdf"), "没有“pdf”"),
        (("template", "memo", "x.docx"), "没有“memo”"),
        (("letters", "2017Q4", "--format", "html"), "没有“html”"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(capsys: Said, args: tuple[str, ...], expected: str) -> None:
    assert main.run(["quarter", *args]) == 2
    assert expected in capsys.readouterr().err


def test_a_year_whose_holidays_nobody_told_leaves_the_deadline_a_number_of_days(capsys: Said, tmp_path: Path) -> None:
    given = ("--catalogue", "own", "--dated", "2098-12-30", "--out", str(tmp_path), "--format", "docx")
    assert main.run(["quarter", "report", "2017Q4", *given]) == 0
    told = capsys.readouterr()
    assert "workdays.toml" in told.err
    text = "".join(each.text for each in docx.Document(told.out.splitlines()[0]).paragraphs)
    assert "请自印发之日起15个工作日内" in text


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_word_files_and_draws_their_pages(capsys: Said, tmp_path: Path) -> None:
    confirm_all(capsys)
    given = ("--catalogue", "own", "--office", "云州省人民政府办公厅", "--dated", "2018-01-22", "--out", str(tmp_path))
    paths = run(capsys, "quarter", "report", "2017Q4", *given, "--format", "docx")[1]
    paths += run(capsys, "quarter", "letters", "2017Q4", *given, "--format", "docx")[1]
    assert SOFFICE is not None
    for path in paths:
        subprocess.run(
            [SOFFICE, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), path], capture_output=True, timeout=110, check=True
        )
        pdf = Path(path).with_suffix(".pdf")
        if not pdf.is_file():
            pytest.skip("this LibreOffice has no Writer")
        from pypdfium2 import PdfDocument

        document = PdfDocument(pdf)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        wide = [page.get_width() > page.get_height() for page in document]
        document.close()
        assert "云州省人民政府办公厅" in pages[0] and not wide[0] and wide[-1] and "附件" in "".join(pages)
