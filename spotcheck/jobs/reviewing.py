"""The findings of a run as they stand after review, and the catalogues by which they are read. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spotcheck.audits.reviews import Decision, decided, reviewed
from spotcheck.audits.verdicts import Finding
from spotcheck.config.catalogue import list_catalogues, load_catalogues
from spotcheck.config.duties import Catalogue
from spotcheck.config.errors import UserError
from spotcheck.config.language import join, say
from spotcheck.ledger.ledger import Ledger, Run


def judged_with(runs: Sequence[Run]) -> list[Catalogue]:
    """The catalogues that runs were judged with. Raises UserError for one that is not shipped, and must be named again."""
    names = dict.fromkeys(each for run in runs for each in run.catalogues)
    foreign = [name for name, _ in names if name not in list_catalogues()]
    if foreign:
        raise UserError(
            zh=f"判定所用的目录“{foreign[0]}”不是自带的；请用 --catalogue 给出它的文件夹",
            en=f"the catalogue '{foreign[0]}' that it was judged with is not a shipped one; name its folder with --catalogue",
        )
    return load_catalogues(name for name, _ in names)


def renewed_since(runs: Sequence[Run]) -> list[Catalogue]:
    """The shipped catalogues that have another version now than the one that runs were judged with."""
    names = {each for run in runs for each in run.catalogues}
    shipped = list_catalogues()
    known = load_catalogues(dict.fromkeys(name for name, _ in sorted(names) if name in shipped))
    return [catalogue for catalogue in known if (catalogue.id, catalogue.version) not in names]


def scoring(run: Run) -> list[Catalogue]:
    """The shipped catalogues that a run was judged with; of others nothing is said, so that their findings can be read all the same."""
    return load_catalogues(name for name, _ in run.catalogues if name in list_catalogues())


def heard(ledger: Ledger, run: Run, catalogues: Sequence[Catalogue]) -> list[Finding]:
    """The findings of a run as they stand after review."""
    return reviewed(ledger.findings(run.id), ledger.reviews(run.id), catalogues)


def remark(findings: Sequence[Finding]) -> str:
    """What the report says of the site's findings that people decided."""
    rejected = [finding.duty.partition("/")[2] for finding in decided(findings, Decision.REJECTED)]
    by_hand = len(decided(findings, Decision.MET)) + len(decided(findings, Decision.UNMET))
    told = []
    if rejected:
        told.append(say(f"复核排除 {len(rejected)} 项：", f"{len(rejected)} rejected on review: ") + join(rejected))
    if by_hand:
        told.append(say(f"人工认定 {by_hand} 项", f"{by_hand} decided by a person"))
    return say("；", "; ").join(told)


def as_of(run: Run) -> date:
    """The day a run was judged for. Raises UserError where it has not been judged."""
    if run.as_of is None:
        raise UserError(
            zh=f"{run.id}：尚未判定；请先运行 spotcheck judge --run {run.id}",
            en=f"{run.id}: has not been judged; run 'spotcheck judge --run {run.id}' first",
        )
    return date.fromisoformat(run.as_of)
