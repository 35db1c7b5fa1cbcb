"""A catalogue as pages for people: an index, one page a clause, one page a kind of judgement. Markdown; decides nothing.

The pages stand beside the law, which is Chinese. In English the rules keep the words of the catalogue; all around them is English.
"""

from __future__ import annotations

from spotcheck.audits.engine import verdicts_of
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.glossary import term
from spotcheck.config.kinds.registry import KINDS
from spotcheck.config.kinds.words import Wording, kind_name, words
from spotcheck.config.language import join, say
from spotcheck.config.models import Confidence
from spotcheck.reports.rules.duty import explain_duty

GENERATED = "<!-- 由 spotcheck rules pages 生成，请勿手改；改规则请改目录文件。 -->"
_GENERATED_EN = "<!-- Written by spotcheck rules pages; not to be changed by hand. To change a rule, change the catalogue. -->"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Every page of a catalogue in the language spoken, by its file name."""
    found = {"README.md": _index(catalogue)}
    for clause in catalogue.clauses:
        found[f"{clause.clause}.md"] = _clause(catalogue, clause)
    for kind in _kinds(catalogue):
        found[f"kind-{kind}.md"] = _kind(catalogue, kind)
    return found


def _index(catalogue: Catalogue) -> str:
    lines = [
        f"# {catalogue.title}",
        "",
        _generated(),
        "",
        say(f"- 编号：`{catalogue.id}`，第 {catalogue.version} 版", f"- Id: `{catalogue.id}`, version {catalogue.version}"),
        say("- 来源：", "- Source: ") + catalogue.source,
        say(
            f"- 适用期：{catalogue.valid_from} 至 {catalogue.valid_to}",
            f"- In force: {catalogue.valid_from} to {catalogue.valid_to}",
        ),
        say(f"- 适用地区：{catalogue.region or '全国'}", f"- Region: {catalogue.region or 'the whole country'}"),
    ]
    lines += [f"- {catalogue.validity_note}"] if catalogue.validity_note else []
    for clause in catalogue.clauses:
        lines += [
            "",
            f"## {clause.label} [{clause.title}]({clause.clause}.md)",
            "",
            say("| 编号 | 事项 | 判定方式 | 可能的判定 |", "| Id | Duty | Judged by | Verdicts that it can reach |"),
            "|---|---|---|---|",
        ]
        lines += [_row(duty) for duty in clause.duties]
    lines += ["", say("## 判定方式", "## How it is judged"), ""]
    colon = say("：", ": ")
    lines += [f"- [{kind_name(kind)}](kind-{kind}.md){colon}{words(kind).what.text}" for kind in _kinds(catalogue)]
    return _text(lines)


def _row(duty: Duty) -> str:
    kinds = join(f"[{kind_name(kind)}](kind-{kind}.md)" for kind in dict.fromkeys(check.kind for check in duty.checks))
    mark = f"〔{duty.mark.value}〕" if duty.mark in (Confidence.C, Confidence.M) else ""
    return f"| {duty.id} | {duty.title}{mark} | {kinds} | {join(term('verdict', verdict) for verdict in verdicts_of(duty))} |"


def _clause(catalogue: Catalogue, clause: Clause) -> str:
    lines = [f"# {clause.label} {clause.title}", "", _generated(), "", f"[{catalogue.title}](README.md)"]
    for duty in clause.duties:
        first, *rest = explain_duty(catalogue, clause, duty)
        lines += ["", f"## {first.partition('/')[2]}", ""]
        lines += [f"  - {line.strip()}" if line.startswith("  ") else f"- {line}" for line in rest]
    return _text(lines)


def _kind(catalogue: Catalogue, kind: str) -> str:
    told, colon = words(kind), say("：", ": ")
    never = say("这种方式不作“不符合”的判定。", "This way of judging never comes to “not met”.")
    lines = [say(f"# 判定方式：{told.name.zh}（`{kind}`）", f"# Judged by: {told.name.en} (`{kind}`)"), "", _generated(), ""]
    lines += [told.what.text, "", *_section(("怎样算符合", "When it is met"), told.passes)]
    lines += [say("## 怎样算不符合", "## When it is not met"), ""]
    lines += [f"- **{term('defect', defect)}**{colon}{each.text}" for defect, each in told.fails.items()] or [never]
    lines += ["", *_section(("什么时候不下结论", "When nothing is concluded"), told.cannot_tell)]
    lines += _section(("请人看什么", "What a person is asked"), told.person) if told.person else []
    lines += [say("## 使用这种方式的事项", "## Duties that are judged so"), ""]
    lines += [
        f"- [{duty.id}]({clause.clause}.md) {duty.title}" for clause, duty in catalogue.duties() if kind in {c.kind for c in duty.checks}
    ]
    return _text(lines)


def _section(head: tuple[str, str], told: Wording) -> list[str]:
    return [f"## {say(*head)}", "", told.text, ""]


def _kinds(catalogue: Catalogue) -> list[str]:
    used = {check.kind for _, duty in catalogue.duties() for check in duty.checks}
    return [kind for kind in KINDS if kind in used]


def _generated() -> str:
    return say(GENERATED, _GENERATED_EN)


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
