"""The foot of a page: its words, and the marks that pictures, links and scripts set there."""

from __future__ import annotations

import pytest

from tests.crawler.reading.pages import read

FOOT = '<div class="footer"><p>主办：安青县人民政府办公室</p><p>网站标识码：3308220001 浙ICP备05000001号</p>{marks}</div>'
PAGE = (
    '<html><head><meta charset="utf-8"><title>关于放假的通知</title></head><body><h1>关于放假的通知</h1>'
    "<p>各单位：现将放假安排通知如下。</p>{beside}{foot}</body></html>"
)


def foot_of(marks: str = "", beside: str = "") -> tuple[str, ...]:
    return read(PAGE.format(beside=beside, foot=FOOT.format(marks=marks)), url="http://www.anqing.example/a/1.html").foot


def test_the_words_of_the_footer_are_kept_and_those_of_the_text_are_not() -> None:
    told = " ".join(foot_of())
    assert "主办：安青县人民政府办公室" in told
    assert "网站标识码：3308220001" in told
    assert "现将放假安排" not in told


@pytest.mark.parametrize(
    ("marks", "seen"),
    [
        ('<a href="http://bszs.conac.cn/sitename?method=show&id=1"><img src="x.png"></a>', "bszs.conac.cn"),
        ('<script src="//dcs.conac.cn/js/24/1.js"></script>', "dcs.conac.cn"),
        ('<script src="//Dcs.Conac.cn/js/24/1.js"></script>', "dcs.conac.cn"),
        ("<script>document.write(unescape(\"%3Cscript src='http://dcs.conac.cn/js/1.js'%3E\"))</script>", "dcs.conac.cn"),
        ('<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1"><img src="ga.png"></a>', "www.beian.gov.cn"),
        ('<script id="_jiucuo_" src="https://zfwzzc.www.gov.cn/check_web/_jiucuo_/jiucuo.js"></script>', "zfwzzc.www.gov.cn"),
        ('<a href="/jc"><img src="x.png" alt="我为政府网站找错"></a>', "我为政府网站找错"),
    ],
)
def test_marks_without_words_are_seen_by_address_or_name(marks: str, seen: str) -> None:
    assert seen in foot_of(marks)


def test_marks_that_are_commented_out_are_not_there() -> None:
    assert not any("conac" in line for line in foot_of('<!-- <a href="http://bszs.conac.cn/sitename">x</a> -->'))


def test_titles_of_articles_are_no_marks() -> None:
    link = '<a href="/a/2.html" title="关于2020年事业单位标识公开招聘的公告">更多</a>'
    assert not any("公开招聘" in line for line in foot_of(beside=link))
