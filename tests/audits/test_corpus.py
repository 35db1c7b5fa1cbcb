"""Real archives, judged: whatever is missing from an archive is never held against the site."""

from datetime import date
from pathlib import Path

import pytest

from spotcheck.audits.engine import judge
from spotcheck.config.catalogue import load_catalogue
from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CATALOGUE = load_catalogue("zhejiang-2017")
SITES = [
    ("www.zhecheng.gov.cn", "general_office", "county", date(2018, 7, 28)),
    ("rsj.gzdaozhen.gov.cn", "human_resources", "county", date(2020, 12, 20)),
    ("gdjyj.gd.gov.cn", "safety", "province", date(2020, 12, 20)),
    ("gdstc.gd.gov.cn", "education", "province", date(2020, 12, 20)),
]

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="the archives are not beside the project")]


@pytest.mark.parametrize(("host", "function", "level", "as_of"), SITES, ids=[site[0] for site in SITES])
def test_a_partial_archive_proves_nothing_absent(host, function, level, as_of, tmp_path):
    site = Site(url=f"http://{host}/", functions=frozenset({Function(function)}), level=Level(level))
    plan = CrawlPlan(site=site, run_dir=tmp_path, run_id="archive", archive=CORPUS / f"{host}.warc.gz", today=as_of)
    (result,) = crawl([plan])
    assert result.complete
    with Snapshot.open(plan.snapshot) as snapshot:
        findings = judge(snapshot, [CATALOGUE], as_of)
    assert [finding.duty for finding in findings if finding.verdict == "fail"] == []
    if host == "www.zhecheng.gov.cn":
        verdicts = {finding.duty.partition("/")[2]: finding.verdict.value for finding in findings}
        assert verdicts["6.4.1"] == "pass"
        assert {verdicts[duty] for duty in ("2.4.3", "2.4.7", "2.1.11", "6.3.2")} == {"unknown"}


@pytest.mark.parametrize(("host", "function", "level", "as_of"), SITES, ids=[site[0] for site in SITES])
@pytest.mark.parametrize("name", ["national-2019", "national-2015"])
def test_a_partial_archive_is_no_ground_for_a_veto(name, host, function, level, as_of, tmp_path):
    site = Site(url=f"http://{host}/", functions=frozenset({Function(function)}), level=Level(level))
    plan = CrawlPlan(site=site, run_dir=tmp_path, run_id="archive", archive=CORPUS / f"{host}.warc.gz", today=as_of)
    crawl([plan])
    with Snapshot.open(plan.snapshot) as snapshot:
        findings = judge(snapshot, [load_catalogue(name)], as_of)
    assert [finding.duty for finding in findings if finding.clause == "V" and finding.verdict == "fail"] == []
    absent = [finding.duty for finding in findings if finding.defects[:1] and finding.defects[0] in ("absent", "blank", "stale")]
    assert absent == []
