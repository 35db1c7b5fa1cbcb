"""A catalogue as pages for people: an index, one page a clause, one page a kind of judgement. Markdown, in Chinese; decides nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from spotcheck.audits.engine import verdicts_of
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.glossary import term, terms
from spotcheck.config.kinds import about
from spotcheck.config.models import Confidence
from spotcheck.reports.rules.duty import explain_duty

GENERATED = "<!-- 由 spotcheck rules pages 生成，请勿手改；改规则请改目录文件。 -->"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Every page of a catalogue, by its file name."""
    with _in_chinese():
        found = {"README.md": _index(catalogue)}
        for clause in catalogue.clauses:
            found[f"{clause.clause}.md"] = _clause(catalogue, clause)
        for kind in _kinds(catalogue):
            found[f"kind-{kind}.md"] = _kind(catalogue, kind)
        return found


def schema() -> dict[str, str]:
    """JSON Schemas for editors: of a clause file and of ``catalogue.toml``, by file name."""
    clause = _singular(Clause.model_json_schema())
    head = Catalogue.model_json_schema()
    head["properties"].pop("clauses")
    head["required"] = [name for name in head["required"] if name != "clauses"]
    drafts = {"clause.schema.json": clause, "catalogue.schema.json": head}
    return {name: json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in drafts.items()}


def _singular(drawn: dict[str, object]) -> dict[str, object]:
    """The schema with the names that files use: [[duty]] and [[duty.check]]."""
    text = json.dumps(drawn)
    for model, file in (("duties", "duty"), ("checks", "check")):
        text = text.replace(f'"{model}"', f'"{file}"')
    renamed: dict[str, object] = json.loads(text)
    return renamed


def _index(catalogue: Catalogue) -> str:
    lines = [
        f"# {catalogue.title}",
        "",
        GENERATED,
        "",
        f"- 编号：`{catalogue.id}`，第 {catalogue.version} 版",
        f"- 来源：{catalogue.source}",
    ]
    lines += [f"- 适用期：{catalogue.valid_from} 至 {catalogue.valid_to}", f"- 适用地区：{catalogue.region or '全国'}"]
    lines += [f"- {catalogue.validity_note}"] if catalogue.validity_note else []
    for clause in catalogue.clauses:
        lines += [
            "",
            f"## {clause.label} [{clause.title}]({clause.clause}.md)",
            "",
            "| 编号 | 事项 | 判定方式 | 可能的判定 |",
            "|---|---|---|---|",
        ]
        lines += [_row(duty) for duty in clause.duties]
    lines += ["", "## 判定方式", ""]
    lines += [f"- [{term('kind', kind, 'zh')}](kind-{kind}.md)：{about(kind).what}" for kind in _kinds(catalogue)]
    return _text(lines)


def _row(duty: Duty) -> str:
    kinds = "、".join(f"[{term('kind', kind, 'zh')}](kind-{kind}.md)" for kind in dict.fromkeys(check.kind for check in duty.checks))
    mark = f"〔{duty.mark.value}〕" if duty.mark in (Confidence.C, Confidence.M) else ""
    return f"| {duty.id} | {duty.title}{mark} | {kinds} | {'、'.join(term('verdict', verdict, 'zh') for verdict in verdicts_of(duty))} |"


def _clause(catalogue: Catalogue, clause: Clause) -> str:
    lines = [f"# {clause.label} {clause.title}", "", GENERATED, "", f"[{catalogue.title}](README.md)"]
    for duty in clause.duties:
        first, *rest = explain_duty(catalogue, clause, duty)
        lines += ["", f"## {first.partition('/')[2]}", ""]
        lines += [f"  - {line.strip()}" if line.startswith("  ") else f"- {line}" for line in rest]
    return _text(lines)


def _kind(catalogue: Catalogue, kind: str) -> str:
    told = about(kind)
    lines = [f"# 判定方式：{term('kind', kind, 'zh')}（`{kind}`）", "", GENERATED, "", told.what, ""]
    lines += ["## 怎样算符合", "", told.passes, "", "## 怎样算不符合", ""]
    lines += [f"- **{term('defect', defect, 'zh')}**：{words}" for defect, words in told.fails.items()] or ["这种方式不作“不符合”的判定。"]
    lines += ["", "## 什么时候不下结论", "", told.cannot_tell, "", "## 使用这种方式的事项", ""]
    lines += [
        f"- [{duty.id}]({clause.clause}.md) {duty.title}" for clause, duty in catalogue.duties() if kind in {c.kind for c in duty.checks}
    ]
    return _text(lines)


def _kinds(catalogue: Catalogue) -> list[str]:
    used = {check.kind for _, duty in catalogue.duties() for check in duty.checks}
    return [kind for kind in terms("kind") if kind in used]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


@contextmanager
def _in_chinese() -> Iterator[None]:
    """The pages are Chinese whatever the locale: they stand beside the law."""
    before = os.environ.get("SPOTCHECK_LANG")
    os.environ["SPOTCHECK_LANG"] = "zh"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SPOTCHECK_LANG"]
        else:
            os.environ["SPOTCHECK_LANG"] = before
