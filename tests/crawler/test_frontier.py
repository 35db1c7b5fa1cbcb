"""The order of asking."""

from __future__ import annotations

import random

from spotcheck.crawler.discovery import Discovery
from spotcheck.crawler.frontier import Frontier, Target
from spotcheck.crawler.priority import Order, Rank
from spotcheck.crawler.records import Area, Link, Page, PageKind, Role
from spotcheck.crawler.scope import Scope
from spotcheck.crawler.traps import Traps


def target(name: str, rank: Rank = Rank.PAGE, depth: int = 1) -> Target:
    return Target(url=f"http://a.gov.cn/{name}", key=f"a.gov.cn/{name}", role=Role.PAGE, rank=rank, depth=depth)


def drain(frontier: Frontier) -> list[str]:
    names = []
    frontier.fill()
    while (found := frontier.take()) is not None:
        names.append(found.key.rpartition("/")[2])
        frontier.settled(found)
        frontier.fill()
    return names


def test_targets_come_by_rank_then_depth_then_discovery() -> None:
    frontier = Frontier(10)
    for each in (
        target("page"),
        target("list", Rank.LIST, 3),
        target("near", Rank.LIST, 1),
        target("item", Rank.MATCHING_ITEM),
        target("page2"),
    ):
        frontier.add(each)
    assert drain(frontier) == ["item", "near", "list", "page", "page2"]


def test_a_known_page_is_asked_for_once_at_its_best_rank() -> None:
    frontier = Frontier(10)
    assert frontier.add(target("a"))
    assert frontier.add(target("b", Rank.ITEM))
    assert not frontier.add(target("a", Rank.NAVIGATION))
    assert drain(frontier) == ["a", "b"]
    assert not frontier.add(target("a", Rank.HOME))
    assert not frontier.more


def test_a_page_named_again_at_a_better_rank_is_still_one_page_to_read() -> None:
    frontier = Frontier(100, window=1)
    for rank in (Rank.PAGE, Rank.ITEM, Rank.NAVIGATION):
        for name in "abc":
            frontier.add(target(name, rank))
    assert frontier.queued == 3
    frontier.fill()
    frontier.settled(frontier.take())
    assert frontier.queued == 2


def test_a_page_that_cost_nothing_is_given_back_to_the_budget() -> None:
    frontier = Frontier(2, window=1)
    for name in "abc":
        frontier.add(target(name))
    frontier.fill()
    first = frontier.take()
    assert first is not None
    frontier.settled(first, free=True)
    assert drain(frontier) == ["b", "c"]


def test_second_looks_come_when_all_else_is_read_and_cost_no_budget() -> None:
    frontier = Frontier(3)
    for name in "abc":
        frontier.add(target(name))
    frontier.fill()
    first = frontier.take()
    assert first is not None
    frontier.look_again(first)
    frontier.settled(first)
    assert drain(frontier) == ["b", "c", "a"]
    assert first.attempts == 2


def test_the_order_does_not_depend_on_when_answers_arrive() -> None:
    """Whatever order answers arrive in, they are settled in the order of asking: the same pages are asked for."""

    def crawl(seed: int) -> list[str]:
        chance, frontier, asked, turn = random.Random(seed), Frontier(25), list[str](), 0
        frontier.add(target("0"))
        frontier.fill()
        flying: list[Target] = []
        arrived: dict[int, Target] = {}
        while frontier.more or flying or arrived:
            while (found := frontier.take()) is not None:
                asked.append(found.key)
                flying.append(found)
            back = flying.pop(chance.randrange(len(flying)))
            arrived[back.ticket] = back
            while turn in arrived:
                settled = arrived.pop(turn)
                turn += 1
                number = int(settled.key.rpartition("/")[2])
                for child in (number * 3 + 1, number * 3 + 2, number * 3 + 3):
                    frontier.add(target(str(child), Rank(3 + child % 5)))
                frontier.settled(settled)
                frontier.fill()
        return asked

    runs = [crawl(seed) for seed in range(20)]
    assert len(runs[0]) == 25
    assert all(run == runs[0] for run in runs)


def test_leftovers_come_best_first() -> None:
    frontier = Frontier(0)
    for each in (target("page"), target("nav", Rank.NAVIGATION), target("list", Rank.LIST)):
        frontier.add(each)
    assert [left.key.rpartition("/")[2] for left in frontier.leftovers()] == ["nav", "list", "page"]


def test_words_are_matched_across_spaces_and_widths() -> None:
    order = Order(["部门预算", "３公"])
    assert order.matches("2017年部门 预算公开")
    assert order.matches("3公经费")
    assert not order.matches("部门动态")


def test_a_matching_item_comes_before_further_pages_of_other_columns() -> None:
    order = Order(["预算"])
    assert order.rank(Role.ENTRY, "2017年预算") < order.rank(Role.LIST, "新闻") < order.rank(Role.ENTRY, "新闻一则")
    assert order.rank(Role.NAVIGATION, "政府信息公开") < order.rank(Role.NAVIGATION, "预算公开") < order.rank(Role.NAVIGATION, "走进本县")


def test_the_scope_is_the_site_its_documents_and_one_hop_to_a_government_host() -> None:
    scope = Scope("http://www.a.gov.cn/", allow=["b.example:8080"])

    def hop(url: str, **changes: object) -> int | None:
        return scope.hop(url, **{"document": False, "matches": False, "hop": 0, **changes})  # type: ignore[arg-type]

    assert hop("https://a.gov.cn/x") == 0
    assert hop("http://a.gov.cn:8080/x") is None
    assert hop("http://store.example/x.pdf", document=True) == 1
    assert hop("http://czj.b.gov.cn/") is None
    assert hop("http://czj.b.gov.cn/", matches=True) == 1
    assert hop("http://news.example/", matches=True) is None
    assert hop("http://b.example:8080/") == 1
    assert hop("http://czj.b.gov.cn/next", matches=True, hop=1) is None
    assert hop("http://store.example/y.pdf", document=True, hop=1) == 2
    assert hop("ftp://a.gov.cn/x") is None


def test_a_shared_platform_is_one_hop_away_whatever_the_link_says() -> None:
    scope = Scope("http://www.a.gov.cn/", platforms=["ggzy.a.example"])

    def hop(url: str, **changes: object) -> int | None:
        return scope.hop(url, **{"document": False, "matches": False, "hop": 0, **changes})  # type: ignore[arg-type]

    assert hop("http://www.zjzwfw.gov.cn/col/1.html") == 1
    assert hop("http://anqing.zjzwfw.gov.cn/") == 1
    assert hop("http://www.ggzy.a.example/list?area=1") == 1
    assert hop("http://notzjzwfw.gov.cn/") is None
    assert hop("http://www.zjzwfw.gov.cn/col/2.html", hop=1) is None
    assert Scope("http://www.zjzwfw.gov.cn/").hop("http://zjzwfw.gov.cn/x", document=False, matches=False, hop=0) == 0


def test_a_platform_does_not_crowd_out_the_site() -> None:
    scope = Scope("http://www.a.gov.cn/")

    def hop(number: int, *, matches: bool = False) -> int | None:
        return scope.hop(f"http://www.zjzwfw.gov.cn/{number}", document=False, matches=matches, hop=0)

    assert [hop(number) for number in range(300)] == [1] * 300
    assert hop(300) is None and hop(7) == 1 and hop(301, matches=True) == 1


def test_a_link_that_calls_a_platform_is_followed_to_a_government_host() -> None:
    frontier = Frontier(10)
    discovery = Discovery(frontier, Scope("http://www.a.gov.cn/"), Order([]), lambda *_: None)
    source = Target(url="http://www.a.gov.cn/", key="a.gov.cn/", role=Role.HOME, rank=Rank.HOME)
    links = [("http://ggzy.b.gov.cn/", "某某市公共资源交易中心"), ("http://czj.b.gov.cn/", "财政局"), ("http://b.example/", "信用中国")]
    found = [Link(url=url, text=text, area=Area.FOOTER) for url, text in links]
    discovery.links(Page(url=source.url, kind=PageKind.HOME, links=tuple(found)), source)
    assert [target.key for target in frontier.leftovers()] == ["ggzy.b.gov.cn/"]


def test_addresses_that_turn_in_circles_are_traps() -> None:
    traps = Traps()
    assert traps.why("http://a.gov.cn/a/b/a/b/a/b/a/b/", role=Role.PAGE, depth=1)
    assert traps.why(f"http://a.gov.cn/{'x' * 1000}", role=Role.PAGE, depth=1)
    assert traps.why("http://a.gov.cn/x", role=Role.PAGE, depth=60)
    assert not traps.why("http://a.gov.cn/art/2017/1/1/art_1_1.html", role=Role.PAGE, depth=1)
    assert not traps.why("http://a.gov.cn/list_60.html", role=Role.LIST, depth=60)


def test_one_path_under_ever_new_queries_is_a_trap_unless_a_list_names_them() -> None:
    traps = Traps()
    reasons = [traps.why(f"http://a.gov.cn/s.jsp?q={n}", role=Role.PAGE, depth=1) for n in range(301)]
    assert not any(reasons[:300]) and reasons[300]
    assert not traps.why("http://a.gov.cn/s.jsp?q=x", role=Role.ENTRY, depth=1)
