"""``spotcheck rules``: the catalogues, as people read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from spotcheck.cli import options, rule_tests, terminal
from spotcheck.cli.choices import choice, completing, shipped_catalogues
from spotcheck.config.errors import UserError
from spotcheck.config.language import join, say, speaking
from spotcheck.jobs import arguments

app = typer.Typer(no_args_is_help=True, help=say("检查目录（规则）", "The catalogues of rules"))
app.command("test", help=say("运行规则旁的案例", "Run the cases that stand beside the rules"))(rule_tests.test)
app.command("diff", help=say("两个目录有何不同，对已存的运行有何影响", "What a changed catalogue changes"))(rule_tests.diff)


@app.command("list", help=say("列出目录中的事项", "List the duties of a catalogue"))
def list_(
    catalogue: options.Catalogues = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
    format: Annotated[str, choice("--format", ("table", "json"), help=say("格式", "The format"))] = "table",
) -> None:
    from spotcheck.audits.engine import verdicts_of
    from spotcheck.config.glossary import term
    from spotcheck.config.kinds.words import kind_name
    from spotcheck.jobs.run_settings import settings

    duties = [(each, duty) for each in settings(workspace, catalogue=catalogue).catalogues for _, duty in each.duties()]
    rows = [
        {
            "id": f"{each.id}/{duty.id}",
            "title": duty.title,
            "kinds": list(dict.fromkeys(check.kind for check in duty.checks)),
            "verdicts": [verdict.value for verdict in verdicts_of(duty)],
        }
        for each, duty in duties
    ]
    if format == "json":
        import json

        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(say("编号", "Id"), say("事项", "Duty"), say("方式", "Kinds"), say("可能的判定", "Verdicts"), box=None, pad_edge=False)
    for row, (_, duty) in zip(rows, duties, strict=True):
        kinds = join(kind_name(kind) for kind in row["kinds"])
        reached = join(term("verdict", verdict) for verdict in row["verdicts"])
        weak = f"〔{duty.mark.value}〕" if duty.mark in ("C", "M") else ""
        table.add_row(*map(terminal.escape, (str(row["id"]), f"{row['title']}{weak}", kinds, reached)))
    terminal.results().print(table)


@app.command(help=say("说明一个事项", "Explain one duty"))
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help=say("事项编号，如 1.2.1 或 zhejiang-2017/1.2.1", "The duty, like 1.2.1"))],
    catalogue: options.Catalogues = None,
    workspace: options.Workspace = options.DEFAULT_WORKSPACE,
) -> None:
    from spotcheck.jobs.run_settings import settings
    from spotcheck.reports.rules.duty import explain_duty

    known = {
        f"{each.id}/{duty.id}": (each, clause, duty)
        for each in settings(workspace, catalogue=catalogue).catalogues
        for clause, duty in each.duties()
    }
    found = [name for name in known if name == id or name.partition("/")[2] == id]
    if not found:
        arguments.one_of("ID", id, known if "/" in id else [name.partition("/")[2] for name in known])
    for name in found:
        for line in explain_duty(*known[name]):
            terminal.plain(line)


@app.command(help=say("检查目录文件", "Check catalogue files"))
def check(
    path: Annotated[
        Path | None, typer.Argument(help=say("目录文件夹；默认检查全部自带目录", "A catalogue folder; default all that are shipped"))
    ] = None,
) -> None:
    from spotcheck.config.catalogue import examine, list_catalogues
    from spotcheck.jobs.rule_cases.case_expansion import examine_cases

    wrong = 0
    for each in [str(path)] if path else list_catalogues():
        built, faults = examine(each)
        if built is not None:
            faults = faults + examine_cases(each, built)[1]
        for fault in faults:
            terminal.plain(str(fault))
        wrong += len(faults)
        if built is not None and not faults:
            count = len(built.duties())
            terminal.plain(say(f"{each}：没有错误，{count} 个事项", f"{each}: no faults, {count} duties"))
    if wrong:
        raise UserError(zh=f"共 {wrong} 处错误", en=f"{wrong} faults")


@app.command(help=say("复制一个目录，供本单位修改", "Copy a catalogue, to change it"))
def copy(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=say("自带目录的编号", "The id of a shipped catalogue"), autocompletion=completing(shipped_catalogues)
        ),
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("放到哪个新文件夹", "The new folder"))],
) -> None:
    import shutil

    from spotcheck.config.catalogue import SHIPPED, list_catalogues

    arguments.one_of("ID", id, list_catalogues())
    if folder.exists():
        raise UserError(zh=f"{folder}：已经存在；请换一个文件夹名", en=f"{folder}: exists already; name another folder")
    try:
        shutil.copytree(SHIPPED / id, folder)
    except OSError as error:
        raise _unwritable(folder, error) from None
    zh, en = f"已复制；改好后用 spotcheck rules check {folder} 检查", f"copied; when changed, check it with: spotcheck rules check {folder}"
    terminal.plain(say(f"{folder}：{zh}", f"{folder}: {en}"))


@app.command(help=say("把目录写成说明页（Markdown）", "Write a catalogue as pages (Markdown)"))
def pages(
    id: Annotated[str, typer.Argument(metavar="ID", help=say("目录编号或文件夹", "A catalogue or its folder"))],
    out: Annotated[Path, typer.Option("--out", help=say("写到哪个文件夹", "The folder to write to"))],
    lang: Annotated[
        str,
        choice(
            "--lang", arguments.LANGUAGES, help=say("说明页的语言；规则本身仍是中文", "The language; the rules themselves stay Chinese")
        ),
    ] = "zh",
) -> None:
    from spotcheck.config.catalogue import load_catalogue
    from spotcheck.reports.rules.pages import pages as drawn

    with speaking(lang):
        told = drawn(load_catalogue(id))
    _write(out, told)


@app.command(help=say("写出供编辑器使用的 JSON Schema", "Write the JSON Schemas for editors"))
def schema(
    out: Annotated[Path, typer.Option("--out", help=say("写到哪个文件夹", "The folder to write to"))],
) -> None:
    from spotcheck.reports.rules.json_schema import schema as drawn

    _write(out, drawn())


def _write(out: Path, texts: dict[str, str]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (out / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(out, error) from None
    terminal.plain(say(f"{out}：写了 {len(texts)} 个文件", f"{out}: {len(texts)} files written"))


def _unwritable(path: Path, error: OSError) -> UserError:
    why = error.strerror or str(error)
    return UserError(zh=f"{path}：无法写入（{why}）；请检查路径和权限", en=f"{path}: cannot be written ({why}); check path and permissions")
