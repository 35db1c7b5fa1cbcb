"""The records behind a finding, as files that stand alone: the WARC records byte for byte, and what they are, as JSON.

Takes nothing from the network; what no longer fits the finding is written all the same, and called so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from spotcheck import __version__
from spotcheck.audits.identity import DIGITS, finding_id
from spotcheck.audits.verdicts import Finding
from spotcheck.config.clock import now
from spotcheck.config.errors import UserError
from spotcheck.config.language import say
from spotcheck.config.private_files import private_file, private_folder, withdraw
from spotcheck.crawler.records import WarcRef
from spotcheck.crawler.snapshot import Snapshot, warc
from spotcheck.jobs.judging import run_dir
from spotcheck.jobs.reporting import find_run, scoring
from spotcheck.ledger.ledger import Ledger, Run
from spotcheck.reports import write_json
from spotcheck.reports.findings_json import run_json
from spotcheck.reports.privacy import shown

_HEX = frozenset("0123456789abcdef")
_LEAST = 4  # digits of an id that may stand for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A page that a finding rests on, and its record.

    ``state``: whole · damaged (the record cannot be read) · differs (from what the finding cites) · unstored (no answer came) ·
    probe (which keeps no bytes, and stands in the ledger) · unseen (only linked to). ``record``: the WARC-Record-ID; ``picture``: a
    file beside, "" for none.
    """

    url: str
    quotes: tuple[str, ...] = ()
    where: str = ""
    fetched_at: str = ""
    sha256: str = ""
    outcome: str = ""
    status: int | None = None
    address: str = ""
    warc: str = ""
    offset: int = 0
    length: int = 0
    record: str = ""
    request: bool = False
    state: str = "unseen"
    picture: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return self.state not in ("damaged", "differs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What was written: ``files`` are the record in JSON, the archive, and the pictures."""

    id: str
    run: Run
    finding: Finding
    pieces: tuple[Piece, ...]
    files: tuple[Path, ...]


def find_finding(ledger: Ledger, wanted: str, run: str | None = None) -> tuple[Run, Finding]:
    """A finding by its id, a beginning of it, or its duty; of the run that is named, else of the newest judged run that has it.

    Raises UserError where there is none, or several.
    """
    text = wanted.strip()
    is_id = _LEAST <= len(text) <= DIGITS and set(text.lower()) <= _HEX
    runs = [find_run(ledger, run)] if run is not None or not is_id else [each for each in ledger.runs() if each.as_of]
    found: dict[str, tuple[Run, str]] = {}
    for each in runs:
        known = ledger.duties(each.id)
        named = [duty for duty in known if text in (duty, duty.partition("/")[2])]
        matching = named or [duty for duty in known if is_id and finding_id(each.site, duty).startswith(text.lower())]
        for duty in matching:
            found.setdefault(finding_id(each.site, duty), (each, duty))
        if matching and (named or len(text) == DIGITS):
            break
    if len(found) > 1:
        several = say("、", ", ").join(list(found)[:3])
        raise UserError(
            zh=f"“{wanted}”不止一个结论：{several}；请写完整", en=f"'{wanted}' is more than one finding: {several}; write more of it"
        )
    for run_found, duty in found.values():
        return run_found, next(each for each in ledger.findings(run_found.id) if each.duty == duty)
    where = runs[0].id if len(runs) == 1 else ""
    raise UserError(
        zh=f"没有结论“{wanted}”{f'（运行 {where}）' if where else ''}；证据编号见 spotcheck findings --format json 的 id",
        en=f"there is no finding '{wanted}'{f' in run {where}' if where else ''}; ids stand in 'spotcheck findings --format json'",
    )


def write_dossier(
    ledger: Ledger,
    workspace: Path,
    run: Run,
    finding: Finding,
    *,
    out: Path | None = None,
    pictures: bool = False,
    internal: bool = False,
) -> Dossier:
    """Writes the records behind a finding. ``pictures``: of the pages, by the browser; ``internal``: personal data stand in the JSON.

    Raises UserError where the disk refuses, the snapshot cannot be read, or the browser is missing.
    """
    name = finding_id(run.site, finding.duty)
    folder = out or workspace / "evidence" / name
    if pictures:
        from spotcheck.crawler.browser import require

        require()
    try:
        private_folder(folder)
        with Snapshot.open(run_dir(workspace, run.id)) as snapshot:
            pieces = list(_pieces(snapshot, finding))
            archive = _archive(folder / f"{name}.warc.gz", snapshot, pieces)
            if pictures:
                from spotcheck.jobs.evidence_pictures import pictured

                pieces = pictured(snapshot, pieces, folder, name)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(zh=f"{folder}：写不进去（{why}）", en=f"{folder}: cannot be written ({why})", status=3) from error
    record = folder / f"{name}.json"
    write_json(record, _told(ledger, run, finding, name, pieces, internal=internal))
    withdraw(record)
    shots = tuple(folder / piece.picture for piece in pieces if piece.picture)
    return Dossier(
        id=name,
        run=run,
        finding=shown(finding, internal=internal),
        pieces=tuple(shown(piece, internal=internal) for piece in pieces),
        files=(record, archive, *shots),
    )


def _pieces(snapshot: Snapshot, finding: Finding) -> Iterator[Piece]:
    """What the finding cites, then the entry points of its certificate."""
    cited: dict[tuple[str, str], Piece] = {}
    for item in finding.evidence:
        known = cited.get(place := (item.url, item.fetched_at))
        quotes = (*(known.quotes if known else ()), item.quote)
        cited[place] = Piece(
            url=item.url, quotes=tuple(dict.fromkeys(quotes)), where=known.where if known else item.where, fetched_at=item.fetched_at,
            sha256=item.sha256,
        )  # fmt: skip
    pages = {url for url, _ in cited}
    for kind, url in finding.certificate.entry_points if finding.certificate else ():
        if url not in pages:
            cited.setdefault((url, ""), Piece(url=url, where=kind))
    for piece in cited.values():
        yield _recorded(snapshot, piece)


def _recorded(snapshot: Snapshot, piece: Piece) -> Piece:
    visit = snapshot.visit(piece.url)
    if piece.fetched_at and not piece.sha256 and (visit is None or visit.fetched_at != piece.fetched_at):
        return replace(piece, state="probe")
    if visit is None:
        return replace(piece, state="differs" if piece.sha256 else "unseen")
    same = (piece.sha256 or visit.sha256, piece.fetched_at or visit.fetched_at) == (visit.sha256, visit.fetched_at)
    known = replace(
        piece, fetched_at=visit.fetched_at, sha256=visit.sha256, outcome=visit.outcome.value, status=visit.status,
        state="unstored" if same else "differs",
    )  # fmt: skip
    if visit.warc is None:
        return known
    file, ref = snapshot.path.parent / visit.warc.file, visit.warc
    exchange, fields = warc.read(file, ref), warc.fields_of(file, ref)
    whole = exchange is not None and warc.digest(exchange.body) == visit.sha256
    return replace(
        known,
        warc=ref.file,
        offset=ref.offset,
        length=ref.length,
        record=fields.get("WARC-Record-ID", ""),
        address=fields.get("WARC-IP-Address", ""),
        request=bool(warc.request_of(file, ref)),
        state="damaged" if not whole else "whole" if same else "differs",
    )


def _archive(path: Path, snapshot: Snapshot, pieces: Sequence[Piece]) -> Path:
    """The records as they lie in the archive of the run, behind a head of their own."""
    parts = [warc.warcinfo(path.name, now(), __version__)]
    for piece in pieces:
        if piece.warc and piece.state != "damaged":
            ref = WarcRef(file=piece.warc, offset=piece.offset, length=piece.length)
            file = snapshot.path.parent / piece.warc
            parts += [warc.member(file, ref), warc.request_of(file, ref)]
    part = path.with_name(f".{path.name}.part")
    private_file(part)
    part.write_bytes(b"".join(parts))
    os.replace(part, path)
    return path


def _told(ledger: Ledger, run: Run, finding: Finding, name: str, pieces: Sequence[Piece], *, internal: bool) -> dict[str, Any]:
    whole: Any = run_json(run, [finding], scoring(run) if run.catalogues else (), internal=internal)
    told = {"schema": 1, "id": name, "run": whole["run"], "finding": whole["findings"][0]}
    review = ledger.reviews(run.id).get(finding.duty)
    if review is not None:
        told["review"] = asdict(review)
    told["records"] = [asdict(piece) for piece in pieces]
    return told | {"internal": True} if internal else shown(told)
