"""What a ledger's file that comes back changes, with every row accounted for: taken, unchanged, void, left open, or refused and why.

Writes nothing. A decision that stands is dropped only where its own tick was turned into a no, and that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from spotcheck.audits.reviews import FAULTS, Review
from spotcheck.audits.verdicts import Finding, Verdict
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.review_store import FollowUp
from spotcheck.ledger.rows import digest
from spotcheck.reports.formatting import clean
from spotcheck.reports.ledger_rows import Place, Statement, read_statements
from spotcheck.reports.privacy import shown


class Fate(Enum):
    """What became of what a row says of a finding."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    KEPT = "kept"  # nothing is ticked in the file, while the ledger holds a decision
    WITHDRAWN = "withdrawn"  # the tick of the decision that was held became a no
    LEFT_OPEN = "left open"  # a no, which decides nothing
    UNTICKED = "unticked"  # a note or points without a tick
    VOID = "void"  # the finding has changed since
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A row, or one finding of it, and what became of it; ``zh`` and ``en`` say why."""

    place: Place
    fate: Fate
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back: reviews to keep, reviews withdrawn, what became of faults, and the account of every row.

    ``unread``: sheets that have the heads for ticks and not the codes of findings.
    """

    reviews: tuple[Review, ...]
    withdrawn: tuple[Review, ...]
    follow_ups: tuple[FollowUp, ...]
    accounts: tuple[Account, ...]
    unread: tuple[str, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many findings met this fate."""
        return Counter(account.fate for account in self.accounts)[fate]

    def of(self, fate: Fate) -> list[Account]:
        """The rows that met this fate, each once, in the order of the file."""
        return list(
            {(account.place.sheet, account.place.row, account.zh): account for account in self.accounts if account.fate is fate}.values()
        )


def read_ledger(path: Path, ledger: Ledger, at: str) -> Returned:
    """What the file changes in this workspace; ``at`` is the time (UTC) of its decisions. Raises UserError for a file that is no ledger."""
    statements, unread = read_statements(path)
    return replace(_Reckoning(ledger, at).settle(statements), unread=tuple(unread))


class _Reckoning:
    """The file against the ledger."""

    def __init__(self, ledger: Ledger, at: str) -> None:
        self.ledger, self.at = ledger, at
        self.findings: dict[str, dict[str, Finding] | None] = {}
        self.held: dict[str, dict[str, Review]] = {}
        self.after: dict[str, dict[str, FollowUp]] = {}
        self.reviews: list[Review] = []
        self.withdrawn: list[Review] = []
        self.follow_ups: list[FollowUp] = []
        self.accounts: list[Account] = []

    def settle(self, statements: Sequence[Statement]) -> Returned:
        """Every statement, those about one finding together."""
        about: dict[tuple[str, str], list[Statement]] = {}
        for each in statements:
            if not each.run:
                self._account(each, Fate.REFUSED, each.wrong)
            else:
                about.setdefault((each.run, each.duty), []).append(each)
        for group in about.values():
            self._one(group)
        return Returned(
            reviews=tuple(self.reviews),
            withdrawn=tuple(self.withdrawn),
            follow_ups=tuple(self.follow_ups),
            accounts=tuple(sorted(self.accounts, key=lambda account: (account.place.sheet, account.place.row))),
        )

    def _one(self, statements: Sequence[Statement]) -> None:
        """The statements about one finding. A row of its own goes before one of its group."""
        speaking = [each for each in statements if not each.silent]
        own = [each for each in speaking if not each.group]
        counted = own or speaking
        for each in speaking:
            if each not in counted:
                self._account(each, Fate.EMPTY)  # the row of its own was heard instead
        if not counted:
            self._decide(statements[0])
            return
        told = {(each.decision, each.denied, each.points, each.wrong) for each in counted}
        if len(told) > 1:
            rows = [each.place for each in counted]
            zh, en = "、".join(row.zh() for row in rows), ", ".join(row.en() for row in rows)
            for each in counted:
                self._account(
                    each, Fate.REFUSED, each.wrong or (f"同一项在{zh}说法不一，未导入", f"the same finding is decided differently in {en}")
                )
            return
        self._decide(counted[0])
        for each in counted[1:]:
            self._account(each, Fate.UNCHANGED)

    def _decide(self, told: Statement) -> None:
        if told.wrong is not None:
            self._account(told, Fate.REFUSED, told.wrong)
            return
        findings = self._of(told.run)
        if findings is None:
            if not told.silent:
                why = (f"本工作区没有运行“{told.run}”", f"this workspace has no run '{told.run}'")
                self._account(told, Fate.REFUSED, why)
            return
        finding, held = findings.get(told.duty), self.held[told.run].get(told.duty)
        if finding is not None:
            self._follow(told)
        if told.silent:
            self._account(told, Fate.KEPT if held else Fate.EMPTY)
        elif finding is None or digest(finding) != told.check:
            self._account(told, Fate.VOID)
        elif told.decision is None:
            self._undecided(told, held)
        elif (finding.verdict is Verdict.FAIL) != (told.decision in FAULTS):
            self._account(told, Fate.VOID)
        else:
            self._take(told, held)

    def _take(self, told: Statement, held: Review | None) -> None:
        assert told.decision is not None
        review = Review(
            run=told.run,
            duty=told.duty,
            finding=told.check,
            decision=told.decision.value,
            note=_unmasked(told.note, held.note if held else ""),
            reviewed_at=self.at,
            points=told.points,
            reviewer=_unmasked(told.reviewer, held.reviewer if held else "")
            or (held.reviewer if held and held.decision == told.decision else ""),
        )
        if held is not None and _same(held, review):
            self._account(told, Fate.UNCHANGED)
            return
        self.reviews.append(review)
        self._account(told, Fate.TAKEN)

    def _undecided(self, told: Statement, held: Review | None) -> None:
        """A row without a tick: its no may take back what was decided, and decides nothing itself."""
        if held is not None and held.decision in told.denied:
            self.withdrawn.append(held)
            self._account(told, Fate.WITHDRAWN)
        elif held is not None:
            self._account(told, Fate.KEPT)
        else:
            self._account(told, Fate.LEFT_OPEN if told.denied else Fate.UNTICKED)

    def _follow(self, told: Statement) -> None:
        """Keeps what is new in the columns about the mending. An empty cell says nothing."""
        if told.follow_up is None:
            return
        known = self.after[told.run].get(told.duty) or FollowUp(run=told.run, duty=told.duty)
        now = FollowUp(
            run=told.run,
            duty=told.duty,
            **{name: _unmasked(cell, getattr(known, name)) or getattr(known, name) for name, cell in told.follow_up.items()},
        )
        if now != known:
            self.follow_ups.append(now)

    def _of(self, run: str) -> dict[str, Finding] | None:
        if run not in self.findings:
            known = self.ledger.run(run) is not None
            self.findings[run] = {finding.duty: finding for finding in self.ledger.findings(run)} if known else None
            self.held[run] = self.ledger.reviews(run) if known else {}
            self.after[run] = self.ledger.follow_ups(run) if known else {}
        return self.findings[run]

    def _account(self, told: Statement, fate: Fate, why: tuple[str, str] | None = None) -> None:
        zh, en = why or ("", "")
        self.accounts.append(Account(place=told.place, fate=fate, zh=zh, en=en))


def _unmasked(cell: str, held: str) -> str:
    """What a cell says; what went out masked and came back so is what the ledger holds."""
    return held if cell and cell == clean(shown(held)).strip() else cell


def _same(held: Review, now: Review) -> bool:
    return all(getattr(held, name) == getattr(now, name) for name in ("decision", "note", "points", "reviewer", "finding"))


def rows_of(accounts: Iterable[Account]) -> tuple[str, str]:
    """The rows of accounts in words, Chinese and English."""
    places = list(dict.fromkeys(account.place for account in accounts))
    return "、".join(place.zh() for place in places), ", ".join(place.en() for place in places)
