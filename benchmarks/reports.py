"""CPU seconds and megabytes for a quarter of 10,000 findings (667 sites × 15 duties). Run: python -m benchmarks.reports"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from spotcheck.crawler.urls import key
from spotcheck.ledger.draw_rows import Draw
from spotcheck.reports import SiteResult, write_quarter_report
from tests.reports import samples

SITES = 667


def main() -> None:
    """Write the reports once and print what it took."""
    sites = [samples.SITE.model_copy(update={"url": f"http://s{n}.yunzhou.example/", "name": f"第{n}网站"}) for n in range(SITES)]
    results = [SiteResult(site=site, seen=samples.seen(site=site), findings=samples.findings(), as_of=samples.AS_OF) for site in sites]
    drawn = tuple(key(site.url) for site in sites)
    draw = Draw(quarter="2017Q4", seed="1", method={"share": "100%"}, population=tuple(sites), drawn=drawn, drawn_at="2018-01-10T00:00:00Z")
    for each in ("html", "xlsx"):
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            catalogues, day = [samples.CATALOGUE], samples.AS_OF
            paths = write_quarter_report(
                Path(folder), quarter="2017Q4", sites=results, draw=draw, catalogues=catalogues, as_of=day, formats=[each]
            )
            seconds = time.process_time() - start
            size = sum(path.stat().st_size for path in paths) / 1e6
            print(f"{each}: {SITES * len(samples.findings())} findings in {len(paths)} files, {seconds:.1f} CPU s, {size:.1f} MB")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
