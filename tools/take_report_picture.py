"""Takes docs/report.png and docs/notice.png, the pictures of the READMEs: a demo run's site report and notice, in the system's Chromium.

Run by developers after the look of the report has changed: ``python tools/take_report_picture.py WORKSPACE``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1180, 1060  # CSS pixels
DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = {"report.png": "reports/*/sites/czt*.html", "notice.png": "reports/*/20*Q?.html"}


def main(workspace: Path) -> None:
    """Write the pictures of the first site report and of the notice under ``workspace``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"])
        for name, place in PICTURES.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(sorted(workspace.glob(place))[0].resolve().as_uri())
            page.screenshot(path=str(DOCS / name))
            print(DOCS / name)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
