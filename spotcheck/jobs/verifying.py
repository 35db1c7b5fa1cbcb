"""A run held against its manifest, the ledger and its own records: does everything still say what it said when it was judged?

Changes nothing, asks no network, and stops at the first thing that does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotcheck.audits.verdicts import Finding
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.crawler.records import Visit
from spotcheck.crawler.snapshot import Snapshot, warc
from spotcheck.crawler.urls import key
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.sealing import newest
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.ledger.manifest import (
    CAPTURE,
    JUDGEMENT,
    NAME,
    DamagedManifest,
    Entry,
    file_hash,
    finding_hashes,
    link,
    read_manifest,
    run_facts,
)
from spotcheck.portal.records import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was held against each other. ``broken``: the first thing that does not hold, in the user's language; None where all does."""

    run: Run
    seal: str = ""
    judged_at: str = ""
    files: int = 0
    bytes: int = 0
    records: int = 0
    findings: int = 0
    evidence: int = 0
    notes: tuple[str, ...] = ()
    broken: str | None = None


class Broken(Exception):
    """Something does not hold."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(say(zh, en))


def verify(ledger: Ledger, workspace: Path, run: Run, seal: str = "") -> Verified:
    """Checks a run. ``seal``: one that stands on a report, which must be a link of the chain.

    Raises UserError for a run that has no manifest.
    """
    folder = run_dir(workspace, run.id)
    check = _Check(ledger, folder, run)
    broken = None
    try:
        check.all(seal)
    except Broken as found:
        broken = str(found)
    return Verified(run=run, broken=broken, notes=tuple(check.notes), seal=run.seal, judged_at=check.judged_at, **check.counts)


class _Check:
    """The steps, in their order: from what others rest on to what rests on it."""

    def __init__(self, ledger: Ledger, folder: Path, run: Run) -> None:
        self.ledger, self.folder, self.run = ledger, folder, run
        self.counts = dict.fromkeys(("files", "bytes", "records", "findings", "evidence"), 0)
        self.notes: list[str] = []
        self.judged_at = ""

    def all(self, seal: str) -> None:
        """Raises Broken for the first thing that does not hold."""
        capture, judgement = self._chain(seal)
        self.judged_at = judgement["at"]
        with ExitStack() as stack:
            self._files(capture, stack)
            snapshot = self._opened(stack)
            visits = {key(visit.url) or visit.url: visit for visit in snapshot.visits()}
            self._records(visits.values())
            row, rows = self.ledger.rows_of(self.run.id)
            self._run(judgement["run"], run_facts(row))
            self._findings(judgement["findings"], finding_hashes(rows))
            self._evidence(self.ledger.findings(self.run.id), visits)

    def _chain(self, seal: str) -> tuple[Entry, Entry]:
        """What was entered last of the capture and of its judging."""
        path = self.folder / NAME
        try:
            entries = read_manifest(self.folder)
        except DamagedManifest as why:
            raise Broken(f"{path}：清单已损坏（{why}）", f"{path}: the manifest is damaged ({why})") from why
        if not entries:
            if self.run.seal:
                raise Broken(f"{path}：清单不见了", f"{path}: the manifest is missing")
            raise UserError(
                zh=f"{self.run.id}：没有清单（由旧版本判定，或尚未判定）；运行 spotcheck judge --run {self.run.id} 即可从现在起存证",
                en=f"{self.run.id}: has no manifest (judged by an older version, or not yet); "
                f"'spotcheck judge --run {self.run.id}' makes one, which holds from then on",
            )
        before = ""
        for number, entry in enumerate(entries, 1):
            if entry["previous"] != before:
                raise Broken(
                    f"{path}：第 {number - 1} 条被改动过：与第 {number} 条记下的校验值不符",
                    f"{path}: entry {number - 1} was changed: it has not the hash that entry {number} names",
                )
            before = link(entry)
        links = [link(entry) for entry in entries]
        if self.run.seal not in links:
            raise Broken(
                f"{path}：台账中的存证码“{self.run.seal}”不在清单的链上：清单或台账被改动过",
                f"{path}: the seal in the ledger, {self.run.seal or '(none)'}, is no link of the chain: manifest or ledger was changed",
            )
        if seal and not any(each.startswith(seal.lower()) for each in links):
            raise Broken(f"{path}：给出的存证码“{seal}”不在清单的链上", f"{path}: the seal given, {seal}, is no link of the chain")
        if lost := next((entry["lost"] for entry in entries if entry.get("lost")), ""):
            self.notes.append(
                say(
                    f"先前的清单（存证码 {lost}）已遗失，现有清单是重新开始的",
                    f"an earlier manifest (seal {lost}) is lost; this one began anew",
                )
            )
        known = entries[: links.index(self.run.seal) + 1]  # what stands behind it was judged by a command that was killed
        capture, judgement = newest(known, CAPTURE), newest(known, JUDGEMENT)
        if capture is None or judgement is None or judgement is not known[-1]:
            raise Broken(f"{path}：清单不完整", f"{path}: the manifest is not whole")
        return capture, judgement

    def _files(self, capture: Entry, stack: ExitStack) -> None:
        for name, told in capture["files"].items():
            path = self.folder / name
            try:
                same = path.stat().st_size == told["bytes"] and file_hash(path) == told["sha256"]
            except FileNotFoundError:
                raise Broken(f"{path}：文件不见了", f"{path}: the file is missing") from None
            except OSError as error:
                raise Broken(f"{path}：文件无法读取（{error.strerror}）", f"{path}: cannot be read ({error.strerror})") from None
            if not same:
                raise self._changed(path, capture, stack)
            self.counts["files"] += 1
            self.counts["bytes"] += told["bytes"]
        extra = sorted(
            path.name
            for path in self.folder.iterdir()
            if path.name not in capture["files"] and not path.name.startswith(NAME) and not path.name.endswith("-shm")
        )
        if extra:
            names = "、".join(extra), ", ".join(extra)
            self.notes.append(say(f"清单里没有的文件，未作检查：{names[0]}", f"not in the manifest, and not checked: {names[1]}"))

    def _changed(self, path: Path, capture: Entry, stack: ExitStack) -> Broken:
        """A file that is another now. Where an archive is hurt, it says which answer, if the index can be read."""
        if not capture["complete"] and newest(read_manifest(self.folder), CAPTURE) is capture:
            zh = f"{path}：自上次判定后又有变动（该次运行当时未完成，可能已继续抓取）；请先运行 spotcheck judge --run {self.run.id}"
            en = (
                f"{path}: changed since it was judged (the run was not complete then, and may have gone on); "
                f"run 'spotcheck judge --run {self.run.id}' first"
            )
        else:
            zh, en = f"{path}：内容与清单不符，判定后被改动过", f"{path}: is not what the manifest says; it was changed after it was judged"
        if path.name.endswith(".warc.gz"):
            try:
                self._records(self._opened(stack).visits())
            except Broken as hurt:
                return Broken(f"{zh}；{hurt}", f"{en}; {hurt}")
            except Exception:  # the index may be hurt as well; the file itself is named all the same
                return Broken(zh, en)
        return Broken(zh, en)

    def _opened(self, stack: ExitStack) -> Snapshot:
        try:
            return stack.enter_context(Snapshot.open(self.folder))
        except UserError as error:
            raise Broken(error.zh, error.en) from error

    def _records(self, visits: Any) -> None:
        for visit in visits:
            if visit.warc is None:
                continue
            path = self.folder / visit.warc.file
            found = warc.read(path, visit.warc)
            place = f"{visit.warc.file} @{visit.warc.offset}+{visit.warc.length}"
            if found is None:
                raise Broken(f"{place}：存档记录已损坏：{visit.url}", f"{place}: the record of {visit.url} is damaged")
            if (found.url, found.fetched_at, warc.digest(found.body)) != (visit.url, visit.fetched_at, visit.sha256):
                raise Broken(f"{place}：存档记录与索引不符：{visit.url}", f"{place}: the record is not what the index says of {visit.url}")
            self.counts["records"] += 1

    def _run(self, told: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        for name, value in told.items():
            if now.get(name) != value:
                raise Broken(
                    f"台账 runs 表：运行 {self.run.id} 的“{name}”被改动过：判定时为 {_short(value)}，现为 {_short(now.get(name))}",
                    f"ledger, table runs: '{name}' of {self.run.id} was changed: {_short(value)} when it was judged, "
                    f"{_short(now.get(name))} now",
                )

    def _findings(self, told: Mapping[str, str], now: Mapping[str, str]) -> None:
        for duty in (*told, *(duty for duty in now if duty not in told)):
            if duty not in now:
                raise Broken(f"台账 findings 表：结论 {duty} 不见了", f"ledger, table findings: the finding {duty} is missing")
            if duty not in told:
                raise Broken(f"台账 findings 表：结论 {duty} 是判定后加进去的", f"ledger, table findings: {duty} was added afterwards")
            if told[duty] != now[duty]:
                raise Broken(
                    f"台账 findings 表：结论 {duty} 被改动过，与判定时不同",
                    f"ledger, table findings: {duty} was changed after it was judged",
                )
            self.counts["findings"] += 1

    def _evidence(self, findings: Sequence[Finding], visits: Mapping[str, Visit]) -> None:
        """What a finding cites is what the run saw."""
        for finding in findings:
            for piece in finding.evidence:
                visit = visits.get(key(piece.url) or piece.url)
                seen = (visit.sha256, visit.fetched_at) if visit else ("", "")  # what was never asked for was only seen as a link
                if (piece.sha256, piece.fetched_at) != seen and not (piece.fetched_at and not piece.sha256 and self._probed(piece)):
                    raise Broken(
                        f"结论 {finding.duty} 的证据与所存的访问记录不符：{piece.url}",
                        f"finding {finding.duty}: its evidence is not what was stored of {piece.url}",
                    )
                self.counts["evidence"] += 1

    def _probed(self, piece: Evidence) -> bool:
        """Whether it is a probe, which keeps no bytes, and stands in the ledger."""
        return any(key(probe.url) == key(piece.url) for probe in self.ledger.probes(piece.fetched_at, f"{piece.fetched_at}~"))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
