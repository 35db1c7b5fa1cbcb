"""The process that opens documents: one after the other from standard input, each answered on what was standard output.

Asked: a line of JSON (url, name, size, ocr, seconds), then ``size`` bytes. Answered: a letter, eight bytes of length, so many bytes:
``D`` a document; ``L`` the last one it opens; ``X`` why there is none (``memory``, ``output``), and it is the last one too.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import IO

from spotcheck.crawler.opening.limits import address_space, allow, confine
from spotcheck.crawler.opening.wire import packed
from spotcheck.crawler.reading.documents import read_document
from spotcheck.crawler.records import Document, DocumentState

_NEARLY = 0.8  # of the memory allowed: what failed beyond it may have failed for want of it


def main(memory: int, output: int) -> None:
    """Serve until the input ends. ``memory``: bytes of address space; ``output``: bytes of one answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's interrupt is meant for the crawl, which ends us
    if hasattr(os, "nice"):
        os.nice(5)  # pages go first
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    confine(memory)
    while line := asked.readline():
        task = json.loads(line)
        body = asked.read(task["size"])
        if len(body) < task["size"]:
            return
        allow(task["seconds"])
        why = ""
        try:
            data = packed(_short_of_memory(read_document(url=task["url"], name=task["name"], body=body, ocr=task["ocr"]), memory))
            why = "output" if len(data) > output else ""
        except MemoryError:
            why = "memory"
        last = bool(why) or address_space(peak=True) > memory / 2  # the next one begins small, so that a peak is its own document's
        _answer(answers, b"X" if why else b"L" if last else b"D", why.encode() if why else data)
        if last:
            return
        del body, data


def _short_of_memory(document: Document, memory: int) -> Document:
    """Damage that was found while the memory was running out proves nothing."""
    if document.state is DocumentState.BROKEN and address_space(peak=True) > memory * _NEARLY:
        raise MemoryError
    return document


def _answer(answers: IO[bytes], letter: bytes, data: bytes) -> None:
    with suppress(BrokenPipeError):  # nobody waits for it any more
        answers.write(letter + len(data).to_bytes(8, "big") + data)
        answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
