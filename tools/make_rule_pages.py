"""Writes the generated documents: a page a clause and a kind of judgement, the JSON Schemas, and the table of duties with their cases.

    python tools/make_rule_pages.py [FOLDER]     (default: docs)

The test suite writes them anew and compares: a page that was not made again is a failure.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spotcheck.audits.engine import verdicts_of  # noqa: E402
from spotcheck.audits.verdicts import Verdict  # noqa: E402
from spotcheck.config.catalogue import list_catalogues, load_catalogue  # noqa: E402
from spotcheck.config.duties import Duty  # noqa: E402
from spotcheck.config.glossary import term  # noqa: E402
from spotcheck.config.kinds.words import kind_name  # noqa: E402
from spotcheck.config.language import Language, speaking  # noqa: E402
from spotcheck.jobs.rule_cases.case_expansion import load_cases  # noqa: E402
from spotcheck.reports.rules import pages as rulebook  # noqa: E402
from spotcheck.reports.rules.json_schema import schema  # noqa: E402


@speaking(Language.ZH)
def documents() -> dict[str, str]:
    """Every generated document, by its path below the folder."""
    found = {f"schema/{name}": text for name, text in schema().items()}
    for name in list_catalogues():
        found |= {f"rules/{name}/{page}": text for page, text in rulebook.pages(load_catalogue(name)).items()}
    return found | {"duties.md": duties("zhejiang-2017"), "duties-national-law.md": duties("national-law"), "names.md": names()}


def duties(name: str) -> str:
    """The table of the duties of a catalogue: how each is judged, what that can come to, and how many cases it has."""
    catalogue = load_catalogue(name)
    counts: Counter[str] = Counter()
    defects: dict[str, set[str]] = {}
    cases = load_cases(name, catalogue)
    for duty_id, _ in {(case.duty, case.name) for case in cases}:  # one that is asked for many words counts once
        counts[duty_id] += 1
    for case in cases:
        if case.expect.defect is not None:
            defects.setdefault(case.duty, set()).add(case.expect.defect)
    rows, both = [], 0
    for clause, duty in catalogue.duties():
        reached = verdicts_of(duty)
        machine = {Verdict.PASS, Verdict.FAIL} <= set(reached)
        both += machine
        by = "机器可判符合和不符合" if machine else "机器可判不符合，符合须人确认" if Verdict.FAIL in reached else "不符合只能由人认定"
        kinds = "、".join(kind_name(kind) for kind in dict.fromkeys(check.kind for check in duty.checks))
        told = "、".join(term("verdict", verdict) for verdict in reached)
        wrong = "、".join(term("defect", defect) for defect in sorted(defects.get(duty.id, ())))
        rows.append(
            f"| [{duty.id}](rules/{name}/{clause.clause}.md) | {duty.title}{_marked(duty)} | {kinds} | {told} | {wrong} "
            f"| {counts[duty.id]} | {by} |"
        )
    fails = sum(Verdict.FAIL in verdicts_of(duty) for _, duty in catalogue.duties())
    head = [
        f"# {len(rows)} 项事项怎样判定" + ("" if name == "zhejiang-2017" else f"：{catalogue.title}"),
        "",
        rulebook.GENERATED,
        "",
        f"共 {len(rows)} 项，案例 {sum(counts.values())} 个（逐词各算一个，{len(cases)} 个）。机器可以判不符合的 {fails} 项，其中既可判符合也可判不符合的 {both} 项。",
        "",
        "| 编号 | 事项 | 判定方式 | 可能的判定 | 案例中的问题类型 | 案例数 | 由谁认定 |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _marked(duty: Duty) -> str:
    """What the duty rests on, where the catalogue gathers duties of many sources: source, article, mark and validity."""
    if not duty.basis:
        return ""
    until = f"，至{duty.valid_to}" if duty.valid_to else ""
    return f"（{duty.basis}；{duty.mark.value}；{duty.valid_from or '不限'}起{until}）"


def names() -> str:
    """Every name of a column that a rule knows, with the duties that accept it and those that understand it and do not."""
    catalogue = load_catalogue("zhejiang-2017")
    accepted: dict[str, dict[str, None]] = {}
    understood: dict[str, dict[str, None]] = {}
    for _, duty in catalogue.duties():
        for check in duty.checks:
            known = getattr(check, "names", None)
            for word in known.accepted if known else ():
                accepted.setdefault(word, {})[duty.id] = None
            for word in known.misnamed if known else ():
                understood.setdefault(word, {})[duty.id] = None
    shared = sum(len(ids) > 1 for ids in accepted.values())
    head = [
        "# 栏目名称对照",
        "",
        rulebook.GENERATED,
        "",
        f"共 {len(accepted | understood)} 个名称。多个事项认可同一名称的有 {shared} 个：归哪个事项，由栏目里的内容决定，不由名称决定。",
        "名称前后多出单位名或者后缀的（最多八个字），按其中的名称看。",
        "",
        "| 名称 | 认可的事项 | 能识别但不认可的事项 |",
        "|---|---|---|",
    ]
    rows = [
        f"| {word} | {'、'.join(accepted.get(word, ()))} | {'、'.join(understood.get(word, ()))} |"
        for word in sorted(accepted | understood)
    ]
    return "\n".join([*head, *rows]) + "\n"


def main() -> None:
    """Writes them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    for name, text in documents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
