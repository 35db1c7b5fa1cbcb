"""What a robots.txt allows us: groups, misspellings, bounds; and the outside suite where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler.robots_rules import MAX_DELAY, rules_for

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "robots-cases.json"
SITE = "http://www.a.gov.cn"
# Patterns that spell the same octets in another way match for us (RFC 9309, 2.2.2); the suite expects callers to normalise. docs/suites.md
EQUIVALENT = {"Allow: /foo/bar/ツ", "Allow: /foo/bar/%E3%83%84", "Allow: /foo/bar/%62%61%7A"}


def allowed(text: str, path: str = "/inner/a.html") -> bool:
    return rules_for("spotcheck", text).allows(SITE + path)


def test_the_cases_of_the_outside_suite_hold_but_for_the_explained_ones() -> None:
    if not SUITE.is_file():
        pytest.skip(f"{SUITE} is not here")
    differing = [
        case
        for case in json.loads(SUITE.read_text("utf-8"))
        if rules_for(case["agent"], case["robots"]).allows(case["url"]) != case["allowed"]
    ]
    assert len(differing) == len(EQUIVALENT)
    assert {line for case in differing for line in case["robots"].splitlines()} & EQUIVALENT == EQUIVALENT
    assert not any(case["allowed"] for case in differing)


@pytest.mark.parametrize("word", ["Disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "DISALLOW", "DisAlow"])
@pytest.mark.parametrize("gap", [":", ": ", " : ", " ", "\t", ":\t "])
def test_disallow_is_obeyed_however_it_is_known_to_be_written(word: str, gap: str) -> None:
    assert not allowed(f"User-agent: *\n{word}{gap}/inner/")
    assert allowed(f"User-agent: *\n{word}{gap}/inner/", "/outer.html")


@pytest.mark.parametrize(
    "line", ["Disallowed: /", "Not disallow: /", "Disallow:", "Disallow: # /", "# Disallow: /", "Dis allow: /", "Disallow/"]
)
def test_what_is_no_rule_forbids_nothing(line: str) -> None:
    assert allowed(f"User-agent: *\n{line}\n")


@pytest.mark.parametrize("name", ["User-agent", "user-agent", "UserAgent", "User agent"])
def test_the_group_that_names_us_counts_and_no_other(name: str) -> None:
    text = f"{name}: *\nDisallow: /\n\n{name}: SpotCheck/2.0 (x)\nDisallow: /inner/\n"
    assert allowed(text, "/outer.html") and not allowed(text)


@pytest.mark.parametrize("name", ["spot", "spotchecker", "spotcheck-news", "my-spotcheck", "s", "check", "360Spider", ""])
def test_a_group_for_another_name_neither_binds_nor_frees_us(name: str) -> None:
    assert not allowed(f"User-agent: {name}\nAllow: /\n\nUser-agent: *\nDisallow: /\n")
    assert allowed(f"User-agent: {name}\nDisallow: /\n")


@pytest.mark.parametrize("value", ["*", "* ", "* for all"])
def test_a_star_means_everybody(value: str) -> None:
    assert not allowed(f"User-agent: {value}\nDisallow: /")
    assert allowed("User-agent: *bot\nDisallow: /")


def test_groups_of_one_name_are_one() -> None:
    text = "User-agent: spotcheck\nDisallow: /a/\n\nUser-agent: other\nDisallow: /\n\nUser-agent: spotcheck\nDisallow: /b/\n"
    assert [allowed(text, path) for path in ("/a/", "/b/", "/c/")] == [False, False, True]


@pytest.mark.parametrize("between", ["", "\n", "Unknown: x\n", "Sitemap: http://x/s.xml\n", "# note\n"])
def test_names_one_below_the_other_share_the_rules_whatever_stands_between(between: str) -> None:
    for names in ("User-agent: other\n{}User-agent: spotcheck\n", "User-agent: spotcheck\n{}User-agent: other\n"):
        assert not allowed(f"{names.format(between)}Disallow: /inner/\n")


@pytest.mark.parametrize("between", ["Allow: /x\n", "Disallow:\n", "Crawl-delay: 2\n"])
def test_a_rule_ends_the_names_that_share_it(between: str) -> None:
    assert allowed(f"User-agent: *\n{between}User-agent: other\nDisallow: /\n")


def test_rules_before_any_name_bind_nobody() -> None:
    assert allowed("Disallow: /\nUser-agent: *\nAllow: /x\n")


def test_the_longest_pattern_decides_and_of_equals_the_one_that_allows() -> None:
    assert allowed("User-agent: *\nDisallow: /inner/\nAllow: /inner/a\n")
    assert not allowed("User-agent: *\nAllow: /inner\nDisallow: /inner/a.html$\n")
    assert allowed("User-agent: *\nDisallow: /inner/\nAllow: /inner/\n")
    assert not allowed("User-agent: *\nDisallow: /*.html$\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_anywhere(end: str) -> None:
    assert not allowed(f"\ufeffUser-agent: *{end}Disallow: /inner/{end}")


def test_robots_txt_itself_may_always_be_asked_for() -> None:
    assert allowed("User-agent: *\nDisallow: /\n", "/robots.txt")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3.0), ("0.5", 0.5), ("30", 30.0), ("31", MAX_DELAY), ("86400", MAX_DELAY), ("1e9", MAX_DELAY),
     ("5 # seconds", 5.0), ("-5", 0.0), ("soon", 0.0), ("nan", 0.0), ("inf", 0.0), ("", 0.0)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Crawl-delay", "crawl delay", "CrawlDelay"])
def test_a_crawl_delay_is_kept_within_a_bound(name: str, value: str, seconds: float) -> None:
    rules = rules_for("spotcheck", f"User-agent: *\n{name}: {value}\n")
    assert rules.delay == seconds and rules.allows(f"{SITE}/")


def test_the_delay_is_that_of_our_group_and_of_several_the_longest() -> None:
    text = "User-agent: *\nCrawl-delay: 20\n\nUser-agent: spotcheck\nCrawl-delay: 4\nCrawl-delay: 2\n"
    assert rules_for("spotcheck", text).delay == 4.0
    assert rules_for("other", text).delay == 20.0
    assert rules_for("spotcheck", "").delay == 0.0


@given(st.text(), st.text(alphabet="abcdeUser-agntDisallow: */\n\r\t#"))
def test_no_file_is_too_odd_to_be_read(noise: str, lines: str) -> None:
    for text in (noise, lines, f"{noise}\nUser-agent: *\nDisallow: /inner/\n"):
        assert 0.0 <= rules_for("spotcheck", text).delay <= MAX_DELAY
        allowed(text)
