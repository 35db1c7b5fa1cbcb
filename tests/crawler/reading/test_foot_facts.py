"""What the foot of a page says of its site, and what footer, meta and script say against each other."""

from datetime import date

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Role

FOOT = (
    "<div class='footer'><p>主办：安青县人民政府办公室　联系电话：0599-8123456</p>"
    "<p>云ICP备05000001号　云公网安备 35010002000001号　网站标识码：3507250001</p></div>"
)


def read(head="", foot=FOOT):
    body = f"<h1>通知</h1><p>2017-03-01</p><p>正文。</p>{foot}"
    html = f"<html><head><meta charset=utf-8><title>通知</title>{head}</head><body>{body}</body></html>"
    return read_page(
        url="http://www.a.gov.cn/a/1.html", body=html.encode(), content_type="text/html", role=Role.ENTRY, label="", today=date(2018, 1, 1)
    )


def test_records_and_telephone_are_read_from_the_footer():
    page = read()
    assert (page.icp, page.police, page.contact) == ("云ICP备05000001号", "云公网安备35010002000001号", "0599-8123456")
    assert (page.site_code, page.site_codes) == ("3507250001", ())


def test_a_meta_that_disagrees_with_the_footer_is_kept_beside_it():
    page = read("<meta name='SiteIDCode' content='3507250002'>")
    assert page.site_codes == (("footer", "3507250001"), ("meta", "3507250002"))
    assert page.site_code == "3507250001"


def test_a_meta_that_agrees_is_no_disagreement():
    assert read("<meta name='siteidcode' content='3507250001'>").site_codes == ()


def test_a_footer_without_them_gives_nothing():
    page = read(foot="<div class='footer'><p>版权所有</p></div>")
    assert (page.police, page.contact, page.site_codes) == ("", "", ())
