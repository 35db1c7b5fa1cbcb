"""Facts as an xlsx workbook: summary, ledger of faults, what was not determined, evidence, visits.

Every cell is text or a number; nothing that a site wrote can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from spotcheck.config.glossary import term
from spotcheck.crawler.records import Visit, class_of
from spotcheck.reports.facts import Banner, DutyFacts, SiteFacts
from spotcheck.reports.formats.base import QuarterReport, SiteReport
from spotcheck.reports.formatting import china_time
from spotcheck.reports.labels import label
from spotcheck.reports.ledger_columns import FAULTS
from spotcheck.reports.ledger_facts import LedgerFacts
from spotcheck.reports.quarter_facts import QuarterFacts
from spotcheck.reports.sheets import workbook_columns
from spotcheck.reports.sheets.ledger_sheets import SAFE, add_ledger, fitting

WITH_SITES = False  # its sheets hold them
ROW_LIMIT = 200_000


def write_site(path: Path, report: SiteReport) -> None:
    """The workbook of one site with its ledger. Its visits fill the last sheet, at most ``ROW_LIMIT`` rows, which is then said."""
    facts = report.facts
    with _Book(path) as book:
        told = [(facts.title, ""), *_internal(facts.banners), (facts.sentence, "")]
        book.summary([facts], [*told, *((row.label, row.value) for row in facts.head)])
        book.ledger(report.ledger())
        book.judged([facts])
        book.scores([facts])
        book.visits(report.visits())


def write_quarter(path: Path, report: QuarterReport) -> None:
    """The workbook of a quarter: every site's findings in the same sheets, and the table of sites."""
    facts = report.facts
    with _Book(path) as book:
        lines = [
            (facts.title, ""),
            *_internal(facts.banners),
            *((line, "") for line in facts.overview),
            *((row.label, row.value) for row in (*facts.key_figures, *facts.draw)),
        ]
        book.summary(facts.reports, lines)
        book.sites(facts)
        book.ledger(report.ledger())
        book.judged(facts.reports)
        book.scores(facts.reports)


def _internal(banners: Sequence[Banner]) -> list[tuple[str, str]]:
    """That the workbook shows personal data, where it does."""
    return [(banner.title, " ".join(banner.lines)) for banner in banners if banner.tone == "internal"]


class _Book:
    """One workbook being written."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path), dict(SAFE))
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#EAF0F7", "border": 1, "border_color": "#B9C7D8", "text_wrap": True, "valign": "vcenter"}
        )
        self.body = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, *error: object) -> None:
        self.book.close()

    def summary(self, reports: Sequence[SiteFacts], lines: Sequence[tuple[str, str]]) -> None:
        """What was checked, and the counts."""
        sheet = self.book.add_worksheet(label("sheet_summary"))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 7, 16)
        for place, (name, words) in enumerate(lines):
            self._cell(sheet, place, 0, name, self.title if place == 0 else None)
            self._cell(sheet, place, 1, words)
        top = len(lines) + 1
        verdicts = reports[0].counts if reports else ()
        for column, words in enumerate((label("site_name"), *(row.label for row in verdicts), label("total"))):
            self._cell(sheet, top, column, words, self.head)
        for place, report in enumerate(reports, top + 1):
            cells: tuple[object, ...] = (report.site_name, *(row.count for row in report.counts), report.total)
            for column, value in enumerate(cells):
                self._cell(sheet, place, column, value)

    def sites(self, facts: QuarterFacts) -> None:
        """The table of sites of a quarter."""
        heads = self._heads(workbook_columns.SITES) + [(row.label, 10) for row in facts.verdicts] + self._heads(["remark"])
        rows = [
            (row.number, row.name, row.url, row.body, row.area, row.level, row.standing, *row.counts, row.remark) for row in facts.sites
        ]
        self._table("sheet_sites", heads, rows)

    def ledger(self, facts: LedgerFacts) -> None:
        """Faults, and what a person must decide: the sheets that come back with ``review import``."""
        add_ledger(self.book, facts, {FAULTS: label("sheet_ledger")})

    def judged(self, reports: Sequence[SiteFacts]) -> None:
        """What was not determined, all duties, and the evidence of all."""
        pairs = [(report, duty) for report in reports for duty in report.overview]
        unknown = [(report, duty) for report, duty in pairs if duty.tone == "unknown"]
        self._table(
            "sheet_unknown", self._heads(workbook_columns.UNKNOWN), [self._unknown(number, *pair) for number, pair in enumerate(unknown, 1)]
        )
        self._table("sheet_all", self._heads(workbook_columns.ALL), [self._any(number, *pair) for number, pair in enumerate(pairs, 1)])
        seen = [(report, duty, item) for report, duty in pairs for item in (*duty.evidence, *duty.evidence_more)]
        rows = [
            (
                number,
                report.site_name,
                duty.finding_id,
                duty.title,
                duty.verdict,
                item.where,
                item.url,
                item.quote,
                item.fetched,
                item.sha256,
                item.warc,
            )
            for number, (report, duty, item) in enumerate(seen, 1)
        ]
        self._table("sheet_evidence", self._heads(workbook_columns.EVIDENCE), rows)

    def scores(self, reports: Sequence[SiteFacts]) -> None:
        """The score sheets, where a catalogue scores."""
        rows: list[tuple[object, ...]] = []
        for report in reports:
            for sheet in report.scores:
                rows.append((report.site_name, sheet.title, sheet.standing, "", "\n".join(sheet.lines)))
                rows += [
                    (
                        report.site_name,
                        f"{part.title} {row.first}",
                        row.indicator,
                        f"{row.number} {row.rule}",
                        "\n".join(row.problem),
                        row.each,
                        row.cap,
                        row.charged,
                        row.open,
                        row.verdict,
                        row.confidence,
                        "\n".join(item.url for item in row.evidence),
                    )
                    for part in sheet.parts
                    for row in part.rows
                ]
        if rows:
            self._table("sheet_scores", self._heads(workbook_columns.SCORES), rows)

    def visits(self, visits: Iterable[Visit]) -> None:
        """How each address ended."""
        rows: list[tuple[object, ...]] = []
        for visit in islice(visits, ROW_LIMIT + 1):
            kind = class_of(visit.outcome).value
            rows.append(
                (
                    visit.url,
                    visit.label,
                    label(f"role_{visit.role.value}"),
                    term("outcome", visit.outcome.value),
                    term("outcome_class", kind),
                    visit.status if visit.status is not None else "",
                    china_time(visit.fetched_at),
                    visit.sha256,
                    visit.detail,
                )
            )
        if len(rows) > ROW_LIMIT:
            rows[ROW_LIMIT:] = [(label("rows_cut", count=ROW_LIMIT),)]
        self._table("sheet_visits", self._heads(workbook_columns.VISITS), rows)

    @staticmethod
    def _named(number: int, report: SiteFacts, duty: DutyFacts) -> tuple[object, ...]:
        """Which row, site, duty and verdict: how the rows of every sheet of findings begin."""
        return number, report.site_name, report.site.url, duty.finding_id, duty.clause, duty.title, duty.verdict

    def _unknown(self, number: int, report: SiteFacts, duty: DutyFacts) -> tuple[object, ...]:
        proof = duty.certificate
        unread = [f"{item.url} ({item.outcome})" for item in proof.unread] + [proof.unread_more] if proof else []
        return (
            *self._named(number, report, duty),
            duty.reason,
            "\n".join(duty.found),
            "\n".join(duty.actions),
            "\n".join(line for line in unread if line),
        )

    def _any(self, number: int, report: SiteFacts, duty: DutyFacts) -> tuple[object, ...]:
        return (
            number,
            report.site_name,
            duty.finding_id,
            duty.clause,
            duty.title,
            duty.verdict,
            "\n".join(duty.defects) or duty.reason,
            "\n".join(duty.found),
            duty.confidence,
        )

    def _heads(self, names: Sequence[str]) -> list[tuple[str, int]]:
        return [(label(name), workbook_columns.WIDTHS.get(name, workbook_columns.USUAL)) for name in names]

    def _table(self, name: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]]) -> Any:
        sheet = self.book.add_worksheet(label(name))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for column, (words, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            self._cell(sheet, 0, column, words, self.head)
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._cell(sheet, place, column, value, self.body)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: object, style: Any = None) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value not in ("", None):
            sheet.write_string(row, column, fitting(str(value)), style)
