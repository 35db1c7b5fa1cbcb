"""Documents may kill the process that opens them, and nothing else. Real processes, real hostile files."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spotcheck.crawler.opening import wire
from spotcheck.crawler.opening.limits import Limits
from spotcheck.crawler.opening.pool import Abandoned, Pool
from spotcheck.crawler.opening.process import Died
from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.records import Document, DocumentState, Table
from tests.crawler.opening import hostile

LIMITS = Limits(memory=512 << 20, seconds=2, wall=60.0, output=1 << 20)
limited = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(LIMITS, short=2)
    yield made
    made.close()


def opened(pool: Pool, body: bytes, name: str = "a.txt") -> Document:
    return pool.open(url=f"http://a.gov.cn/{name}", name=name, body=body)


def children() -> set[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def text(words: str) -> bytes:
    return f"关于{words}的通知\n各单位：现将有关事项通知如下。".encode()


def test_a_document_reads_the_same_there_as_here(pool: Pool) -> None:
    body = "项目,金额\n教育,5\n卫生,6\n".encode("gb18030")
    there = opened(pool, body, "a.csv")
    assert there == read_document(url="http://a.gov.cn/a.csv", name="a.csv", body=body)
    assert there.tables[0].rows == (("教育", "5"), ("卫生", "6"))


def test_a_document_survives_the_wire_whole() -> None:
    table = Table(caption="表\ud800", heads=("a", ""), rows=(("1", "2"),), notes=("注",), sheet="1")
    document = Document(url="u", name="n", format="pdf", state=DocumentState.SCAN, text="x\n\u2028", tables=(table,), pages=3, detail="d")
    assert wire.unpacked(wire.packed(document)) == document


@limited
def test_no_process_is_started_before_the_first_document_and_none_is_left_after_the_last() -> None:
    before = children()
    pool = Pool(LIMITS)
    assert children() == before
    opened(pool, text("预算"))
    assert len(children() - before) == 1
    opened(pool, text("决算"))
    assert len(children() - before) == 1, "one process opens many"
    pool.close()
    assert children() == before


SMALL_OR_LARGE = pytest.mark.parametrize("held", [0, 600 << 20], ids=["in a small process", "in one that held more than its limit"])


@limited
@SMALL_OR_LARGE
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(hostile.xls_of_far_cells, "memory", id="xls of far cells"),
        pytest.param(hostile.pdf_of_forms_in_forms, "memory", id="pdf of forms in forms"),
        pytest.param(hostile.zip_of_slow_workbooks, "time", id="zip of slow workbooks"),
    ],
)
def test_what_takes_too_much_dies_alone_and_says_why(body, reason: str, held: int) -> None:
    swollen = b"x" * held
    del swollen
    limits = Limits(memory=512 << 20, seconds=60 if reason == "memory" else 2, wall=90.0, output=1 << 20)
    pool = Pool(limits)
    with pytest.raises(Died) as died:
        opened(pool, body())
    assert died.value.reason == reason
    assert opened(pool, text("预算")).state is DocumentState.READ, "the next document has a process of its own"
    pool.close()


@pytest.mark.parametrize(
    "body",
    [
        hostile.xlsx_of_far_rows,
        hostile.pdf_of_endless_pages,
        hostile.pdf_of_nested_arrays,
        hostile.docx_of_wide_merges,
        hostile.docx_of_laughs,
        hostile.docx_of_depth,
        hostile.zip_of_zeros,
    ],
    ids=lambda made: made.__name__,
)
def test_what_is_seen_through_is_refused_and_never_called_damaged(pool: Pool, body) -> None:
    assert opened(pool, body()).state is DocumentState.UNSUPPORTED


@limited
def test_a_document_that_killed_is_not_opened_again(pool: Pool) -> None:
    body = hostile.xls_of_far_cells()
    with pytest.raises(Died):
        opened(pool, body)
    before = children()
    with pytest.raises(Died, match="memory: more than 512 MiB"):
        opened(pool, body, "another-name.xls")
    assert children() == before


def test_more_text_than_allowed_is_not_taken(pool: Pool) -> None:
    with pytest.raises(Died) as died:
        opened(pool, text("预算") * 30_000)
    assert died.value.reason == "output"


@limited
@SMALL_OR_LARGE
def test_a_process_that_is_killed_from_outside_costs_its_document_only(held: int) -> None:
    swollen = b"x" * held
    del swollen
    before = children()
    slow = hostile.zip_of_slow_workbooks()
    found: list[Died] = []
    patient = Pool(Limits(memory=512 << 20, seconds=60, wall=60.0, output=1 << 20))

    def ask() -> None:
        try:
            opened(patient, slow)
        except Died as died:
            found.append(died)

    thread = threading.Thread(target=ask)
    thread.start()
    while not (new := children() - before):
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(new.pop(), signal.SIGSEGV)
    thread.join()
    assert str(found[0]) == "crash: its process ended by SIGSEGV"
    assert opened(patient, text("预算")).state is DocumentState.READ
    patient.close()


@limited
def test_short_documents_do_not_wait_for_long_ones() -> None:
    pool = Pool(Limits(memory=512 << 20, seconds=30, wall=60.0, output=1 << 20), short=1)

    async def both() -> list[str]:
        ends: list[str] = []

        async def one(body: bytes, name: str) -> None:
            try:
                await pool.opened(url=name, name=name, body=body)
                ends.append(name)
            except Abandoned:
                ends.append(f"{name} abandoned")

        slow = [asyncio.create_task(one(hostile.zip_of_slow_workbooks(150 + n), f"slow{n}")) for n in range(3)]
        await asyncio.sleep(0.1)
        await one(text("预算"), "short")
        pool.abandon()
        await asyncio.gather(*slow)
        return ends

    ends = asyncio.run(both())
    assert ends[0] == "short"
    assert sorted(ends[1:]) == ["slow0 abandoned", "slow1 abandoned", "slow2 abandoned"]
    assert opened(pool, text("决算")).state is DocumentState.READ, "what comes later is opened"
    pool.close()


def test_a_script_without_a_main_guard_may_use_it(tmp_path: Path) -> None:
    script = tmp_path / "used_as_a_library.py"
    script.write_text(
        "from spotcheck.crawler.opening.pool import POOL\n"
        "print('once', POOL.open(url='u', name='a.txt', body='关于预算公开的通知'.encode()).state.value)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=env, cwd=tmp_path, timeout=60)
    assert (done.stdout, done.stderr) == ("once read\n", "")
