"""Pages per CPU second of the whole crawl-read-store path, beside what a Scrapy user would write. Run: python -m benchmarks.speed

Ratios count: each crawler runs in a process of its own, in turn, and medians of the CPU time a page are compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from statistics import median

from benchmarks.site import served

NAMES = {"ours": "spotcheck (reads and stores all)", "tutorial": "(a) CrawlSpider + LinkExtractor", "lean": "(b) xpath + seen-set"}


def run(name: str, url: str, pages: int, *more: str) -> dict[str, float]:
    """One crawl in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.crawlers", name, url, str(pages), *more]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--pages", type=int, default=3000, help="pages of the site (default 3000)")
    parser.add_argument(
        "--tutorial-pages", type=int, default=1000, help="pages of the site that (a) crawls: it is slow, its time a page is steady"
    )
    parser.add_argument("--large", type=int, default=30_000, help="pages of the large site for the memory figure")
    parser.add_argument("--repeat", type=int, default=3, help="rounds; the median counts")
    parser.add_argument("--no-large", action="store_true", help="leave the large site out")
    chosen = parser.parse_args(arguments)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
    with served(chosen.pages) as site, served(min(chosen.tutorial_pages, chosen.pages)) as small:
        for turn in range(chosen.repeat):
            for name, runs in found.items():
                more = ["judge"] if name == "ours" and turn == 0 else []
                runs.append(run(name, small if name == "tutorial" else site, chosen.pages * 2, *more))
                print(f"  round {turn + 1}: {name} {runs[-1]['cpu'] / runs[-1]['pages'] * 1000:.1f} ms of CPU a page", file=sys.stderr)
    cost = {name: median(each["cpu"] / each["pages"] for each in runs) for name, runs in found.items()}
    print(f"{'':34}{'CPU ms a page':>14}{'pages/CPU s':>13}{'peak MB':>9}{'ours is':>10}")
    for name, title in NAMES.items():
        peak = median(each["peak"] for each in found[name])
        ratio = "" if name == "ours" else f"{cost[name] / cost['ours']:.2f} x"
        print(f"{title:34}{cost[name] * 1000:14.2f}{1 / cost[name]:13.0f}{peak:9.0f}{ratio:>10}")
    first = found["ours"][0]
    print(f"pages read by ours: {first['pages']:.0f}; stored: {first['stored'] / 1000:.1f} KB a page, raw bytes included")
    if "judge" in first:
        print(f"judging: {first['judge']:.2f} CPU s for 1,000 stored pages")
    if not chosen.no_large:
        with served(chosen.large) as site:
            large = run("ours", site, chosen.large * 2)
        sizes = (f"{each['peak']:.0f} MB at {each['pages']:.0f} pages" for each in (first, large))
        print(f"peak memory: {', '.join(sizes)} ({large['peak'] / first['peak']:.2f} x)")


if __name__ == "__main__":
    main()
