"""The register on the command line: checked, marked, imported in part, moved, closed, and given back to the office."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from spotcheck.cli import main
from spotcheck.config.models import SiteState
from spotcheck.ledger.ledger import Ledger
from tests.config.office_files import HEADS, SITES, Page, book
from tests.front import small

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")


def run(capsys: Said, *args: str) -> tuple[int, str, str]:
    status = main.run(["register", *args])
    told = capsys.readouterr()
    return status, told.out, told.err


def write(*rows: tuple[object, ...], name: str = "r.xlsx", heads: tuple[str, ...] = HEADS) -> str:
    return str(book(Path(name), Page(rows=[("清河县政府网站名录",), heads, *rows], joined=[(0, 0, 0, 5)])))


def entries() -> dict[str, tuple[str, str]]:
    with Ledger.read(Path("spotcheck-data")) as ledger:
        return {entry.site.code: (entry.site.url, entry.site.state.value) for entry in ledger.entries()}


WRONG = (("甲", "12", "http://j.example.cn/", "", "国级", ""), ("乙", "", "", "", "", ""))


def test_every_fault_is_a_line_and_a_marked_cell_and_nothing_is_imported(capsys: Said) -> None:
    file = write(*SITES, *WRONG)
    before = Path(file).read_bytes()
    status, out, err = run(capsys, "import", file, "--marked", "标注.xlsx")
    assert (status, len(out.splitlines()), err.splitlines()[-1].count("2 行有误")) == (2, 3, 1)
    assert "第 6 行“网站标识码”“12”" in out and "第 6 行“层级”“国级”" in out and "第 7 行“首页网址”“”" in out
    assert not Path("spotcheck-data").exists() and Path(file).read_bytes() == before
    sheet = openpyxl.load_workbook("标注.xlsx").active
    marked = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert {"B6", "E6", "C7"} <= marked.keys() and "不认识的层级" in marked["E6"]
    assert sheet["E6"].fill.fgColor.rgb == "FFF4B6B6" and sheet["A1"].value == "清河县政府网站名录"
    assert [cell.value for cell in sheet[2]] == list(HEADS) and [str(each) for each in sheet.merged_cells.ranges] == ["A1:F1"]


def test_a_csv_is_marked_as_a_workbook(capsys: Said) -> None:
    Path("r.csv").write_text("网址,层级\na.example.cn,国级\n", encoding="gbk")
    assert run(capsys, "check", "r.csv", "--marked", "m.xlsx")[0] == 2
    sheet = openpyxl.load_workbook("m.xlsx").active
    assert sheet["B2"].value == "国级" and "不认识的层级" in sheet["B2"].comment.text
    assert run(capsys, "check", "r.csv", "--marked", "r.csv")[0] == 2


def test_the_sound_rows_can_be_imported_alone(capsys: Said) -> None:
    status, out, err = run(capsys, "import", write(*SITES, *WRONG), "--keep-good")
    assert status == 0 and "新增 3 个" in out and "2 行有误，未导入" in err
    assert "第 7 行“首页网址”" in err


def test_checking_changes_nothing_and_says_what_an_import_would_do(capsys: Said) -> None:
    file = write(*SITES)
    status, out, _ = run(capsys, "check", file)
    assert status == 0 and "3 个网站，没有错误" in out and not Path("spotcheck-data").exists()
    digest = out.split("SHA-256 ")[1].strip()
    assert digest in run(capsys, "import", file)[2]
    moved = (*SITES[0][:2], "http://new.example.cn/", *SITES[0][3:])
    status, out, _ = run(capsys, "check", write(moved, *SITES[1:], name="n.xlsx"))
    assert "迁移：3308250001 清河县财政局 http://cz.qh.example.cn/ → http://new.example.cn/" in out
    assert entries()["3308250001"] == ("http://cz.qh.example.cn/", "normal")


def test_a_code_at_a_new_address_is_a_move_with_its_day_and_reason(capsys: Said) -> None:
    run(capsys, "import", write(*SITES))
    heads = (*HEADS, "变更日期", "变更原因")
    moved = (*SITES[0][:2], "http://new.example.cn/", *SITES[0][3:], "2026-10-08", "域名整合")
    status, out, _ = run(capsys, "import", write(moved, name="n.xlsx", heads=heads))
    assert status == 0 and "迁移：3308250001" in out and "2026-10-08（域名整合）" in out and "新增 0 个" in out
    assert entries()["3308250001"] == ("http://new.example.cn/", "normal") and len(entries()) == 3
    assert "2026-10-08（域名整合）" in run(capsys, "history")[1]


def test_the_address_that_a_site_left_may_stay_in_the_register(capsys: Said) -> None:
    run(capsys, "import", write(*SITES))
    new = (*SITES[0][:2], "http://new.example.cn/", *SITES[0][3:], "正常")
    file = write((*SITES[0], "迁移"), new, heads=(*HEADS, "状态"))
    status, out, _ = run(capsys, "import", file)
    assert status == 0 and "迁移：3308250001" in out and "迁出：3308250001" in out
    with Ledger.read(Path("spotcheck-data")) as ledger:
        states = {entry.site.url: entry.site.state.value for entry in ledger.entries()}
    assert (states["http://cz.qh.example.cn/"], states["http://new.example.cn/"], len(states)) == ("moved", "normal", 4)
    assert "迁" not in run(capsys, "import", file)[1]


def test_sites_that_go_offline_and_come_back_are_told_and_kept_in_mind(capsys: Said) -> None:
    run(capsys, "import", write(*SITES))
    heads = (*HEADS, "状态", "变更原因")
    status, out, _ = run(capsys, "import", write((*SITES[0], "关停", "撤并"), *((*row, "正常", "") for row in SITES[1:]), heads=heads))
    assert status == 0 and "关停：3308250001" in out and "（撤并）" in out
    assert entries()["3308250001"][1] == "closed"
    assert run(capsys, "import", write(*SITES))[0] == 0
    assert entries()["3308250001"][1] == "closed"  # a file without that column says nothing of it
    assert "恢复正常：3308250001" in run(capsys, "import", write((*SITES[0], "正常", ""), heads=heads))[1]
    assert main.run(["quarter", "draw", "2026Q4", "--share", "100%"]) == 0


def test_an_offline_site_is_not_drawn(capsys: Said) -> None:
    run(capsys, "import", write((*SITES[0], "关停"), *((*row, "") for row in SITES[1:]), heads=(*HEADS, "状态")))
    assert main.run(["quarter", "draw", "2026Q4", "--share", "100%"]) == 0
    assert "cz.qh.example.cn" not in capsys.readouterr().out
    with Ledger.read(Path("spotcheck-data")) as ledger:
        draw = ledger.draw("2026Q4")
        assert draw is not None and draw.register == ledger.register_hash() != ""
        assert [(site.name, why) for site, why in draw.left_out] == [("清河县财政局", "closed")]


def test_replacing_shows_what_would_go_and_asks(capsys: Said) -> None:
    run(capsys, "import", write(*SITES))
    status, out, err = run(capsys, "import", write(*SITES[:2]), "--replace")
    assert status == 2 and "将删去：3308250003" in out and "--yes" in err and len(entries()) == 3
    status, out, _ = run(capsys, "import", write(*SITES[:2]), "--replace", "--yes")
    assert status == 0 and "删去 1 个" in out and len(entries()) == 2
    assert "删去：3308250003" in run(capsys, "history")[1]


def test_an_offices_own_columns_and_people_come_back_on_export_with_the_same_hash(capsys: Said) -> None:
    rows = [(n, *site, "张三", "0570-1", f"备注{n}") for n, site in enumerate(SITES, 1)]
    run(capsys, "import", write(*rows, heads=("序号", *HEADS, "联系人", "联系电话", "备注")))
    with Ledger.read(Path("spotcheck-data")) as ledger:
        before, digest = ledger.entries(), ledger.register_hash()
    for name in ("out.xlsx", "out.csv"):
        assert run(capsys, "export", name)[0] == 0
        assert digest in run(capsys, "check", name)[1]
    sheet = openpyxl.load_workbook("out.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    assert [sheet.cell(3, heads.index(name) + 1).value for name in ("网站名称", "联系人", "序号", "备注")] == [
        "清河县预算公开网", "张三", "2", "备注2",
    ]  # fmt: skip
    assert run(capsys, "import", "out.xlsx", "--workspace", "other")[0] == 0
    with Ledger.read(Path("other")) as ledger:
        assert ledger.entries() == before


def test_a_template_can_be_filled_in_and_imported(capsys: Said) -> None:
    assert run(capsys, "template", "t.xlsx")[0] == 0
    file = openpyxl.load_workbook("t.xlsx")
    sheet = file.active
    heads = [cell.value for cell in sheet[1]]
    assert {"网站名称", "首页网址", "网站状态", "联系人"} <= set(heads) and len(sheet.data_validations.dataValidation) == 3
    for name, value in (("首页网址", "a.example.cn"), ("层级", "县级"), ("网站状态", "正常"), ("职能", "信访、部门")):
        sheet.cell(2, heads.index(name) + 1).value = value
    sheet.cell(2, heads.index("职能") + 1).value = "部门"
    file.save("t.xlsx")
    assert run(capsys, "import", "t.xlsx")[0] == 0
    assert run(capsys, "template", "t.xlsx")[0] == 2  # what is filled in is not overwritten


def test_offline_sites_that_still_answer_are_found(capsys: Said, site: str) -> None:
    rows = [("统计局", "", f"http://{site}/", "", "县级", "", "关停"), ("财政局", "", "http://127.0.0.1:9/", "", "县级", "", "迁移")]
    run(capsys, "import", write(*rows, heads=(*HEADS, "状态")))
    status, out, _ = run(capsys, "list", "--answering", "--allow", site, "--allow", "127.0.0.1:9")
    assert status == 0 and f"http://{site}/" in out and "127.0.0.1:9/" not in out
    assert out.splitlines()[-1] == "登记为关停、迁移或合并的 2 个网站中，1 个仍能打开"


def test_the_list_shows_states_and_departments_that_are_only_called_so(capsys: Said) -> None:
    rows = [(*SITES[0], "关停"), ("清河县信访局", "3308250009", "http://xf.example.cn/", "清河县信访局", "县级", "清河县", "")]
    run(capsys, "import", write(*rows, heads=(*HEADS, "状态")))
    out = run(capsys, "list")[1]
    assert "其他部门" in out and "关停" in out and out.splitlines()[-1] == "共 2 个网站：县级 2，清河县 2"


@pytest.mark.parametrize("named", [True, False])
def test_a_further_domain_of_a_site_is_read_as_its_own(capsys: Said, named: bool) -> None:
    pages = small.site_pages()
    others = {"/tj/": small.page("统计数据", '<a href="/tj/gb/">统计公报</a>'), "/tj/gb/": small.page("统计公报", "<p>2017年</p>")}
    with small.served(others) as other, small.served(pages) as site:
        further = f"http://localhost:{other.rpartition(':')[2]}/"
        pages["/"] = pages["/"].replace("工作动态</a>", f'工作动态</a> <a href="{further}tj/">统计数据</a>')
        address = f"http://{site}/、{further}" if named else f"http://{site}/"
        run(capsys, "import", write(("清河县统计局", "", address, "清河县统计局", "县级", "清河县")))
        small.catalogue(Path("own"))
        allowed = ("--allow", site, "--allow", f"localhost:{other.rpartition(':')[2]}")
        given = ("--catalogue", "own", "--delay", "0", *allowed, "--no-report")
        assert small.spotcheck("audit", f"http://{site}/", *given, cwd=Path()).returncode == 0
    with Ledger.read(Path("spotcheck-data")) as ledger:
        assert [each.register for each in ledger.runs()] == [ledger.register_hash()]
    assert main.run(["pages"]) == 0
    assert (f"{further}tj/gb/" in capsys.readouterr().out) is named  # two hops from the site


def test_a_ledger_from_before_is_migrated_and_loses_nothing(capsys: Said) -> None:
    run(capsys, "import", write(*SITES))
    with sqlite3.connect("spotcheck-data/ledger.db") as db:
        for column in ("contact", "phone", "email", "reason", "domains", "state", "since", "extra"):
            db.execute(f"ALTER TABLE sites DROP COLUMN {column}")
        for table in ("site_changes", "decisions", "follow_ups"):
            db.execute(f"DROP TABLE {table}")
        joined = {"draws": ("register", "reasons", "history", "left_out"), "runs": ("register",), "reviews": ("reviewer",)}
        for table, column in ((table, column) for table, columns in joined.items() for column in columns):
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m005_register', 'm006_decisions')")
    db.close()
    with Ledger.read(Path("spotcheck-data")) as ledger:
        assert [entry.site.state for entry in ledger.entries()] == [SiteState.NORMAL] * 3 and ledger.site_changes() == []
    assert run(capsys, "import", write(*SITES))[0] == 0
    assert len(entries()) == 3
