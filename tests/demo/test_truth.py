"""The truth about the province: complete, and with every kind of fault in it."""

from __future__ import annotations

import pytest

from spotcheck.audits.verdicts import Defect, Verdict
from spotcheck.config.catalogue import load_catalogue
from spotcheck.demo import HOSTS, truth

SHIPPED = [duty.id for _, duty in load_catalogue("zhejiang-2017").duties()]


@pytest.mark.parametrize("host", HOSTS)
def test_every_shipped_duty_has_its_truth_and_a_sentence_why(host):
    expected = truth(host)
    assert sorted(expected) == sorted(SHIPPED)
    assert all(row.why.endswith("。") for row in expected.values())


@pytest.mark.parametrize("host", HOSTS)
def test_a_defect_stands_on_fails_only_and_a_reason_on_unknowns_only(host):
    for row in truth(host).values():
        assert (row.defect is not None) == (row.verdict == "fail")
        assert (row.reason is not None) == (row.verdict == "unknown")


def test_every_kind_of_defect_and_every_verdict_is_planted():
    rows = [row for host in HOSTS for row in truth(host).values()]
    assert {row.defect for row in rows} - {None} == {defect.value for defect in Defect}
    assert {row.verdict for row in rows} == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize("host", HOSTS)
def test_faults_stand_beside_what_is_right(host):
    verdicts = [row.verdict for row in truth(host).values()]
    assert verdicts.count("fail") >= 3
    assert verdicts.count("pass") >= 3
    assert verdicts.count("unknown") >= 1


def test_a_host_outside_the_province_has_no_truth():
    with pytest.raises(KeyError):
        truth("www.example.org")
