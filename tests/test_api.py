"""``import spotcheck``: audits and judgements from Python, as a script, a thread and a notebook ask for them."""

from __future__ import annotations

import ast
import asyncio
import inspect
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import spotcheck
from spotcheck import api
from spotcheck.cli.main import command
from tests.front import small
from tests.front.small import environment, served, site_pages

JUDGED = {"own/1.1.1": ("pass", None), "own/1.1.2": ("fail", "absent"), "own/1.1.3": ("not_applicable", None)}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(site_pages()) as address:
        yield address


@pytest.fixture
def given(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What every audit of the small site is told."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    return {"workspace": tmp_path / "data", "catalogue": small.catalogue(tmp_path / "own"), "allow": site, "delay": 0}


def told(findings: Any) -> dict[str, tuple[str, str | None]]:
    return {finding.duty: (finding.verdict, finding.defect) for finding in findings}


def test_an_audit_gives_run_findings_report_and_snapshot(site: str, given: dict[str, Any]) -> None:
    done = spotcheck.audit(f"http://{site}/", **given)
    assert told(done.findings) == JUDGED
    assert (done.complete, done.continued, done.problem, done.notes) == (True, False, None, ())
    assert done.run.site.url == f"http://{site}/"
    assert [path.suffix for path in done.reports] == [".html"]
    assert done.reports[0].is_file()
    with done.snapshot() as snapshot:
        assert snapshot.page(f"http://{site}/ysq/").title == "依申请公开"
    assert done.to_json()["run"]["id"] == done.run.id
    assert repr(done) == f"<Audit {done.run.id}: 1 pass, 1 fail, 1 not_applicable>"


def test_an_archive_is_audited_by_its_path(site: str, given: dict[str, Any]) -> None:
    run = spotcheck.audit(site, **given, report=False).run
    archive = given["workspace"] / "runs" / run.id / f"{run.id}.warc.gz"
    assert told(spotcheck.audit(archive, **given, report=False).findings) == JUDGED


def test_one_process_may_audit_again_and_again(site: str, given: dict[str, Any]) -> None:
    runs = [spotcheck.audit(site, **given, report=False) for _ in range(3)]
    assert [told(each.findings) for each in runs] == [JUDGED] * 3
    assert len({each.run.id for each in runs}) == 3


def test_an_audit_runs_where_a_loop_is_running_as_in_a_notebook(site: str, given: dict[str, Any]) -> None:
    async def cell() -> spotcheck.Audit:
        done = spotcheck.audit(site, **given, report=False)
        await asyncio.sleep(0)  # the notebook's own loop goes on
        return done

    assert told(asyncio.run(cell()).findings) == JUDGED
    assert told(asyncio.run(asyncio.to_thread(spotcheck.audit, site, **given, report=False)).findings) == JUDGED


def test_audits_of_several_threads_take_turns(site: str, given: dict[str, Any], tmp_path: Path) -> None:
    found = []
    threads = [
        threading.Thread(
            target=lambda number=number: found.append(spotcheck.audit(site, **{**given, "workspace": tmp_path / str(number)}, report=False))
        )
        for number in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [told(each.findings) for each in found] == [JUDGED] * 3


def test_nothing_is_printed_and_the_process_is_left_as_it_was(site: str, given: dict[str, Any], capfd: Any) -> None:
    def state() -> tuple[Any, ...]:
        scrapy = logging.getLogger("scrapy")
        handlers = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
        return list(logging.getLogger().handlers), list(scrapy.handlers), scrapy.level, handlers

    spotcheck.audit(site, **given, report=False)  # libraries are loaded now
    before = state()
    spotcheck.audit(site, **given, report=False)
    assert state() == before
    assert capfd.readouterr() == ("", "")
    script = "import sys, spotcheck; spotcheck.audit(sys.argv[1], workspace=sys.argv[2], allow=sys.argv[1], delay=0)"
    command = [sys.executable, "-c", script, site, str(given["workspace"])]
    alone = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)  # where nobody handles logs
    assert (alone.stdout, alone.stderr, alone.returncode) == ("", "", 0)


def test_judging_what_was_seen_needs_no_network_and_gives_the_same(site: str, given: dict[str, Any]) -> None:
    done = spotcheck.audit(site, **given, report=False)
    own = spotcheck.load_catalogue(given["catalogue"])
    folder = given["workspace"] / "runs" / done.run.id
    with spotcheck.Snapshot.open(folder) as snapshot:
        again = spotcheck.judge(snapshot, own, done.run.as_of)
        assert again == list(done.findings)
        assert spotcheck.judge(snapshot, [given["catalogue"]], date.fromisoformat(done.run.as_of)) == again
    assert spotcheck.judge(str(folder), own) == again
    assert told(spotcheck.audit(site, **{**given, "catalogue": own}, report=False).findings) == JUDGED


def test_the_family_of_catalogues_is_the_one_in_force_on_the_day(site: str, given: dict[str, Any]) -> None:
    done = spotcheck.audit(site, **given, report=False)
    with done.snapshot() as snapshot:
        for day, name in (("2016-01-01", "national-2015"), ("2019-06-01", "national-2019")):
            assert {each.duty.partition("/")[0] for each in spotcheck.judge(snapshot, "national", day)} == {name}


@pytest.mark.parametrize(
    ("target", "wrong", "says"),
    [
        ("nothing", {}, "is neither an address nor a web archive"),
        ("http://a.gov.cn/", {"level": "countty"}, "did you mean 'county'?"),
        ("http://a.gov.cn/", {"function": "finanse"}, "did you mean 'finance'?"),
        ("http://a.gov.cn/", {"catalogue": "zhejiang-2018"}, "did you mean 'zhejiang-2017'?"),
        ("http://a.gov.cn/", {"as_of": "yesterday"}, "'yesterday' is no date"),
        ("http://a.gov.cn/", {"max_pages": 0}, "max_pages: must be at least 1"),
        ("http://a.gov.cn/", {"lang": "fr"}, "there is no 'fr'"),
    ],
)
def test_what_the_caller_got_wrong_is_a_user_error(target: str, wrong: dict[str, Any], says: str, given: dict[str, Any]) -> None:
    with pytest.raises(spotcheck.UserError, match=says):
        spotcheck.audit(target, **{**given, **wrong})
    assert not given["workspace"].exists()


def test_a_site_that_cannot_be_reached_is_a_problem_and_no_fault(given: dict[str, Any]) -> None:
    done = spotcheck.audit("http://127.0.0.1:9/", **{**given, "allow": "127.0.0.1:9"})
    assert not done.complete
    assert "the home page could not be read" in (done.problem or "")
    assert {finding.verdict for finding in done.findings} == {"unknown", "not_applicable"}


def test_an_interrupt_ends_the_crawl_cleanly_and_the_same_call_goes_on(given: dict[str, Any]) -> None:
    def interrupt(progress: spotcheck.Progress) -> None:
        if progress.pages > 5:
            os.kill(os.getpid(), signal.SIGINT)

    with served(site_pages(40), slow=0.02) as site:
        given["allow"] = site
        with pytest.raises(KeyboardInterrupt):
            spotcheck.audit(site, **given, on_progress=interrupt)
        done = spotcheck.audit(site, **given)
    assert (done.continued, done.complete) == (True, True)
    assert done.run.outcomes == {"read": 44}


def test_an_error_of_the_listener_ends_the_crawl_and_is_the_callers(given: dict[str, Any]) -> None:
    def fail(progress: spotcheck.Progress) -> None:
        raise LookupError(progress.site)

    with served(site_pages(40), slow=0.02) as site:
        with pytest.raises(LookupError):
            spotcheck.audit(site, **{**given, "allow": site}, on_progress=fail)
        assert spotcheck.audit(site, **{**given, "allow": site}, report=False).continued


def test_a_process_that_twisted_has_taken_is_refused_with_a_clear_line(given: dict[str, Any], site: str) -> None:
    script = (
        "from twisted.internet import asyncioreactor; asyncioreactor.install()\nimport sys, spotcheck\n"
        "try: spotcheck.audit(sys.argv[1], workspace=sys.argv[2], allow=sys.argv[1])\nexcept spotcheck.UserError as error: print(error)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, site, str(given["workspace"])], env=environment(), capture_output=True, text=True, timeout=60
    )
    assert "run spotcheck in a process of its own" in ran.stdout, ran.stderr


def test_every_option_of_the_command_is_an_argument_of_the_function() -> None:
    options = {param.name for param in command().commands["audit"].params}
    otherwise = {"json", "no_report", "fail_on"}  # Audit.to_json(), report=False, and a look at the findings
    assert options - otherwise == set(inspect.signature(spotcheck.audit).parameters) - {"report", "on_progress"}


def test_the_package_lends_the_names_of_the_api_and_opens_no_room_before_they_are_asked_for() -> None:
    package = ast.parse(Path(spotcheck.__file__).read_text("utf-8"))
    typed = {
        alias.name
        for node in ast.walk(package)
        if isinstance(node, ast.ImportFrom) and node.module == "spotcheck.api"
        for alias in node.names
    }
    assert set(spotcheck.__all__) - {"__version__"} == typed == set(api.__all__)
    assert set(spotcheck.__all__) <= set(dir(spotcheck))
    script = "import sys, spotcheck; print([name for name in ('pydantic', 'scrapy', 'lxml', 'typer') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60).stdout == "[]\n"
    with pytest.raises(AttributeError, match="no attribute 'odit'"):
        _ = spotcheck.odit


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert (Path(spotcheck.__file__).parent / "py.typed").is_file()
