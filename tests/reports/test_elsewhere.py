"""Sites that were not followed: what hangs on each, and the register line that makes the next run look there."""

from __future__ import annotations

from spotcheck.audits.verdicts import Certificate, Finding, Verdict
from spotcheck.config.language import speaking
from spotcheck.config.models import Site
from spotcheck.portal.records import Unread
from spotcheck.reports.elsewhere import elsewhere, told
from spotcheck.reports.facts import ElsewhereRow

SITE = Site(url="http://www.qinghe.gov.cn/", name="清河县人民政府门户网站")


def undecided(duty: str, *unread: tuple[str, str], outcome: str = "linked_elsewhere") -> Finding:
    named = tuple(Unread(url=url, label=name, outcome=outcome) for url, name in unread)
    proof = Certificate(
        entry_points=(), terms=(), columns_known=1, columns_read=1, pages_read=9, documents_read=0, titles_searched=9, unread=named
    )
    return Finding(duty=duty, clause="1.1", title="事项", verdict=Verdict.UNKNOWN, confidence=1.0, reason=outcome, certificate=proof)


def rows(*findings: Finding, site: Site = SITE) -> tuple[ElsewhereRow, ...]:
    with speaking("zh"):
        return elsewhere([(site, findings)])


def test_the_site_that_most_duties_hang_on_stands_first_and_each_duty_counts_once() -> None:
    bank, trade = ("http://a.bank.cn/1.html", "统一平台"), ("http://trade.cn/", "交易")
    found = rows(undecided("1.1.1", trade), undecided("1.1.2", trade, bank, ("http://trade.cn/2.html", "交易")))
    assert [(row.host, row.called, row.duties, row.sites) for row in found] == [("trade.cn", "交易", 2, 1), ("a.bank.cn", "统一平台", 1, 1)]


def test_what_was_not_read_for_another_reason_is_no_site_elsewhere() -> None:
    assert rows(undecided("1.1.1", ("http://slow.cn/", "财政局"), outcome="timeout")) == ()


def test_a_known_platform_gets_a_row_of_the_register_a_subdomain_another_address_of_the_site() -> None:
    calls = undecided("1.1.1", ("http://ggzy.lanxi.cn/", "公共资源交易中心"), ("http://xxgk.qinghe.gov.cn/a/", "信息公开"))
    lines = {row.host: row.line for row in rows(calls)}
    assert lines == {
        "ggzy.lanxi.cn": "网站名称,首页网址,共享平台 → 公共资源交易中心,http://ggzy.lanxi.cn/,公共资源交易平台",
        "xxgk.qinghe.gov.cn": "http://www.qinghe.gov.cn/ 一行的“其他域名”加 http://xxgk.qinghe.gov.cn/",
    }


def test_the_quarter_counts_over_its_sites() -> None:
    other = Site(url="http://www.lanxi.gov.cn/")
    finding = undecided("1.1.1", ("http://trade.cn/", "交易"))
    with speaking("zh"):
        (row,) = elsewhere([(SITE, [finding]), (other, [finding])])
    assert (row.duties, row.sites) == (2, 2)


def test_the_command_line_names_five_and_says_where_the_rest_stands() -> None:
    with speaking("en"):
        lines = told(elsewhere([(SITE, [undecided("1.1.1", *((f"http://p{n}.cn/", "平台") for n in range(7)))])]))
    assert len(lines) == 7
    assert lines[0] == "duties hang on 7 other sites that were not followed:"
    assert lines[-1] == "  the other 2 stand in the report"
    assert told(()) == []
