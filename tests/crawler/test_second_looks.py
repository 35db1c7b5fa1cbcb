"""What stands in the place of a page is not taken for the page, and a page is not called gone before it was looked for twice."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from spotcheck.crawler import pace
from spotcheck.crawler.records import DocumentState, Outcome, OutcomeClass, Visit, class_of
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.office import TITLES, Always, article, column, framed, office
from tests.crawler.web import Answer, serve

SCREENS = {
    "login": "<html><title>职工入口</title><form><input name=u><input type=password name=p><button>进入</button></form></html>",
    "busy": "<html><title>提示</title><p>排在您前面的还有 218 位</p></html>",
    "maintenance": "<html><title>温馨提示</title><p>今晚机房割接，明早见。</p><p>溪山区数据局</p></html>",
    "database": "<b>Fatal error</b>: too many connections in <b>/data/www/conn.inc</b> on line <b>8</b>",
    "block": "<html><title>405</title><p>本次访问未予放行，编号 77a1</p></html>",
    "numbered": "<html><title>404</title><p>节点 A17 · 编号 99b2</p></html>",
    "edge": "<html><title>Unreachable</title><p>the edge has lost its origin</p><a href='/help'>help</a></html>",
    "nothing": "<html><head></head><body></body></html>",
    "english": "<html><title>Please wait</title><p>We are counting heads.</p></html>",
}
FOUR = ("/ys/", "/tz/1.html", "/zc/2.html", "/gk/0.html")


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks alone are hurried: the site here is no slower for it."""
    monkeypatch.setattr(pace, "_REST", 0.1)


def crawled(site: dict[str, Any], folder: Path, **changes: Any) -> tuple[dict[str, Visit], list[str], dict[str, Any]]:
    """Visits by path, the paths asked for, the settings of the run."""
    with serve(site) as web:
        result, visits = web.crawl(folder, **changes)
        assert result.complete and result.error is None
    with Snapshot.open(folder) as snapshot:
        return visits, web.paths, snapshot.run.settings


def faults(visits: dict[str, Visit]) -> set[str]:
    return {path for path, visit in visits.items() if class_of(visit.outcome) is OutcomeClass.FAULT}


def test_the_pages_of_a_plain_site_are_believed(tmp_path: Path) -> None:
    visits, paths, settings = crawled(office(), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ} and len(visits) == 17
    assert len(paths) == 1 + 17 + 2, "robots.txt, the pages, and two that cannot exist"
    assert [each["status"] for each in settings["absent_pages"]] == [404, 404]
    assert not {each["url"] for each in settings["absent_pages"]} & {visit.url for visit in visits.values()}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_screen_at_several_addresses_is_no_page_and_no_fault(tmp_path: Path, screen: str) -> None:
    visits, _, _ = crawled(office(**{path[1:]: Answer(screen) for path in FOUR}), tmp_path)
    assert all(class_of(visits[path].outcome) is OutcomeClass.UNDETERMINED for path in FOUR)
    assert all(visits[path].attempts >= 2 for path in FOUR)
    assert {path for path, visit in visits.items() if visit.outcome is not Outcome.READ} == set(FOUR)


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_screen_that_has_gone_at_the_second_look_costs_nothing(tmp_path: Path, screen: str) -> None:
    late: dict[str, Any] = {path[1:]: (lambda n, a=answer: Answer(screen) if n == 1 else a) for path, answer in office().items()}
    wanted = {path[1:]: late[path[1:]] for path in FOUR}
    visits, _, _ = crawled(office(**wanted), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ} and len(visits) == 17


@pytest.mark.parametrize("title", ["溪山区数据局", "404", "405", "欢迎光临"])
def test_what_the_site_answers_for_pages_that_cannot_exist_is_a_page_that_is_gone(tmp_path: Path, title: str) -> None:
    def absent(path: str) -> Answer:
        return Answer(f"<html><title>{title}</title><p>这里没有 {path} 这样东西</p></html>")

    site = office(**{"tz/": column("tz", '<p><a href="/tz/9.html">防汛值班安排表</a></p>')})
    visits, _, settings = crawled(Always(site, absent), tmp_path)
    assert faults(visits) == {"/tz/9.html"}
    assert (visits["/tz/9.html"].outcome, visits["/tz/9.html"].attempts) == (Outcome.SOFT_NOT_FOUND, 2)
    assert len(settings["absent_pages"]) >= 4, "early and late"


def test_absence_inside_the_frame_of_the_site_is_told_by_the_same_answer(tmp_path: Path) -> None:
    site = office(**{"tz/": column("tz", '<p><a href="/tz/9.html">防汛值班安排表</a></p>')})
    visits, _, _ = crawled(Always(site, lambda path: framed("系统", "<p>没有找到可以显示的内容</p>")), tmp_path)
    assert faults(visits) == {"/tz/9.html"}


def test_a_list_that_is_redirected_to_the_front_page_is_gone_where_all_absent_pages_are(tmp_path: Path) -> None:
    def home(path: str) -> Answer:
        return Answer(status=302, headers={"Location": "/"})

    site = office()
    del site["/ys/"]
    visits, _, _ = crawled(Always(site, home), tmp_path)
    assert faults(visits) == {"/ys/"}


def test_a_list_that_is_redirected_to_the_front_page_is_not_the_list(tmp_path: Path) -> None:
    visits, _, _ = crawled(office(**{"ys/": Answer(status=302, headers={"Location": "/"})}), tmp_path)
    assert visits["/ys/"].outcome is Outcome.BLOCKED and not faults(visits)


def test_another_spelling_of_the_front_page_is_the_front_page(tmp_path: Path) -> None:
    site = office()
    site["/index.html"] = Answer(status=302, headers={"Location": "/"})
    site["/gk/"] = column("gk", '<a href="/index.html">返回</a><a href="/portal/">溪山区数据局</a>')
    site["/portal/"] = site["/"]
    visits, _, _ = crawled(site, tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


def test_the_front_page_at_the_address_of_a_list_is_not_the_list(tmp_path: Path) -> None:
    site = office()
    site["/ys/"] = site["/zc/1.html"] = site["/"]
    visits, _, _ = crawled(site, tmp_path)
    assert visits["/ys/"].outcome is visits["/zc/1.html"].outcome is Outcome.BLOCKED and not faults(visits)


def test_empty_columns_of_one_template_are_pages(tmp_path: Path) -> None:
    names = {"a": "人事信息", "b": "政府采购", "c": "应急管理", "d": "统计信息"}
    links = "".join(f'<li><a href="/{path}/">{name}</a></li>' for path, name in names.items())
    empty = {f"{path}/": framed(name, "<p>暂无内容</p>") for path, name in names.items()}
    visits, _, _ = crawled(office(**empty, **{"gk/": column("gk", links)}), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


def test_one_article_under_several_columns_is_a_page(tmp_path: Path) -> None:
    title = "关于做好冬春农田水利建设的意见"
    copies = {f"{name}/77.html": article(title) for name in ("gk", "tz", "zc", "ys")}
    lists = {
        f"{path.partition('/')[0]}/": column(path.partition("/")[0], f'<li><a href="/{path}">{title}</a>2017-04-01</li>') for path in copies
    }
    visits, _, _ = crawled(office(**copies, **lists), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


def test_a_page_without_the_frame_that_is_what_its_link_calls_it_is_a_page(tmp_path: Path) -> None:
    bare = Answer("<html><head><title>收费项目明细表</title></head><body><p>本单位无收费项目。</p></body></html>")
    popup = Answer("<html><body><p>节假日值班电话</p><p>工作日之外请拨打总值班室。</p></body></html>")
    extra = '<li><a href="/fee.htm">收费项目明细表</a></li><li><a href="/duty.htm">节假日值班电话</a></li>'
    visits, _, _ = crawled(office(**{"fee.htm": bare, "duty.htm": popup, "gk/": column("gk", extra)}), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


def test_a_small_site_of_its_own_behind_a_picture_is_read(tmp_path: Path) -> None:
    items = "".join(
        f'<li><a href="/zt/{n}.html">{word}</a></li>' for n, word in enumerate(("森林防火须知", "家庭防火常识", "校园防火演练"))
    )
    topic = {"zt/": Answer(f"<html><title>防火专题</title><ul>{items}</ul></html>")}
    topic |= {
        f"zt/{n}.html": Answer(f"<html><title>{w}</title><p>{w}，人人有责。</p></html>")
        for n, w in enumerate(("森林防火须知", "家庭防火常识", "校园防火演练"))
    }
    visits, _, _ = crawled(office(**topic, **{"gk/": column("gk", '<a href="/zt/"><img src="/f.png"></a>')}), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


def test_the_page_of_another_address_is_not_what_was_asked_for(tmp_path: Path) -> None:
    site = office()
    site["/ys/"], site["/tz/2.html"] = site["/zc/0.html"], site["/gk/"]
    visits, _, _ = crawled(site, tmp_path)
    assert visits["/ys/"].outcome is visits["/tz/2.html"].outcome is Outcome.BLOCKED and not faults(visits)


def test_a_column_that_shows_its_first_sub_column_is_read(tmp_path: Path) -> None:
    below = framed("联系方式", "<p>地址、电话和邮政编码均在此公布，欢迎来访。</p>")
    extra = '<a href="/gk/jg/">机关介绍</a><a href="/gk/jg/lx/">联系方式</a>'
    visits, _, _ = crawled(office(**{"gk/jg/": below, "gk/jg/lx/": below, "gk/": column("gk", extra)}), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


@pytest.mark.parametrize("status", [404, 410])
def test_a_site_that_goes_down_half_way_is_not_charged_page_by_page(tmp_path: Path, status: int) -> None:
    asked = [0]

    def falling(answer: Answer) -> Any:
        def one(_: int) -> Answer:
            asked[0] += 1
            return answer if asked[0] <= 10 else Answer(status=status)

        return one

    visits, _, settings = crawled({path: falling(answer) for path, answer in office().items()}, tmp_path)
    assert settings["alive_at_end"] is False
    assert not faults(visits) and sum(visit.outcome is Outcome.READ for visit in visits.values()) >= 8


def test_dead_pages_count_while_the_site_answers(tmp_path: Path) -> None:
    visits, _, settings = crawled(office(**{"tz/1.html": Answer(status=404), "zc/2.html": Answer(status=410)}), tmp_path)
    assert settings["alive_at_end"] is True
    assert faults(visits) == {"/tz/1.html", "/zc/2.html"}


def test_a_page_is_gone_only_when_it_was_gone_twice(tmp_path: Path) -> None:
    turns = {1: Answer(status=503), 2: Answer(status=404), 3: article("停水检修事项公告")}
    visits, _, _ = crawled(office(**{"tz/1.html": lambda n: turns[min(n, 3)]}), tmp_path)
    assert (visits["/tz/1.html"].outcome, visits["/tz/1.html"].attempts) == (Outcome.READ, 3)


@pytest.mark.parametrize("status", [500, 502, 503, 511, 521, 530, 999])
def test_a_server_that_fails_or_refuses_is_undetermined(tmp_path: Path, status: int) -> None:
    visits, _, _ = crawled(office(**{"gk/1.html": Answer(status=status)}), tmp_path)
    assert class_of(visits["/gk/1.html"].outcome) is OutcomeClass.UNDETERMINED
    assert (visits["/gk/1.html"].outcome is Outcome.BLOCKED) == (status in (511, 521, 999))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
def test_a_page_that_is_not_closed_as_its_siblings_are_was_cut(tmp_path: Path, share: float) -> None:
    def half(path: str) -> Answer:
        body = str(office()[path].body)
        return Answer(body[: body.index("<h1>") + int(share * (len(body) - body.index("<h1>")))])

    visits, _, _ = crawled(office(**{"ys/": half("/ys/"), "zc/1.html": half("/zc/1.html")}), tmp_path)
    assert visits["/ys/"].outcome is visits["/zc/1.html"].outcome is Outcome.TRUNCATED


def test_a_template_that_closes_no_page_is_whole(tmp_path: Path) -> None:
    open_ended = {f"zc/{n}.html": framed(title, f"<p>{title}全文</p>", tail="<i>溪山</i>") for n, title in enumerate(TITLES["zc"])}
    visits, _, _ = crawled(office(**open_ended), tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ}


PDF = b"%PDF-1.4\n" + b"1 0 obj << /Type /Catalog >>\n" * 40


@pytest.mark.parametrize(
    ("bodies", "outcome", "attempts"),
    [((PDF, PDF), Outcome.READ, 2), ((PDF, PDF[:400]), Outcome.TRUNCATED, 2), ((PDF[:300], b"a,b\n1,2\n3,4\n"), Outcome.READ, 2)],
)
def test_a_broken_file_is_looked_at_twice(tmp_path: Path, bodies: tuple[bytes, bytes], outcome: Outcome, attempts: int) -> None:
    kind = {"Content-Type": "application/pdf"}
    site = office(**{"ys/a.pdf": lambda n: Answer(bodies[min(n, 2) - 1], headers=kind), "ys/": column("ys", '<a href="a.pdf">预算表</a>')})
    visits, _, _ = crawled(site, tmp_path)
    assert (visits["/ys/a.pdf"].outcome, visits["/ys/a.pdf"].attempts) == (outcome, attempts)
    with Snapshot.open(tmp_path) as snapshot:
        states = [document.state for _, document in snapshot.documents()]
    assert states == {b"%": [DocumentState.BROKEN], b"a": [DocumentState.READ]}.get(bodies[1][:1] if outcome is Outcome.READ else b"", [])


def test_dead_links_of_a_page_that_is_not_believed_are_not_the_sites(tmp_path: Path) -> None:
    site = office()
    site["/tz/2.html"] = framed(
        "公共租赁住房实施细则", '<p>全文如下</p><a href="attached/1.html">申请条件表</a>'
    )  # the page of another address
    visits, _, _ = crawled(site, tmp_path)
    assert visits["/tz/2.html"].outcome is Outcome.BLOCKED
    assert "/tz/attached/1.html" not in visits and not faults(visits)


def test_a_site_that_is_busy_when_asked_fast_is_asked_slowly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_REST", 1.2)
    recent: list[float] = []

    def loaded(answer: Answer) -> Any:
        def one(_: int) -> Answer:
            moment = time.monotonic()
            recent[:] = [each for each in recent if each > moment - 1.0] + [moment]
            return answer if len(recent) <= 5 else Answer(SCREENS["busy"])

        return one

    site: dict[str, Any] = {path: loaded(answer) for path, answer in office().items()}
    visits, _, settings = crawled(site, tmp_path)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ} and len(visits) == 17
    assert settings["pace"]["changes_under_load"] is True and settings["pace"]["seconds_between"] > 0
