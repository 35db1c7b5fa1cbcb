"""A writer killed at any moment leaves a snapshot that opens, tells the truth, and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from spotcheck.crawler.snapshot import Snapshot, SnapshotWriter
from tests.crawler import seen
from tests.crawler.test_snapshot import HOME, answer, create

WRITING = """
import sys
from pathlib import Path
from tests.crawler import seen
from tests.crawler.test_snapshot import HOME, answer, create
writer = create(Path(sys.argv[1]))
for n in range(100_000):
    url = f"{HOME}{n}"
    writer.record(seen.visit(url), page=seen.page(url), exchange=answer(url, b"x%d" % n * 500))
    if n % 10 == 9:
        writer.commit()
        print(n, flush=True)
"""


def intact(folder: Path) -> int:
    """How many answers the WARC file holds, every one of them whole and known to the index."""
    with Snapshot.open(folder) as snapshot, (folder / "r1.warc.gz").open("rb") as stream:
        records = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(stream, check_digests="raise")]
        for visit in snapshot.visits():
            assert snapshot.body(visit.url) is not None
        assert {visit.url for visit in snapshot.visits()} == set(records) - {None}
        return len(records) - 1


@pytest.mark.parametrize("after", [9, 49, 309])
def test_a_killed_writer_loses_nothing_committed_and_can_go_on(tmp_path: Path, after: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= after:
            break
    os.kill(process.pid, signal.SIGKILL)
    committed = max([after, *map(int, process.stdout.read().split())])
    process.wait()
    process.stdout.close()

    with Snapshot.open(tmp_path) as snapshot:
        assert not snapshot.run.complete
        assert len(list(snapshot.pages())) >= committed + 1
    with SnapshotWriter.open(tmp_path) as writer:
        held = sum(writer.outcomes().values())
        writer.record(seen.visit(HOME + "more"), exchange=answer(HOME + "more"))
        writer.finish(True, "2018-01-03T00:00:01Z")
    assert held >= committed + 1
    assert intact(tmp_path) == held + 1


def test_a_torn_tail_of_the_answers_is_cut_off(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME), exchange=answer(HOME))
    file = tmp_path / "r1.warc.gz"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:150])
    with SnapshotWriter.open(tmp_path) as writer:
        writer.record(seen.visit(HOME + "x"), exchange=answer(HOME + "x"))
    assert file.read_bytes().startswith(whole)
    assert intact(tmp_path) == 2


def test_answers_lost_with_their_file_are_fetched_again(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        first = writer.record(seen.visit(HOME), exchange=answer(HOME))
        writer.record(seen.visit(HOME + "x"), page=seen.page(HOME + "x"), exchange=answer(HOME + "x"))
    assert first.warc is not None
    file = tmp_path / "r1.warc.gz"
    file.write_bytes(file.read_bytes()[: first.warc.offset + first.warc.length + 20])
    with SnapshotWriter.open(tmp_path) as writer:
        assert writer.held(HOME) and not writer.held(HOME + "x")
        writer.record(seen.visit(HOME + "y"), exchange=answer(HOME + "y"))
    assert Snapshot.open(tmp_path).page(HOME + "x") is None
    assert Snapshot.open(tmp_path).body(HOME + "y") is not None
