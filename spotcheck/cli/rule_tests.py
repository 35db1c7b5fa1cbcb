"""``spotcheck rules test`` and ``rules diff``: what the cases of a catalogue say of it, and what a change to one does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spotcheck.cli import options, terminal
from spotcheck.config.language import join, say
from spotcheck.jobs import arguments

if TYPE_CHECKING:
    from spotcheck.config.duties import Catalogue
    from spotcheck.jobs.rule_cases.case_expansion import RuleCase
    from spotcheck.jobs.rule_cases.case_running import CaseResult, CaseRunner

Runs = Annotated[
    list[str] | None,
    typer.Option("--run", metavar="ID", help=say("已存的运行，可重复", "A stored run; may be repeated")),
]


def test(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="CATALOGUE", help=say("目录文件夹或编号；默认全部自带目录", "A catalogue's folder or id; default all that are shipped")
        ),
    ] = None,
    duty: Annotated[list[str] | None, typer.Option("--duty", metavar="ID", help=say("只看这些事项，可重复", "Only this duty"))] = None,
    words: Annotated[
        bool, typer.Option("--words", help=say("列出没有案例、也没有 --run 用到的词", "List the words that no case and no --run needs"))
    ] = False,
    run: Runs = None,
    source: Annotated[
        list[Path] | None,
        typer.Option(
            "--source",
            metavar="FILE",
            help=say("文件原文（文本）；与 --words 同用：原文里有的词不列", "The text of a source; with --words: its words are not listed"),
        ),
    ] = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    """Run the cases that stand beside the rules."""
    from spotcheck.config.catalogue import list_catalogues, load_catalogue
    from spotcheck.jobs.rule_cases.case_expansion import load_cases
    from spotcheck.jobs.rule_cases.case_running import CaseRunner

    failed = False
    for name in [target] if target else list_catalogues():
        catalogue = load_catalogue(name)
        cases = load_cases(name, catalogue)
        for each in duty or ():
            arguments.one_of("--duty", each, [known.id for _, known in catalogue.duties()])
        runner = CaseRunner(catalogue)
        chosen = [case for case in cases if not duty or case.duty in duty]
        failed |= _run(name, runner, chosen)
        without = [each.id for _, each in catalogue.duties() if (not duty or each.id in duty) and each.id not in {c.duty for c in chosen}]
        if without:
            listed = join(without)
            terminal.plain(say(f"{name}：没有案例的事项：{listed}", f"{name}: duties without cases: {listed}"))
        if words:
            _words(name, catalogue, chosen, duty or (), run or (), workspace, source or ())
    if failed:
        raise typer.Exit(1)


def _run(name: str, runner: CaseRunner, cases: Sequence[RuleCase]) -> bool:
    """Prints a line for each case that is not judged as it says, and a summary. Whether there was one."""
    wrong = 0
    for result in runner.results(cases):
        if result.faults:
            wrong += 1
            for line in _complaints(result, runner):
                terminal.plain(line)
    zh, en = (f"{wrong} 个不符", f"{wrong} not as expected") if wrong else ("全部相符", "all as expected")
    terminal.plain(say(f"{name}：{len(cases)} 个案例，{zh}", f"{name}: {len(cases)} cases, {en}"))
    return bool(wrong)


def _complaints(result: CaseResult, runner: CaseRunner) -> list[str]:
    from spotcheck.reports.sentences import found

    case, (_, duty) = result.case, runner.duties[result.case.duty]
    why = " ".join(found(result.finding, duty, case.site.as_of))
    head = f"{case.place}{say('：', ': ')}{case.duty}{say(f'“{case.name}”', f' {case.name!r}')}"
    head += (say(f"（{case.word}）", f" ({case.word})") if case.word else "") + say("：", ": ")
    told = []
    for what, expected, came in result.faults:
        of = "" if what == "answer" else f"{what} "
        told.append(head + say(f"{of}应为 {expected}，得到 {came}。{why}", f"{of}expected {expected}, came {came}. {why}"))
    return told


def _words(
    name: str,
    catalogue: Catalogue,
    cases: Sequence[RuleCase],
    duties: Sequence[str],
    runs: Sequence[str],
    workspace: Path,
    sources: Sequence[Path],
) -> None:
    from spotcheck.jobs.rule_cases.needed_words import WordNeeds, read_sources
    from spotcheck.jobs.stored_sites import heed_runs

    needs = WordNeeds(catalogue, duties)
    needs.heed_sources(read_sources(sources))
    terminal.note(f"{name}：逐词试判 {needs.count} 个词……", f"{name}: trying {needs.count} words, one by one ...")
    needs.heed_cases(cases)
    if runs:
        heed_runs(needs, workspace, runs)
    left = needs.not_needed()
    for each in left:
        covered = say(f"（“{each.covered_by}”已涵盖）", f" ('{each.covered_by}' covers it)") if each.covered_by else ""
        terminal.plain(f"{each.place.duty} {each.place.list_name}{say('：', ': ')}{each.place.word}{covered}")
    covered_count = sum(bool(each.covered_by) for each in left)
    terminal.plain(
        say(
            f"{name}：{needs.count} 个词，{len(left)} 个没有用到，其中 {covered_count} 个已由同一组的其他词涵盖",
            f"{name}: {needs.count} words, {len(left)} that nothing needs, {covered_count} of them covered by another word of their list",
        )
    )


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=say("原来的目录：编号或文件夹", "The old catalogue: id or folder"))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=say("改后的目录：编号或文件夹", "The new catalogue: id or folder"))],
    run: Runs = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    """Say what a changed catalogue changes, and what that does to stored runs."""
    from spotcheck.config.catalogue import load_catalogue
    from spotcheck.config.catalogue_diff import compare
    from spotcheck.reports.rules.changes import change_lines, effect_line

    before, after = load_catalogue(old), load_catalogue(new)
    found = compare(before, after)
    for line in change_lines(found):
        terminal.plain(line)
    if not run:
        return
    from spotcheck.jobs.catalogue_effects import effects_on

    for each in effects_on(workspace, run, before, after, found):
        count = len(each.effects)
        site = each.run.site.name or each.run.site.url
        zh, en = (
            f"{each.run.id}（{site}，{each.as_of}）：{count} 项结论有变",
            f"{each.run.id} ({site}, {each.as_of}): {count} answers change",
        )
        terminal.plain(say(zh, en))
        for effect in each.effects:
            line = effect_line(effect.duty, effect.before, effect.after, effect.causes, after, each.as_of)
            terminal.plain(f"  {line}")
