"""Archives with holes: of a body that publishes everything, whatever was not archived is never held against it."""

from io import BytesIO
from random import Random

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spotcheck.audits.engine import judge
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from tests.adversary.run import AS_OF, CATALOGUE, body_of, told
from tests.adversary.sites import sites

WHOLE = [site for site in sites() if set(site.expect.values()) == {"pass"} and not site.answer][::3]


def archive(site, path, random):
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for page, (status, heads, body) in site.pages.items():
            if random.random() < 0.3 and page != site.start:
                continue
            answer = StatusAndHeaders(f"{status} OK", list(heads.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(f"http://{site.host}{page}", "response", payload=BytesIO(body), http_headers=answer)
            )


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    folder, plans, found = tmp_path_factory.mktemp("holes"), [], {}
    for number, site in enumerate(WHOLE):
        path = folder / f"{site.name}.warc.gz"
        archive(site, path, Random(number))
        plans.append(CrawlPlan(site=body_of(site), run_dir=folder / site.name, run_id=site.name, archive=path, today=AS_OF))
    assert all(result.complete for result in crawl(plans))
    for site in WHOLE:
        with Snapshot.open(folder / site.name) as snapshot:
            found[site.name] = judge(snapshot, [CATALOGUE], AS_OF)
    return found


@pytest.mark.parametrize("name", [site.name for site in WHOLE])
def test_what_was_not_archived_accuses_nobody(name, findings):
    accused = {finding.duty: told(finding) for finding in findings[name] if finding.verdict.value == "fail"}
    # What the site never promised is absent even from the whole of it.
    asked = {f"zhejiang-2017/{duty}" for site in WHOLE if site.name == name for duty in site.expect}
    assert {duty: said for duty, said in accused.items() if duty in asked} == {}
