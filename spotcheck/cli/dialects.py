"""``spotcheck dialects``: the platforms (CMS) that are read in a way of their own, as people read them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import terminal
from spotcheck.cli.choices import choice
from spotcheck.config.language import join, language, say

app = typer.Typer(no_args_is_help=True, help=say("网站平台（CMS）的读法", "How platforms (CMS) are read"))


@app.callback()
def dialects() -> None:
    """Keeps ``list`` a command of its own while it is the only one."""


@app.command("list", help=say("列出能识别的网站平台及识别依据", "List the platforms that are recognised, and by what"))
def list_(
    format: Annotated[str, choice("--format", ("table", "json"), help=say("格式", "The format"))] = "table",
) -> None:
    from spotcheck.crawler.dialects import all_dialects

    found = all_dialects()
    if format == "json":
        import json

        rows = [
            {
                "name": each.name,
                "title": {"zh": each.title, "en": each.english},
                "recognised_by": [*each.signs, *([each.shape_told] if each.shape_told else [])],
                "verified": each.verified,
            }
            for each in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    heads = (("名称", "Name"), ("平台", "Platform"), ("识别依据", "Recognised by"), ("核对", "Verified"))
    table = Table(*(say(*head) for head in heads), box=None, pad_edge=False)
    for each in found:
        marks = [*each.signs[:3], *([each.shape_told] if each.shape_told else [])]
        by = join(marks) or say("不属于以上任何平台", "none of the above")
        checked = say("已用真实网页核对", "on real pages") if each.verified else say("未核对", "no")
        title = each.title if language() == "zh" else each.english
        table.add_row(*map(terminal.escape, (each.name, title, by, checked)))
    terminal.results().print(table)
