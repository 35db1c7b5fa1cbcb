"""The accuracy benchmark: its arithmetic, its mapping of labels, and a run over three pages of our own."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.accuracy import __main__ as command
from benchmarks.accuracy.measures import Answer, Mark, judge, macro, wilson
from benchmarks.accuracy.places import DAY, moved
from benchmarks.accuracy.truth import KINDS, Absent, Sample, load, read_counts
from benchmarks.accuracy.variants import IDENTICAL, source_of
from spotcheck.crawler.records import PageKind

SITE = "http://www.qinghe.example"
ARTICLE = (
    "<html><head><meta charset='utf-8'><title>通知</title></head><body><h1>{}</h1><p>发布日期：2018-04-13</p><div class='content'>{}</div>"
)
LIST = "".join(f"<li><a href='{n}.html'>关于第{n}号事项的通知</a><span>2018-03-0{n}</span></li>" for n in (3, 2, 1))
PAGES = {
    "/zwgk/tzgg/1.html": ARTICLE.format("关于公布收费目录的通知", "<p>现将收费目录公布如下，请遵照执行，并做好公开工作。</p>"),
    "/zwgk/tzgg/2.html": ARTICLE.format("关于放假安排的通知", "<p>各单位：现将放假安排通知如下，请认真做好值班工作。</p>"),
    "/zwgk/tzgg/": f"<html><head><title>通知公告</title></head><body><div class='list'><ul>{LIST}</ul></div>",
}
LABELS = [
    "original_url\thost\tcms\tkind\tform\ttitle\tpublish_date\tlabel",
    f"{SITE}/zwgk/tzgg/1.html\twww.qinghe.example\tTRS WCM\tarticle\tdetail\t关于公布收费目录的通知\t2018-04-13\thand",
    f"{SITE}/zwgk/tzgg/2.html\twww.qinghe.example\tTRS WCM\tarticle\tdetail\t关于放假安排的通知\t2018-04-14\thand",
    f"{SITE}/zwgk/tzgg/\twww.qinghe.example\tTRS WCM\tguide\tlist\t通知公告\t\thand",
    f"{SITE}/guessed.html\twww.qinghe.example\tTRS WCM\tarticle\tdetail\t猜的\t2018-04-13\theuristic",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "labels.tsv").write_text("\n".join(LABELS) + "\n", "utf-8")
    with (tmp_path / "www.qinghe.example.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for path, html in PAGES.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(SITE + path, "response", payload=BytesIO(html.encode()), http_headers=headers))
    return tmp_path


def sample(**changed: object) -> Sample:
    given: dict[str, object] = {
        "url": SITE, "host": "a", "platform": "TRS", "form": "detail", "title": "关于 放假的通知", "published": DAY, "body": b"",
    }  # fmt: skip
    return Sample(**{**given, **changed})  # type: ignore[arg-type]


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(53, 53) == pytest.approx((0.9324, 1.0), abs=1e-4)
    assert wilson(0, 33) == pytest.approx((0.0, 0.1043), abs=1e-4)


def test_a_big_host_cannot_hide_a_small_one() -> None:
    marks = [Mark(host="big", platform="", url="", right=True)] * 99 + [Mark(host="small", platform="", url="", right=False)]
    assert macro(marks) == (0.5, 2)


def test_the_form_of_a_label_decides_the_kind_and_its_subject_does_not() -> None:
    assert KINDS["detail"] is PageKind.ARTICLE
    assert sample(form="list").kind is PageKind.LIST
    with pytest.raises(KeyError):
        _ = sample(form="poster").kind


def test_a_silent_extractor_is_not_exact_and_not_wrong_and_white_space_is_no_part_of_a_title() -> None:
    assert judge(sample(), Answer("", "关于放假的通知")) == {
        "published day exact": False,
        "published day wrong": False,
        "title of document": True,
    }
    assert judge(sample(published=None), Answer("2018-04-13", "放假"))["undated page dated"] is True


def test_the_title_of_a_column_may_lack_the_name_of_its_site_and_that_of_a_document_may_not() -> None:
    assert judge(sample(form="list", title="政务公开 - 清河县"), Answer("", "政务公开"))["title of other page"] is True
    assert judge(sample(title="政务公开 - 清河县"), Answer("", "政务公开"))["title of document"] is False


def test_entries_are_counted_once_a_page_and_hold_no_text_of_others() -> None:
    counts = read_counts()
    assert len(counts) == len(set(counts)) > 100
    assert all(found.entries or not found.newest for found in counts.values())


def test_labels_that_a_rule_guessed_are_no_truth(corpus: Path) -> None:
    assert [found.published for found in load(corpus)] == [date(2018, 4, 13), date(2018, 4, 14), None]


def test_the_whole_benchmark_runs_on_three_pages_and_names_the_one_that_differs(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--corpus", str(corpus)]) == 0
    said = capsys.readouterr().out
    assert "3 pages labelled by hand, 1 hosts" in said
    assert f"published day wrong, high confidence: {SITE}/zwgk/tzgg/2.html" in said
    assert "GBK, nothing declared                                    3 of 3" in said


def test_absent_archives_are_named_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--corpus", str(tmp_path)]) == 2
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/labels.tsv: there is no such file. Give the directory of the labelled archives: make accuracy CORPUS=DIR\n"
    )
    (tmp_path / "labels.tsv").write_text(LABELS[0] + "\n", "utf-8")
    with pytest.raises(Absent, match="no archive there"):
        load(tmp_path)


def test_a_variant_differs_in_bytes_alone_and_characters_outside_gbk_take_gb18030() -> None:
    sent = IDENTICAL["GBK, declared in header and meta"](f"<html><head></head><body>㐂𠮷{'清河县人民政府' * 20}</body></html>")
    assert sent.content_type == "text/html; charset=gb18030"
    assert "㐂𠮷清河县" in source_of(sent.body)
    turned = IDENTICAL["attributes of tags in reverse order"]('<head><meta name="a" content="b"></head>')
    assert turned.body == b'<head><meta content="b" name="a"></head>'


def test_each_of_our_own_pages_has_a_name_of_its_own() -> None:
    names = [case.name for case in moved()]
    assert len(set(names)) == len(names)
