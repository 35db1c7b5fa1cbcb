"""``spotcheck register``: the sites that are supervised."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import options, terminal
from spotcheck.config import clock
from spotcheck.config.errors import language, say

app = typer.Typer(no_args_is_help=True, help=say("网站登记册", "The register of sites"))


@app.command("import", help=say("导入 csv 或 xlsx（中文或英文表头）", "Import a csv or xlsx file with Chinese or English heads"))
def import_(
    file: Annotated[Path, typer.Argument(help=say("登记册文件", "The register file"))],
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    replace: Annotated[bool, typer.Option("--replace", help=say("删去文件里没有的网站", "Remove sites that the file lacks"))] = False,
) -> None:
    from spotcheck.config.register import load_register
    from spotcheck.ledger.ledger import Ledger

    sites = load_register(file)
    with Ledger.write(workspace) as ledger:
        added, changed, removed = ledger.import_sites(sites, clock.now(), replace=replace)
        total = len(ledger.sites())
    terminal.plain(
        say(
            f"已导入 {file}：新增 {added} 个，更正 {changed} 个，删去 {removed} 个；登记册现有 {total} 个网站",
            f"imported {file}: {added} added, {changed} changed, {removed} removed; the register now holds {total} sites",
        )
    )


@app.command("list", help=say("列出登记的网站", "List the sites of the register"))
def list_(workspace: options.Workspace = options.DEFAULT_WORKSPACE) -> None:
    from spotcheck.config.glossary import term
    from spotcheck.config.platforms import platform_name
    from spotcheck.ledger.ledger import Ledger

    with Ledger.read(workspace) as ledger:
        sites = ledger.sites()
    names = (("标识码", "Code"), ("网站", "Site"), ("网址", "Address"), ("层级", "Level"), ("地区", "Region"), ("职能", "Functions"))
    table = Table(*(say(*name) for name in names), box=None, pad_edge=False)
    for site in sites:
        functions = say("、", ", ").join(term("function", function, language()) for function in sorted(site.functions))
        level = term("level", site.level, language()) if site.level else ""
        functions = say(f"共享平台：{platform_name(site.platform)}", f"shared platform: {site.platform}") if site.platform else functions
        table.add_row(*map(terminal.escape, (site.code, site.name, site.url, level, site.region, functions)))
    terminal.results().print(table)
    terminal.plain(say(f"共 {len(sites)} 个网站", f"{len(sites)} sites"))
