"""The whole way on the demonstration province: crawled over HTTP, judged, and compared with the truth, exactly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from spotcheck.audits.engine import judge
from spotcheck.config.catalogue import load_catalogue
from spotcheck.crawler.snapshot.reader import Snapshot
from spotcheck.demo import AS_OF, HOSTS, serving, truth

# One reactor lives once in a process, so the crawl has a process of its own.
CRAWL = """
import json, sys
from pathlib import Path
from spotcheck.config.register import load_register
from spotcheck.crawler.crawl_plan import CrawlPlan
from spotcheck.crawler.run import crawl
from spotcheck.demo import AS_OF, register_path

out, proxy = Path(sys.argv[1]), sys.argv[2]
hosts = {site.url.split("/")[2]: site for site in load_register(register_path())}
plans = [CrawlPlan(site=site, run_dir=out / host, run_id=host, delay=0.0, proxy=proxy, today=AS_OF) for host, site in hosts.items()]
print(json.dumps({result.run_id: [result.complete, result.error] for result in crawl(plans)}))
"""


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory):
    out: Path = tmp_path_factory.mktemp("province")
    with serving() as server:
        command = [sys.executable, "-c", CRAWL, str(out), server.proxy_url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {host: [True, None] for host in HOSTS}
    return {host: Snapshot.open(out / host / "snapshot.db") for host in HOSTS}


@pytest.mark.parametrize("host", HOSTS)
def test_the_findings_of_a_demonstration_site_are_its_truth(snapshots, host):
    findings = judge(snapshots[host], [load_catalogue("zhejiang-2017")], AS_OF)
    found = {f.duty.partition("/")[2]: (f.verdict.value, [d.value for d in f.defects], f.reason) for f in findings}
    expected = {duty: (row.verdict, [row.defect] if row.defect else [], row.reason) for duty, row in truth(host).items()}
    assert found == expected


def test_what_was_planted_out_of_reach_was_not_reached(snapshots):
    seen = {visit.url: visit.outcome.value for host in HOSTS for visit in snapshots[host].visits() if visit.outcome.value != "read"}
    assert seen == {
        "http://czt.yunzhou.example/col/col1099/index.html": "not_found",
        "http://www.qinghe.example/sjkf/": "script_only",
        "http://www.qinghe.example/zt/2015/sgzl/index.html": "not_found",
        "http://www.qinghe.example/zwgk/txl/2014.html": "not_found",
        "http://www.qinghe.example/zwgk/wzcc/": "robots_disallowed",
        "http://www.qinghe.example/zwgk/yjsgk/201703/P020170302351264470918.pdf": "forbidden",
        "http://fgw.lanxi.example/gonggao/2013/0812.htm": "not_found",
        "http://fgw.lanxi.example/rsxx/20171127_6429.htm": "robots_disallowed",
        "http://fgw.lanxi.example/zt/jnxcz2014.htm": "not_found",
    }


def test_every_page_of_the_province_was_decoded_and_none_was_invented(snapshots):
    pages = {host: list(snapshots[host].pages()) for host in HOSTS}
    assert all(60 <= len(found) <= 150 for found in pages.values())
    assert not [visit.url for found in pages.values() for visit, page in found if "\ufffd" in page.title + page.text]
