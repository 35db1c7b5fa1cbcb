"""The suffix of a site's domain. An address of numbers, or one under test, says nothing of the true domain."""

from __future__ import annotations

import ipaddress

from spotcheck.audits.case import Case, Result
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.domain import DomainCheck
from spotcheck.crawler.urls import host
from spotcheck.portal.records import Evidence, Reason

KIND = "domain"


def check(spec: DomainCheck, case: Case) -> Result:
    """Judges the host under which the home page was read."""
    home = case.holdings.home
    url = home.url if home is not None else case.holdings.site.url
    name = host(url).partition(":")[0]
    at, sha256 = (home.visit.fetched_at, home.visit.sha256) if home and home.visit else ("", "")
    evidence = [Evidence(url=url, quote=name, where="page", fetched_at=at, sha256=sha256)]
    if not name or name == "localhost" or _is_number(name):
        return case.unknown(Reason.NO_BASIS, evidence=evidence)
    if any(name.endswith(suffix) for suffix in spec.suffixes):
        return case.passed(evidence)
    return case.failed(Defect.MISNAMED, evidence=evidence)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
