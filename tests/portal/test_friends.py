"""Friend links are told by their shape; what stands elsewhere too, or belongs to the same domain, is none."""

from spotcheck.crawler.records import Area, Link, Page, PageKind
from spotcheck.crawler.urls import key
from spotcheck.portal.friends import domain_of, friend_links

HOME = key("http://www.qinghe.gov.cn/")
OFFICES = ("http://www.lanxi.gov.cn/", "http://www.yunzhou.gov.cn/index.html", "http://www.heping.gov.cn/", "http://www.anqing.gov.cn/")


def page(*addresses: str) -> Page:
    links = tuple(Link(url=url, text=f"第{n}个单位", area=Area.BODY) for n, url in enumerate(addresses))
    return Page(url="http://www.qinghe.gov.cn/", kind=PageKind.HOME, links=links)


def friends(*pages: Page) -> set[str]:
    return set(friend_links(pages, HOME, key))


def test_four_front_pages_of_other_sites_in_a_row_are_friend_links() -> None:
    assert friends(page("http://www.qinghe.gov.cn/a/", *OFFICES)) == {key(url) for url in OFFICES}


def test_three_are_not_and_neither_are_pages_inside_other_sites() -> None:
    assert friends(page(*OFFICES[:3])) == set()
    assert friends(page(*(f"{url}col/1.html" for url in OFFICES))) == set()


def test_departments_of_the_same_domain_are_no_friends() -> None:
    assert friends(page(*(f"http://{name}.qinghe.gov.cn/" for name in ("czj", "jyj", "tjj", "wjj")))) == set()


def test_what_another_page_links_to_by_itself_is_none() -> None:
    alone = page("http://www.qinghe.gov.cn/a/", OFFICES[0])
    assert friends(page(*OFFICES), alone) == {key(url) for url in OFFICES[1:]}


def test_a_platform_in_the_row_stays_a_place_where_a_duty_may_be_met() -> None:
    found = friends(page(*OFFICES, "http://www.zjzwfw.gov.cn/", "http://www.fourth.gov.cn/"))
    assert key("http://www.zjzwfw.gov.cn/") not in found


def test_the_registered_domain_of_a_host_has_three_parts_under_gov_cn() -> None:
    assert [domain_of(host) for host in ("czj.qinghe.gov.cn", "a.example.com", "x.y.zj.cn", "localhost:80")] == [
        "qinghe.gov.cn", "example.com", "zj.cn", "localhost"
    ]  # fmt: skip
