"""A host that has stopped answering is left alone after so many failures in a row, not one earlier and not one later."""

from __future__ import annotations

import pytest

from spotcheck.crawler.frontier import Target
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome, Role
from spotcheck.crawler.unresponsive import PATIENCE, PATIENCE_ELSEWHERE, Silence


def target(url: str = "http://a.gov.cn/x", *, hop: int = 0, attempts: int = 1) -> Target:
    return Target(url=url, key=url.partition("//")[2], role=Role.PAGE, hop=hop, attempts=attempts)


def failed(times: int, outcome: Outcome = Outcome.TIMEOUT, url: str = "http://a.gov.cn/y") -> Silence:
    silence = Silence()
    for _ in range(times):
        silence.note(target(url), outcome)
    return silence


@pytest.mark.parametrize(("hop", "most"), [(0, PATIENCE), (1, PATIENCE_ELSEWHERE), (2, PATIENCE_ELSEWHERE)])
def test_a_host_is_asked_until_it_failed_so_many_times_in_a_row(hop: int, most: int) -> None:
    assert failed(most - 1).why_not(target(hop=hop)) is None
    told = failed(most).why_not(target(hop=hop))
    assert isinstance(told, NotFetched)
    assert (told.outcome, told.detail) == (Outcome.TIMEOUT, f"not asked: the host failed {most} times in a row")


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.DNS, Outcome.CONNECT, Outcome.TLS, Outcome.RATE_LIMITED, Outcome.BLOCKED])
def test_silence_is_whatever_brings_no_page_of_the_site(outcome: Outcome) -> None:
    told = failed(PATIENCE, outcome).why_not(target())
    assert told is not None and told.outcome is outcome


@pytest.mark.parametrize("outcome", [Outcome.READ, Outcome.NOT_FOUND, Outcome.SERVER_ERROR, Outcome.FORBIDDEN, Outcome.SOFT_NOT_FOUND])
def test_one_answer_ends_the_silence(outcome: Outcome) -> None:
    silence = failed(PATIENCE)
    silence.note(target(), outcome)
    assert silence.why_not(target()) is None
    for _ in range(PATIENCE - 1):
        silence.note(target(), Outcome.TIMEOUT)
    assert silence.why_not(target()) is None


def test_the_reason_is_that_of_the_last_failure() -> None:
    silence = failed(PATIENCE - 1)
    silence.note(target(), Outcome.DNS)
    told = silence.why_not(target())
    assert told is not None and told.outcome is Outcome.DNS


def test_hosts_are_counted_apart_and_www_and_bare_together() -> None:
    silence = failed(PATIENCE, url="http://www.a.gov.cn/")
    assert silence.why_not(target("http://b.gov.cn/")) is None
    assert silence.why_not(target("https://a.gov.cn/x")) is not None
    silence.note(target("http://b.gov.cn/"), Outcome.READ)
    assert silence.why_not(target("http://a.gov.cn/")) is not None


def test_a_host_that_answers_is_never_left_alone() -> None:
    silence = Silence()
    silence.note(target(), Outcome.READ)
    assert silence.why_not(target()) is None


def test_a_second_look_asks_once_more_and_only_once() -> None:
    silence = failed(PATIENCE)
    assert silence.why_not(target(attempts=2)) is None
    assert silence.why_not(target(attempts=2)) is not None
    silence.note(target(), Outcome.TIMEOUT)
    told = silence.why_not(target(attempts=2))
    assert told is not None and str(PATIENCE + 1) in told.detail


def test_a_second_look_at_a_host_that_is_not_silent_spends_nothing() -> None:
    silence = failed(PATIENCE - 1)
    assert silence.why_not(target(attempts=2)) is None
    silence.note(target(), Outcome.TIMEOUT)
    assert silence.why_not(target(attempts=1)) is not None
    assert silence.why_not(target(attempts=2)) is None
