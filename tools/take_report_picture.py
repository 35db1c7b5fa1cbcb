"""Takes docs/report.png, the picture of the READMEs: the site report of a demo run, in the system's Chromium.

Run by developers after the look of the report has changed: ``python tools/take_report_picture.py WORKSPACE``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1180, 1060  # CSS pixels
TARGET = Path(__file__).resolve().parent.parent / "docs" / "report.png"


def main(workspace: Path) -> None:
    """Write the picture of the first site report under ``workspace``."""
    report = sorted(workspace.glob("reports/*/sites/czt*.html"))[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(report.resolve().as_uri())
        page.screenshot(path=str(TARGET))
        browser.close()
    print(TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
