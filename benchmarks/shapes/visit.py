"""Visits every shape in a real Chromium, clicking as people do, to see that the lawful is: python -m benchmarks.shapes.visit [NAME ...]

Each column has to be reached from the home page and to show its first item, and each month of the series. Judges nothing of spotcheck.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from playwright.sync_api import Error, Frame, Page, sync_playwright

from benchmarks.shapes.contents import MONTHS, lawful
from benchmarks.shapes.measure import shapes
from benchmarks.shapes.web import served

_CHROMIUM = "/usr/bin/chromium"
_WAIT = 1500  # ms


def main(names: list[str]) -> int:
    """Prints what a visitor cannot reach; the exit code."""
    chosen = [each for each in shapes() if each.state == "lawful" and (not names or each.name in names)]
    sites = {each: each.site() for each in chosen}
    failed = 0
    with served(list(sites.values())) as proxy, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=_CHROMIUM, proxy={"server": proxy})
        for shape, site in sites.items():
            page = browser.new_page()
            page.set_default_timeout(_WAIT)
            told = list(_columns(page, site.url) if shape.kind == "frame" else _pages(page, site.url))
            failed += bool(told)
            print(f"{shape.kind} {shape.name}: {'; '.join(told) or 'lawful'}", flush=True)
            page.close()
        browser.close()
    return int(bool(failed))


def _columns(page: Page, url: str) -> Iterator[str]:
    portal = lawful()
    for column in portal.columns:
        page.goto(url)
        page.wait_for_timeout(100)
        if page.url.rstrip("/") == url.rstrip("/") and page.locator("img[alt=进入网站]").count():
            page.locator("img[alt=进入网站]").click()
        if not _follow(page, column.name) and not (_follow(page, column.section) and _follow(page, column.name)):
            yield f"no way to {column.name}"
            continue
        first = column.items[0].title if column.items else column.children[0].name if column.children else ""
        if first and not _shows(page, first):
            yield f"{column.name} does not show {first}"
    page.goto(url)
    if not _follow(page, "财政收支") and not (_follow(page, "重点领域") and _follow(page, "财政收支")):
        return
    yield from _months(page)


def _pages(page: Page, url: str) -> Iterator[str]:
    page.goto(f"{url}czsz/")
    yield from _months(page)


def _months(page: Page) -> Iterator[str]:
    seen = _titles(page)
    for number in (2, 3):
        _turn(page, number)
        seen |= _titles(page)
    missing = [
        f"{year}-{month:02}" for year, month in MONTHS if f"{year}年{month}月云浦县财政收支情况"[:9] not in {each[:9] for each in seen}
    ]
    if missing:
        yield f"months not reached: {' '.join(missing)}"


def _titles(page: Page) -> set[str]:
    page.wait_for_timeout(250)
    return {
        line.strip()
        for part in page.frames
        for each in part.locator("a").all_inner_texts()
        for line in each.splitlines()
        if "云浦" in line or "年" in line
    }


def _turn(page: Page, number: int) -> None:
    for part in page.frames:
        if _turned(part, number):
            page.wait_for_timeout(200)
            return
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(200)


def _turned(part: Frame, number: int) -> bool:
    for text in (str(number), "下一页", "加载更多", "上一页", "尾页"):
        held = part.get_by_text(text, exact=True)
        for n in range(held.count() if text != "上一页" or number == 3 else 0):
            if held.nth(n).is_visible():
                held.nth(n).click()
                return True
    if part.locator("option", has_text=f"第{number}页").count():
        part.locator("select").last.select_option(label=f"第{number}页")
        return True
    if part.locator("a[rel=next]").count():
        part.locator("a[rel=next]").dispatch_event("click")
        return True
    return False


def _follow(page: Page, name: str) -> bool:
    before = page.url
    for part in page.frames:
        try:
            if _pressed(part, name):
                page.wait_for_timeout(150)
                return page.url != before or len(page.frames) > 1
        except Error:
            continue
    return False


def _pressed(part: Frame, name: str) -> bool:
    if part.locator("option", has_text=name).count():
        part.locator("select", has=part.locator("option", has_text=name)).first.select_option(label=name)
        return True
    if part.locator(f"area[alt='{name}']").count():
        part.locator(f"area[alt='{name}']").first.dispatch_event("click")
        return True
    held = part.get_by_text(name, exact=True)
    for n in range(held.count()):
        if held.nth(n).is_visible() and held.nth(n).evaluate("e => !!(e.closest('a,[onclick],.item'))"):
            held.nth(n).click()
            return True
    return False


def _shows(page: Page, text: str) -> bool:
    for _ in range(10):
        if any(text[:9] in each.locator("body").inner_text() for each in page.frames if each.locator("body").count()):
            return True
        page.wait_for_timeout(100)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
