"""A draw can be drawn again by anybody who has the register, the seed, the quarter, and what earlier quarters say."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotcheck.audits.identity import site_id
from spotcheck.audits.verdicts import Defect, Finding, Verdict
from spotcheck.cli import main
from spotcheck.config.body_kinds import kind_of
from spotcheck.config.models import Function, Level, Site, SiteState
from spotcheck.crawler.urls import key
from spotcheck.jobs.draw_history import history_before, quarters_before
from spotcheck.jobs.sampling import STRATA, Asked, draw_sites
from spotcheck.ledger.draw_rows import Draw, SiteHistory
from spotcheck.ledger.ledger import Ledger, Review, Run, digest

NOW = "2026-10-08T00:00:00Z"
SITES = [
    Site(
        url=f"http://s{n}.example/",
        code=f"99000000{n:02}" if n % 2 else "",
        level=Level.CITY if n < 10 else Level.COUNTY,
        region="岚溪市" if n < 10 else ("清河县", "石桥县")[n % 2],
        functions=frozenset({Function.GENERAL_OFFICE if n in (0, 10, 11) else Function.FINANCE}),
    )
    for n in range(40)
]


def draw(
    sites: Sequence[Site] = SITES,
    *,
    seed: str = "s",
    quarter: str = "2026Q4",
    share: float | None = None,
    count: int | None = None,
    by: tuple[str, ...] = tuple(STRATA),
    history: Iterable[SiteHistory] = (),
) -> Draw:
    return draw_sites(sites, Asked(share=share, count=count, by=by), quarter=quarter, seed=seed, at=NOW, history=history)


def test_the_same_seed_draws_the_same_sites_whatever_the_order_of_the_register() -> None:
    assert draw(share=0.3).drawn == draw(SITES[::-1], share=0.3).drawn
    assert draw(share=0.3).drawn != draw(seed="t", share=0.3).drawn


def test_the_quarter_is_part_of_the_seed() -> None:
    assert draw(share=0.3).drawn != draw(share=0.3, quarter="2027Q1").drawn


def test_without_groups_the_sites_with_the_smallest_hashes_are_drawn() -> None:
    by_hash = sorted(SITES, key=lambda site: hashlib.sha256(f"2026Q4|s|{site_id(site)}".encode()).hexdigest())
    assert draw(count=5, by=()).sites == tuple(by_hash[:5])


@pytest.mark.parametrize(("share", "drawn"), [(0.3, 12), (0.01, 1), (0.31, 13), (1.0, 40)])
def test_a_share_is_rounded_up(share: float, drawn: int) -> None:
    assert len(draw(share=share, by=()).drawn) == drawn


@pytest.mark.parametrize(("count", "drawn"), [(4, 4), (39, 39), (99, 40)])
def test_a_count_is_kept_as_far_as_there_are_sites(count: int, drawn: int) -> None:
    assert len(draw(count=count).drawn) == drawn


def test_a_count_too_small_for_one_of_each_group_gives_way_to_them() -> None:
    assert {site.region for site in draw(count=1).sites} == {"岚溪市", "清河县", "石桥县"}


sites = st.lists(
    st.tuples(st.sampled_from(list(Level)), st.sampled_from("甲乙丙丁戊"), st.sampled_from(list(Function))), min_size=1, max_size=60
).map(
    lambda rows: [
        Site(url=f"http://s{n}.example/", level=level, region=region, functions=frozenset({function}))
        for n, (level, region, function) in enumerate(rows)
    ]
)


@settings(max_examples=150, deadline=None)
@given(sites, st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.99]), st.text(max_size=4))
def test_no_level_region_or_kind_is_drawn_below_its_share_and_none_is_left_out(register: list[Site], share: float, seed: str) -> None:
    found = draw(register, share=share, seed=seed)
    for group in (lambda site: site.level, lambda site: site.region, kind_of, lambda _: "all"):
        sizes, taken = Counter(map(group, register)), Counter(map(group, found.sites))
        assert all(taken[name] >= math.ceil(round(size * share, 9)) >= 1 for name, size in sizes.items())
    assert len(found.drawn) <= math.ceil(len(register) * share) + sum(len(set(map(each, register))) for each in STRATA.values())


def test_what_failed_last_is_always_in_and_comes_on_top_of_the_share() -> None:
    failed = [SiteHistory(id=site_id(site), since="2026Q3", drawn=("2026Q3",), failed="2026Q3") for site in SITES[20:30]]
    found = draw(share=0.3, history=failed)
    assert {key(site.url) for site in SITES[20:30]} <= set(found.drawn)
    assert found.reasons[key(SITES[20].url)] == ("failed:2026Q3",)
    assert len(found.drawn) >= 12 + 10


def test_a_site_not_drawn_for_a_year_is_always_in_and_one_drawn_lately_comes_last() -> None:
    history = [SiteHistory(id=site_id(SITES[7]), since="2026Q1")]
    history += [SiteHistory(id=site_id(site), since="2026Q1", drawn=("2026Q2",)) for site in SITES[20:]]
    for seed in "abcdef":
        found = draw(share=0.3, by=(), seed=seed, history=history)
        assert found.reasons[key(SITES[7].url)] == ("due:2026Q1",)
        assert not set(found.drawn) & {key(site.url) for site in SITES[20:]}
    assert draw(share=0.3, history=[SiteHistory(id=site_id(SITES[7]), since="2026Q2")]).reasons.get(key(SITES[7].url)) != ("due:2026Q2",)


def test_every_site_is_drawn_within_a_year_also_when_a_quarter_is_left_out() -> None:
    for quarters in (["2026Q1", "2026Q2", "2026Q3", "2026Q4"], ["2026Q1", "2026Q2", "2026Q4"]):
        drawn: dict[str, list[str]] = {site_id(site): [] for site in SITES}
        for quarter in quarters:
            start = quarters_before(quarter, 3)[-1]
            past = [SiteHistory(id=each, since="2026Q1", drawn=tuple(q for q in when if q >= start)) for each, when in drawn.items()]
            for site in draw(share=0.3, quarter=quarter, history=past if quarter > "2026Q1" else ()).sites:
                drawn[site_id(site)].append(quarter)
        assert all(drawn.values())


def test_shared_platforms_and_offline_sites_are_left_out_with_the_reason() -> None:
    platform = Site(url="http://ggzy.example/", name="平台", platform="public-resources")
    closed = Site(url="http://old.example/", state=SiteState.CLOSED)
    found = draw([*SITES, platform, closed], share=1.0)
    assert len(found.drawn) == 40 and found.left_out == ((platform, "platform"), (closed, "closed"))


def test_quarters_are_counted_back_over_the_year() -> None:
    assert quarters_before("2026Q2", 3) == ["2026Q1", "2025Q4", "2025Q3"]


def fault(duty: str) -> Finding:
    return Finding(duty=duty, title="x", clause="1", verdict=Verdict.FAIL, defects=(Defect.ABSENT,))


def test_the_history_is_read_off_earlier_draws_and_off_what_people_left_of_their_faults(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        ledger.import_sites(SITES[:4], NOW)
        for quarter, drawn in (("2025Q2", SITES[:2]), ("2026Q3", SITES[2:4])):
            keys = tuple(key(site.url) for site in drawn)
            ledger.save_draw(Draw(quarter=quarter, seed="s", method={}, population=tuple(SITES[:4]), drawn=keys, drawn_at=NOW))
        for number, site in enumerate(SITES[2:4]):
            run = Run(id=f"r{number}", site=site, target=site.url, state="done", started=NOW, quarter="2026Q3", as_of="2026-09-30")
            ledger.save_findings(run, [fault("c/1")])
        rejected = Review(run="r1", duty="c/1", finding=digest(fault("c/1")), decision="rejected", note="", reviewed_at=NOW)
        ledger.save_reviews([rejected])
        told = {each.id: each for each in history_before(ledger, "2026Q4")}
        first, third, fourth = (told[site_id(site)] for site in (SITES[0], SITES[2], SITES[3]))
    assert (first.since, first.drawn, first.failed) == ("2025Q2", (), "")
    assert (third.drawn, third.failed) == (("2026Q3",), "2026Q3")
    assert (fourth.drawn, fourth.failed) == (("2026Q3",), "")


REGISTER = "首页网址,网站标识码,层级,地区,职能\n" + "".join(
    f"http://s{n}.example/,33082500{n:02},{'市级' if n < 4 else '县级'},清河县,财政\n" for n in range(20)
)


def test_register_seed_quarter_and_annex_draw_the_same_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    Path("r.csv").write_text(REGISTER, encoding="utf-8")
    assert main.run(["register", "import", "r.csv"]) == 0
    for quarter in ("2026Q1", "2026Q2"):
        assert main.run(["quarter", "draw", quarter, "--seed", "七", "--share", "30%"]) == 0
    capsys.readouterr()
    assert main.run(["quarter", "draw", "2026Q2", "--explain"]) == 0
    explained = capsys.readouterr().out
    assert "drawn in proportion from" in explained and explained.count("\n") == 8
    annex = Path("spotcheck-data/reports/2026Q2/2026Q2-draw.json")
    assert (annex.with_suffix(".csv")).read_text("utf-8-sig").count("\n") == 21

    assert main.run(["register", "import", "r.csv", "--workspace", "w"]) == 0
    assert main.run(["quarter", "draw", "2026Q2", "--annex", str(annex), "--workspace", "w"]) == 0
    with Ledger.read(Path("spotcheck-data")) as mine, Ledger.read(Path("w")) as theirs:
        ours, others = mine.draw("2026Q2"), theirs.draw("2026Q2")
        assert ours is not None and others is not None
        assert (ours.drawn, ours.seed, ours.reasons, ours.history) == (others.drawn, others.seed, others.reasons, others.history)
        assert {each.drawn for each in ours.history} == {(), ("2026Q1",)}
    told = json.loads(annex.read_text("utf-8"))
    assert told["register"] == ours.register and told["drawn"] == list(ours.drawn)

    assert main.run(["quarter", "draw", "2026Q3", "--annex", str(annex), "--workspace", "w"]) == 2
    assert main.run(["register", "import", "r.csv", "--workspace", "x"]) == 0
    Path("one.csv").write_text("首页网址\nhttp://t.example/\n", encoding="utf-8")
    assert main.run(["register", "import", "one.csv", "--workspace", "x"]) == 0
    capsys.readouterr()
    assert main.run(["quarter", "draw", "2026Q2", "--annex", str(annex), "--workspace", "x"]) == 2
    assert "was drawn from another register" in capsys.readouterr().err
    for text in ("{}", "no json", "[]"):
        Path("bad.json").write_text(text, encoding="utf-8")
        assert main.run(["quarter", "draw", "2026Q2", "--annex", "bad.json", "--workspace", "x"]) == 2
