"""In a real browser: opens from disk, asks the network for nothing, can be read by anybody, and prints whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from spotcheck.config.language import speaking
from spotcheck.reports import write_quarter_report
from tests.reports import samples

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no system Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("reports")
    sites, draw = samples.quarter_sites()
    uris = {}
    for lang in ("zh", "en"):
        with speaking(lang):
            quarter, first, *_ = write_quarter_report(
                out, quarter="2017Q4", sites=sites, draw=draw, catalogues=[samples.CATALOGUE], as_of=samples.AS_OF, name="云州省"
            )
        uris |= {f"quarter {lang}": quarter.as_uri(), f"site {lang}": first.as_uri()}
    return uris


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


KINDS = ["site zh", "quarter zh", "site en", "quarter en"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_asks_the_network_for_nothing(page: Page, reports: dict[str, str], kind: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reports[kind])
    assert asked == [reports[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(page: Page, reports: dict[str, str], kind: str) -> None:
    import axe_core_python

    page.goto(reports[kind])
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate((Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_the_page_never_scrolls_sideways(page: Page, reports: dict[str, str], kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reports[kind])
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_content_and_the_first_fault(page: Page, reports: dict[str, str]) -> None:
    page.goto(reports["site zh"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert "#d-zhejiang-2017-1-2-2" in reached


def test_a_link_to_a_folded_duty_opens_it(page: Page, reports: dict[str, str]) -> None:
    page.goto(reports["site zh"])
    target = page.locator("#d-zhejiang-2017-1-2-1")
    assert target.get_attribute("open") is None
    page.locator("#overview a[href='#d-zhejiang-2017-1-2-1']").click()
    page.wait_for_function("document.getElementById('d-zhejiang-2017-1-2-1').open")
    assert target.get_attribute("open") is not None


def test_the_filter_shows_one_verdict_and_can_be_undone(page: Page, reports: dict[str, str]) -> None:
    page.goto(reports["site zh"])
    rows = page.locator("#overview tbody tr:visible")
    whole = rows.count()
    page.locator("[data-filter] button[value=fail]").click()
    assert rows.count() == sum(finding.verdict == "fail" for finding in samples.findings())
    page.locator("[data-filter] button[value='']").click()
    assert rows.count() == whole == len(samples.findings())


def test_everything_is_there_without_script(browser: Browser, reports: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(reports["site zh"])
    assert plain.locator("#overview tbody tr:visible").count() == len(samples.findings())
    assert not plain.locator("[data-filter]").is_visible()
    context.close()


@pytest.mark.parametrize("kind", ["site zh", "quarter zh"])
def test_print_opens_what_is_folded_and_cuts_nothing(page: Page, reports: dict[str, str], kind: str) -> None:
    page.goto(reports[kind])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 970})  # A4 without its margins, at 96 dpi
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    folded = page.evaluate(
        "[...document.querySelectorAll('details:not([open])')].map(each => each.lastElementChild.getBoundingClientRect().height)"
    )
    assert folded and min(folded) > 0
    wide = page.evaluate("[...document.querySelectorAll('table')].filter(each => each.getBoundingClientRect().right > 689).length")
    assert wide == 0
