"""One line for what kept a run from being complete."""

from __future__ import annotations

from collections.abc import Iterable

from spotcheck.cli import terminal
from spotcheck.config.choosing import why
from spotcheck.config.language import join
from spotcheck.jobs.judging import Judged
from spotcheck.jobs.reviewing import renewed_since
from spotcheck.jobs.runs import Ended, problem_of
from spotcheck.ledger.ledger import Run


def explain(ended: Ended) -> None:
    """Says what went wrong at one site, and what was noticed on the way. An interrupt is for ``stopped`` to tell."""
    for line in ended.notes:
        terminal.warn(line, line)
    if problem := problem_of(ended):
        terminal.hint(problem)


def tell_renewed(runs: Iterable[Run]) -> None:
    """Says which catalogues have changed since runs were judged with them."""
    for catalogue in renewed_since(list(runs)):
        terminal.warn(
            f"目录 {catalogue.id} 已更新为版本 {catalogue.version}；结论仍是原版本的，重新判定请用 spotcheck judge",
            f"catalogue {catalogue.id} is now version {catalogue.version}; the findings are older ('spotcheck judge' renews them)",
        )


def tell_chosen(judged: Judged) -> None:
    """Says which catalogues were used, where none was named, and why."""
    told = join([why(each, judged.as_of) for each in judged.catalogues])
    terminal.note(f"检查目录：{told}；另选请用 --catalogue", f"catalogues: {told}; choose others with --catalogue")


def stopped() -> None:
    """Says that the user ended it, and how to go on."""
    terminal.note("已停止，所见已保存；再次运行同一命令即可继续", "stopped; what was seen is kept; run the same command again to continue")
