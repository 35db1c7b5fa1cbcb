"""A quarter as an office holds it: its crooked workbook, sites of many platforms, a review saved by LibreOffice, notice and letters.

What is true is counted here from what was planted and marked; nothing of it is asked from the code under test.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import docx
import openpyxl
import pytest
from lxml import html

from benchmarks.province.drawing import Drawing
from benchmarks.province.platforms import PLATFORMS
from spotcheck.ledger.ledger import Ledger
from tests.adversary.web import Site, served
from tests.config.office_files import Page, book
from tests.front import small

SOFFICE = shutil.which("soffice")
QUARTER = "2017Q4"
APPLY, RIVER, FIGURES = "1.1.1", "1.1.2", "1.1.3"
COLUMN = {APPLY: "依申请公开", RIVER: "河长公示", FIGURES: "统计数据"}
TRADES = ("统计", "财政", "审计", "民政", "教育", "水利", "农业", "司法", "交通运输", "环境保护", "公安", "商务", "卫生", "旅游")
EMPTY = {(5, APPLY), (7, RIVER)}  # of what is lacking, columns that stand there with nothing in them
# What each site lacks or leaves empty, in the order of TRADES.
LACKS = ((FIGURES,), (RIVER,), (APPLY, RIVER), (), (RIVER,), (APPLY,), (), (RIVER,), (APPLY,), (), (APPLY, RIVER), (RIVER,), (), ())
MARKS = {(2, APPLY): "误报", (4, RIVER): "误报", (8, APPLY): "", (10, APPLY): ""}  # "": nobody looked at it; all others are confirmed
WAYS = ("http：//{0}/", " {0} ", "http://{0}/", "http://{0}")  # how people type an address
REFUSED = (
    ("国级", "财政", "", "http://r{0}.example/"),
    ("县级", "统记", "", "http://r{0}.example/"),
    ("县级", "财政", "12", "http://r{0}.example/"),
    ("县级", "财政", "", ""),
    ("县级", "财政", "", "ftp://r{0}.example/"),
)
OFFLINE = ("关停", "合并", "迁移")


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """What was done, and what is true of it. Findings are (name of the site, number of the duty)."""

    folder: Path
    told: dict[str, subprocess.CompletedProcess[str]]
    drawn: frozenset[str]
    faults: frozenset[tuple[str, str]]
    marks: dict[tuple[str, str], str]
    evidence: dict[tuple[str, str], frozenset[str]]
    defects: dict[tuple[str, str], str]

    def marked(self, decision: str) -> set[tuple[str, str]]:
        return {each for each in self.faults if self.marks.get(each, "") == decision}

    @property
    def confirmed(self) -> set[tuple[str, str]]:
        return self.marked("确认")


def name(trade: str) -> str:
    return f"清河县{trade}局网站"


def host(number: int) -> str:
    return f"www.q{number}.example"


def sites() -> list[Site]:
    """The sites that answer, each on another platform."""
    found = []
    for number, (trade, lacks) in enumerate(zip(TRADES, LACKS, strict=True)):
        filled = [*(column for duty, column in COLUMN.items() if duty not in lacks), "工作动态", "机构职能"]
        empty = [COLUMN[duty] for duty in lacks if (number, duty) in EMPTY]
        articles = [
            {
                "column": column,
                "title": f"{trade}局{column}有关情况之{place}",
                "date": date(2018, 1, 3 + place),
                "text": "情况由办公室发布。",
            }
            for column in filled
            for place in range(3)
        ]
        case = {"body": f"清河县{trade}局", "columns": [*empty, *filled], "articles": articles}
        found.append(Drawing(f"q{number}", case, PLATFORMS[number % len(PLATFORMS)], Random(number)).draw())
    return found


def office_rows() -> list[tuple[str, ...]]:
    """40 rows: 14 sites that answer, 2 that do not, 2 with one code, 10 refused for a word, an address or a code, 12 offline."""
    good = [
        (name(trade), f"33082500{n + 1:02}", WAYS[n % 4].format(host(n)), f"清河县{trade}局", "县级", "清河县", trade, "")
        for n, trade in enumerate(TRADES)
    ]
    silent = [(f"清河县静{n}网站", f"330825002{n}", f"http://s{n}.example/", f"清河县静{n}局", "县级", "清河县", "财政", "") for n in "12"]
    twice = [(f"清河县重{n}网站", "3308250030", f"http://t{n}.example/", f"清河县重{n}局", "县级", "清河县", "财政", "") for n in "12"]
    wrong = [
        (f"清河县误{n}网站", code, url.format(n), f"清河县误{n}局", level, "清河县", trade, "")
        for n, (level, trade, code, url) in enumerate(REFUSED * 2)
    ]
    offline = [
        (f"清河县旧{n}网站", f"33082500{40 + n}", f"http://o{n}.example/", f"清河县旧{n}局", "县级", "清河县", "财政", OFFLINE[n % 3])
        for n in range(12)
    ]
    return [*good, *silent, *twice, *wrong, *offline]


def office_book(path: Path) -> None:
    """The workbook: instructions, a title, heads of two rows, joined cells, columns of its own, and sums."""
    top = ("序号", "网站", "", "", "主办单位", "", "", "职能", "状态", "联系人", "备注")
    under = ("", "网站名称", "网站标识码", "首页网址", "单位名称", "层级", "地区", "", "", "", "")
    rows = [(str(n), *row, "张三", f"第{n}号") for n, row in enumerate(office_rows(), 1)]
    first = [(*row[:5], *(("", "") if 0 < n < 6 else row[5:7]), *row[7:]) for n, row in enumerate(rows)]
    lines = [("清河县政府网站名录（2017年）",), top, under, *first, ("合计", "40 个"), ("填表人：李四", "", "", "审核人：王五")]
    joined = [(0, 0, 0, 10), (1, 1, 1, 3), (1, 4, 1, 6), *((1, n, 2, n) for n in (0, 7, 8, 9, 10)), (3, 5, 8, 5), (3, 6, 8, 6)]
    book(
        path,
        Page(name="填表说明", rows=[("请逐行填写",), ("网站名称写全称，网址以 http 开头",)]),
        Page(name="名录", rows=lines, joined=joined),
    )


def decide(path: Path) -> dict[tuple[str, str], str]:
    """Marks the file as MARKS says; what was marked, row by row."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["复核"]
    column = {cell.value: cell.column for cell in sheet[1]}
    planned = {(name(TRADES[number]), duty): decision for (number, duty), decision in MARKS.items()}
    marks: dict[tuple[str, str], str] = {}
    for row in range(2, sheet.max_row + 1):
        which = (sheet.cell(row, column["网站名称"]).value, sheet.cell(row, column["检查项"]).value.split()[0])
        decision = planned.get(which, "确认")
        marks[which] = decision
        if decision:
            sheet.cell(row, column[decision]).value = "√"
            sheet.cell(row, column["复核人"]).value = "赵六"
    workbook.save(path)
    return marks


def saved_by_libreoffice(path: Path) -> None:
    assert SOFFICE is not None
    out = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [SOFFICE, "--headless", "--norestore", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path]
    subprocess.run(command, capture_output=True, timeout=100, check=True)
    shutil.copyfile(out / path.name, path)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quarter]:
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("simulated")
    small.catalogue(folder / "own")
    office_book(folder / "名录.xlsx")
    told: dict[str, subprocess.CompletedProcess[str]] = {}

    def do(key: str, *args: str, **env: str) -> None:
        told[key] = small.spotcheck(*args, cwd=folder, SPOTCHECK_LANG="zh", **env)

    (folder / "before.csv").write_text(
        f"网站名称,网站标识码,首页网址,主办单位,层级,地区,职能\n{name(TRADES[2])},3308250003,http://old.example/,清河县{TRADES[2]}局,县级,清河县,{TRADES[2]}\n",
        encoding="utf-8",
    )
    do("before", "register", "import", "before.csv")
    do("check", "register", "check", "名录.xlsx", "--marked", "标注.xlsx")
    do("import", "register", "import", "名录.xlsx", "--keep-good")
    do("draw", "quarter", "draw", QUARTER, "--share", "85%", "--seed", "10")
    with served(sites()) as proxy:
        given = ("--catalogue", "own", "--delay", "0", "--as-of", "2018-01-15", "--no-report")
        do("run", "quarter", "run", QUARTER, *given, http_proxy=proxy, no_proxy="")
    do("export", "review", "export", "台账.xlsx", "--quarter", QUARTER)
    marks = decide(folder / "台账.xlsx")
    saved_by_libreoffice(folder / "台账.xlsx")
    do("review", "review", "import", "台账.xlsx")
    signed = ("--office", "云州省人民政府办公厅", "--dated", "2018-01-22")
    formats = [word for each in ("docx", "html", "text", "xlsx") for word in ("--format", each)]
    do("notice", "quarter", "report", QUARTER, *signed, "--out", "notice", *formats)
    do("letters", "quarter", "letters", QUARTER, *signed, "--out", "letters")
    with Ledger.read(folder / "spotcheck-data") as ledger:
        draw = ledger.draw(QUARTER)
        assert draw is not None
        drawn = frozenset(site.name for site in draw.sites)
        found = {
            (run.site.name, finding.duty.partition("/")[2]): finding
            for run in ledger.runs(quarter=QUARTER)
            for finding in ledger.findings(run.id)
        }
    faults = frozenset((name(trade), duty) for trade, lacks in zip(TRADES, LACKS, strict=True) for duty in lacks if name(trade) in drawn)
    yield Quarter(
        folder=folder,
        told=told,
        drawn=drawn,
        faults=faults,
        marks=marks,
        evidence={which: frozenset(item.url for item in finding.evidence) for which, finding in found.items()},
        defects={which: finding.defect.value for which, finding in found.items() if finding.defect},
    )


def words(path: Path) -> str:
    """What is written in a document of any of the four formats, without spaces."""
    if path.suffix == ".docx":
        file = docx.Document(str(path))
        told = [each.text for each in file.paragraphs] + [cell for table in tables(path) for row in table for cell in row]
    elif path.suffix == ".xlsx":
        told = [str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    elif path.suffix == ".html":
        page = html.fromstring(path.read_text(encoding="utf-8"))
        told = [text for text in page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")]
    else:
        told = [path.read_text(encoding="utf-8")]
    return re.sub(r"\s", "", "".join(told))


def tables(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    head, *below = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def notice(quarter: Quarter, suffix: str) -> Path:
    return quarter.folder / "notice" / f"{QUARTER}{suffix}"


def test_the_office_book_is_checked_row_by_row_and_what_is_sound_is_imported(quarter: Quarter) -> None:
    check, imported = quarter.told["check"], quarter.told["import"]
    wrong = [each for each in office_rows() if each[0].startswith(("清河县误", "清河县重2"))]
    assert check.returncode == 2 and f"{len(wrong)} 行有误" in check.stderr and len(check.stdout.splitlines()) == len(wrong)
    assert "统计" in next(line for line in check.stdout.splitlines() if "“统记”" in line)
    assert imported.returncode == 0 and "迁移：3308250003" in imported.stdout
    assert all(word in imported.stderr for word in ("整张表未读", "合计行", "表外文字“填表人：李四”", "哪一行对不能断定，也未采用"))
    sound = [each for each in office_rows() if not each[0].startswith(("清河县误", "清河县重"))]
    with Ledger.read(quarter.folder / "spotcheck-data") as ledger:
        entries = {entry.site.name: entry for entry in ledger.entries()}
    assert entries.keys() == {each[0] for each in sound}
    assert {entry.site.level for entry in entries.values()} == {"county"} and {e.site.region for e in entries.values()} == {"清河县"}
    assert all(entries[name(trade)].site.url == f"http://{host(n)}/" for n, trade in enumerate(TRADES))
    assert {entry.site.name for entry in entries.values() if not entry.site.supervised} == {each[0] for each in sound if each[-1]}
    marked = openpyxl.load_workbook(quarter.folder / "标注.xlsx")["名录"]
    assert {row[0].row for row in marked.iter_rows() if any(cell.comment for cell in row)} >= set(range(21, 32))


def test_the_machine_finds_what_was_planted_and_nothing_else(quarter: Quarter) -> None:
    assert quarter.told["run"].returncode == 3  # two sites were not reached
    assert quarter.marks.keys() == quarter.faults
    assert {name(TRADES[number]) for number, _ in {*MARKS, *EMPTY, (0, FIGURES)}} <= quarter.drawn  # else the seed shows too little
    kinds = {(name(trade), duty): "blank" if (n, duty) in EMPTY else "absent" for n, trade in enumerate(TRADES) for duty in LACKS[n]}
    assert quarter.defects == {which: kinds[which] for which in quarter.faults}
    decisions = list(quarter.marks.values())
    assert f"确认 {decisions.count('确认')} 项，误报 {decisions.count('误报')} 项" in quarter.told["review"].stdout
    assert all(decisions.count(each) for each in ("确认", "误报", ""))


def test_every_count_of_the_notice_is_true_in_every_format(quarter: Quarter) -> None:
    confirmed, waiting = quarter.confirmed, quarter.marked("")
    silent = {each for each in quarter.drawn if each.startswith("清河县静")}
    faulty = {site for site, _ in confirmed}
    pending = {site for site, _ in waiting} - faulty
    clean = quarter.drawn - faulty - pending - silent
    sums = [
        f"登记在册的网站{len(TRADES) + 2}个（另有12个因故不参加抽取），从中抽取{len(quarter.drawn)}个",
        f"受检网站{len(quarter.drawn)}个，其中经人工确认存在问题的{len(faulty)}个，全部事项判定完毕、未发现问题的{len(clean)}个，"
        f"尚有事项没有判定的{len(silent | pending)}个",
        f"有{len(pending)}个由机器判定存在问题、尚待人工复核",
        f"机器判定不符合的{len(quarter.faults)}项次，经人工复核，确认{len(confirmed)}项次，排除误报{len(quarter.marked('误报'))}项次",
        f"尚未复核{len(waiting)}项次；机器不能判定的{2 * len(silent)}项次，经人工核实，符合0项次，不符合0项次，其余{2 * len(silent)}项次",
        f"经人工确认的问题{len(confirmed)}项次，涉及{len(faulty)}个网站",
        f"尚未经人工复核的{len(waiting)}项次，涉及{len({site for site, _ in waiting})}个网站",
        f"有{2 * len(silent)}项次因没能看到足够的内容而无法判定",
        "2018年2月11日前（自印发之日起15个工作日内）",
    ]
    for suffix in (".docx", ".html"):
        told = words(notice(quarter, suffix))
        assert [each for each in sums if each not in told] == [], suffix
    told = words(notice(quarter, ".xlsx"))
    assert [each for each in sums[:5] if each not in told] == []
    text = words(notice(quarter, ".txt"))
    assert (
        f"受检网站{len(quarter.drawn)}个，经人工确认有问题的{len(faulty)}个，未发现问题的{len(clean)}个，未判完的{len(silent | pending)}个"
        in text
    )
    assert f"经人工确认的问题{len(confirmed)}项次" in text and f"待复核{len(waiting)}项次" in text and len(text) <= 500
    result = dict.fromkeys(clean, "未发现问题") | dict.fromkeys(silent | pending, "未判定")
    per_site = {site: sum(each == site for each, _ in confirmed) for site in quarter.drawn}
    listed = tables(notice(quarter, ".docx"))
    assert {row[1]: int(row[7]) for row in listed[0][1:]} == per_site
    assert {row[1]: row[6] for row in listed[0][1:] if row[1] not in faulty} == result
    assert {row["网站名称"]: row["经确认的问题"] for row in rows(notice(quarter, ".xlsx"), "网站一览")} == per_site
    for table in listed[2:4]:
        assert table[-1][1:7] == [
            str(len(TRADES) + 2),
            str(len(quarter.drawn)),
            table[-1][3],
            *map(str, map(len, (clean, faulty, silent | pending))),
        ]


def test_names_and_addresses_of_the_notice_stand_in_the_evidence_of_confirmed_faults(quarter: Quarter) -> None:
    lists = [[(row[1], row[2], row[4]) for row in tables(notice(quarter, ".docx"))[1][1:]]]
    lists.append([(row["网站名称"], row["事项"], row["证据网址"]) for row in rows(notice(quarter, ".xlsx"), "问题清单")])
    for listed in lists:
        assert len(listed) == len(quarter.confirmed) and {(site, duty.split()[0]) for site, duty, _ in listed} == quarter.confirmed
        assert all(url in quarter.evidence[site, duty.split()[0]] for site, duty, url in listed)
    faulty = {site for site, _ in quarter.confirmed}
    everybody = {each[0] for each in office_rows()}
    for suffix in (".docx", ".txt"):
        file = notice(quarter, suffix)
        text = (
            file.read_text(encoding="utf-8") if suffix == ".txt" else "\n".join(each.text for each in docx.Document(str(file)).paragraphs)
        )
        for sentence in re.split(r"[。\n]", text):
            named = {each for each in everybody if each in sentence}
            duties = [duty for duty, column in COLUMN.items() if f"“{column}”" in sentence]
            assert named <= faulty
            assert all(any((site, duty) in quarter.confirmed for duty in duties) for site in named)
            held = {url for site in named for duty in duties for url in quarter.evidence[site, duty]}
            assert set(re.findall(r"https?://[^\s）]+", sentence)) <= held


def test_each_body_gets_a_letter_of_its_own_confirmed_faults(quarter: Quarter) -> None:
    bodies = {site.removesuffix("网站") for site, _ in quarter.confirmed}
    folder = quarter.folder / "letters"
    assert {each.name for each in folder.iterdir()} == {f"{body}{suffix}" for body in bodies for suffix in (".docx", ".xlsx")}
    for body in bodies:
        site = f"{body}网站"
        due = {duty for each, duty in quarter.confirmed if each == site}
        told = words(folder / f"{body}.docx")
        assert f"检查了你单位的网站1个（“{site}”）" in told and f"确认存在问题{len(due)}项" in told and "2018年2月11日前" in told
        assert {each[0] for each in office_rows() if each[0] in told} == {site}
        listed = [(row[1], row[2], row[4]) for row in tables(folder / f"{body}.docx")[0][1:]]
        sheet = openpyxl.load_workbook(folder / f"{body}.xlsx").sheetnames[0]
        form = [(row["网站名称"], row["检查项"], row["问题页面网址"]) for row in rows(folder / f"{body}.xlsx", sheet)]
        assert form == listed and len(listed) == len(due) and {duty.split()[0] for _, duty, _ in listed} == due
        assert all(url in quarter.evidence[site, duty.split()[0]] for _, duty, url in listed)
        assert len(tables(folder / f"{body}.docx")[1]) == len(due) + 1
    waiting = len(quarter.marked(""))
    assert f"{len(bodies)} 个单位，{len(quarter.confirmed)} 项问题；另有 {waiting} 项尚未复核" in quarter.told["letters"].stderr


def test_every_command_but_the_check_and_the_run_succeeded(quarter: Quarter) -> None:
    assert {key: done.returncode for key, done in quarter.told.items() if done.returncode} == {"check": 2, "run": 3}
