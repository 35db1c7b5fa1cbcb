"""Personal data, hijacked links and wordings: what is found is laid out for a person, masked; what is in order passes."""

from dataclasses import replace
from datetime import date

import pytest

from spotcheck.audits.details import Hit
from spotcheck.audits.engine import judge
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.word_lists import Word
from spotcheck.crawler.records import Concealed
from tests.audits.building import build

CATALOGUE = load_catalogue("content-checks")
NUMBER = "11010519491231002X"  # the specimen of GB 11643


def found(case, folder, duty, *, words=(), concealed=()):
    with build(folder / "snapshot.db", case) as snapshot:
        if concealed:
            pages = [(visit, replace(page, concealed=concealed) if "/a/" in page.url else page) for visit, page in snapshot.pages()]
            snapshot.pages = lambda: iter(pages)
        findings = judge(snapshot, [CATALOGUE], date(2020, 1, 15), words=words)
    return next(finding for finding in findings if finding.duty == f"content-checks/{duty}")


def site(*articles, **more):
    return {
        "columns": ["工作动态"],
        "articles": [{"column": "公示", "title": f"公示{n}", **each} for n, each in enumerate(articles)],
        **more,
    }


def persons(*rows, heads=("姓名", "手机号码")):
    return site({"text": "现将救助对象名单公示如下。", "tables": [{"heads": list(heads), "rows": [list(row) for row in rows]}]})


def test_an_identity_number_is_shown_to_a_person_and_masked_in_the_evidence(tmp_path):
    finding = found(site({"text": f"经审核，张某（{NUMBER}）符合条件。"}), tmp_path, "1.1")
    assert (finding.verdict, finding.details.hits_count) == ("manual", 1)
    assert finding.details.hits[0].what == "identity_number"
    assert NUMBER not in str(finding) and "110105" in finding.evidence[0].quote


def test_digits_that_fail_the_check_digit_are_no_identity_number(tmp_path):
    assert found(site({"text": "流水号110105194912310021已受理。"}), tmp_path, "1.1").verdict == "pass"


def test_a_masked_number_passes(tmp_path):
    assert found(site({"text": "张某（110105********002X）符合条件。"}), tmp_path, "1.1").verdict == "pass"


def test_a_mobile_number_in_a_list_of_persons_is_shown(tmp_path):
    finding = found(persons(("张某", "13812345678")), tmp_path, "1.1")
    assert finding.verdict == "manual"
    assert "13812345678" not in str(finding)


@pytest.mark.parametrize("heads", [("姓名", "职务", "手机号码"), ("联系人", "单位", "电话")])
def test_the_contacts_of_offices_are_none(tmp_path, heads):
    row = ("张某", "河长办主任", "13812345678") if len(heads) == 3 else ("张某", "13812345678")
    assert found(persons(row, heads=heads), tmp_path, "1.1").verdict == "pass"


def test_a_site_whose_home_page_was_not_read_is_not_told_of(tmp_path):
    finding = found(site(home="timeout"), tmp_path, "1.1")
    assert (finding.verdict, finding.reason) == ("unknown", "home_not_read")


def test_a_link_moved_off_the_screen_is_shown_and_one_hidden_in_a_menu_is_not(tmp_path):
    away = Concealed(url="http://www.bad.example.com/", text="手机软件", how="away")
    menu = Concealed(url="http://map.example.com/", text="地图", how="none")
    one, other = tmp_path / "a", tmp_path / "b"
    assert found(site({"text": "正文"}), one, "1.2", concealed=(away,)).verdict == "manual"
    assert found(site({"text": "正文"}), other, "1.2", concealed=(menu,)).verdict == "pass"


def test_a_hidden_link_with_a_word_of_the_list_is_shown(tmp_path):
    link = Concealed(url="http://x.example.com/", text="网上投注平台", how="none")
    finding = found(site({"text": "正文"}), tmp_path, "1.2", concealed=(link,))
    assert replace(finding.details.hits[0], url="") == Hit(what="link", how="none", target=link.url, quote=link.text, url="")


def test_without_a_list_of_words_nothing_is_judged(tmp_path):
    finding = found(site({"text": "正文"}), tmp_path, "1.3")
    assert (finding.verdict, finding.details.notes) == ("manual", ("no_word_list",))


def test_a_wrong_word_is_shown_with_what_is_right_and_serious_ones_come_first(tmp_path):
    words = (Word(wrong="按装", right="安装"), Word(wrong="十九大届", right="十九届", serious=True))
    finding = found(site({"text": "路灯按装完毕。"}, {"text": "学习十九大届精神。"}), tmp_path, "1.3", words=words)
    assert [(hit.wrong, hit.right) for hit in finding.details.hits] == [("十九大届", "十九届"), ("按装", "安装")]


def test_a_wrong_word_inside_what_is_right_is_right(tmp_path):
    words = (Word(wrong="政务服务中", right="政务服务中心"),)
    assert found(site({"text": "县政务服务中心搬迁。"}), tmp_path, "1.3", words=words).verdict == "pass"


def test_a_number_beside_the_one_that_was_found_is_masked_though_the_passage_cuts_it(tmp_path):
    text = f"李某手机13812345678，已核实。{'经' * 15}张某（{NUMBER}）{'审' * 24}王某手机13912345678，符合条件。"
    quote = found(site({"text": text}), tmp_path, "1.1").evidence[0].quote
    assert quote.startswith("5678，") or "****" in quote
    assert "2345678" not in quote and "1391234" not in quote
